"""Every word is found, in every language, at every keystroke; checked against what the texts hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.language.query import parse
from readlater.language.stemming import surface_of
from readlater.language.terms import runs, stems
from readlater.library import Library, NewArticle, matching
from readlater.library.marking import fold_in_place
from readlater.model import And, Or, Query, Word
from tests.factories import draft
from tests.library.sayings import SAYINGS, SPACELESS

PUNCTUATION = ".,;:!?¿¡()\"'«»“”„。，、；：।։؟،-"


@pytest.fixture(scope="module")
def numbers(library: Library) -> dict[str, int]:
    added = library.add_all([NewArticle(draft("", text, language=code)) for code, text in SAYINGS.items()])
    return dict(zip(SAYINGS, (one.id for one in added), strict=True))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("languages") / "library") as library:
        yield library


def typed(library: Library, text: str) -> set[int]:
    return set(library.search(parse(text, typing=True), typing=True).ids)


@pytest.mark.parametrize("code", SAYINGS)
@pytest.mark.parametrize("completions", [30, 1])
def test_every_keystroke_of_a_word_finds_it(
    library: Library, numbers: dict[str, int], code: str, completions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "COMPLETIONS", completions)
    monkeypatch.setattr(matching, "_COMPLETIONS_OF_A_LETTER", completions)
    for word in SAYINGS[code].split():
        word = word.strip(PUNCTUATION)
        for end in range(1, len(word) + 1):
            assert numbers[code] in typed(library, word[:end]), (word, word[:end])
        assert numbers[code] in typed(library, word + " "), word


@pytest.mark.parametrize("code", SAYINGS)
def test_every_keystroke_after_another_word_finds_it(library: Library, numbers: dict[str, int], code: str) -> None:
    words = [word.strip(PUNCTUATION) for word in SAYINGS[code].split()]
    for first, second in pairwise(words):
        for end in range(1, len(second) + 1):
            assert numbers[code] in typed(library, f"{first} {second[:end]}"), (first, second[:end])


@pytest.mark.parametrize("code", SPACELESS)
def test_every_piece_of_a_text_without_spaces_finds_it(library: Library, numbers: dict[str, int], code: str) -> None:
    folded = {number: fold_in_place(SAYINGS[other]) for other, number in numbers.items()}
    for run in runs(SAYINGS[code]):
        for start in range(len(run.surface) - 1):
            for size in range(2, 6):
                piece = run.surface[start : start + size]
                if run.spaceless and len(piece) > 1:
                    found = set(library.search(Query(Word(piece))).ids)
                    assert found == {number for number, text in folded.items() if piece in text}, piece


@pytest.mark.parametrize("code", SPACELESS)
def test_every_character_finds_what_begins_with_it(library: Library, numbers: dict[str, int], code: str) -> None:
    for run in runs(SAYINGS[code]):
        if run.spaceless:
            for start in range(max(1, len(run.surface) - 1)):
                for typing in (True, False):
                    query = Query(Word(run.surface[start], prefix=typing))
                    assert numbers[code] in library.search(query, typing=typing).ids, run.surface[start]


@pytest.mark.parametrize("code", SAYINGS)
def test_a_snippet_marks_the_word_as_it_stands(library: Library, numbers: dict[str, int], code: str) -> None:
    text = SAYINGS[code]
    for run in runs(text):
        query = Query(Word(text[run.start : run.end]))
        snippet = library.snippet(numbers[code], query, 60)
        marked = [snippet.text[start:end] for start, end in snippet.marks]
        assert run.surface in map(surface_of, marked), (run.surface, snippet)


def test_a_letter_with_its_accent_apart_is_marked(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Library.open(tmp_path_factory.mktemp("apart") / "library") as library:
        number = library.add(draft("", "Une re\u0301forme et la Do\u00adnau, ﬁn.", language="fr")).id
        for word, shown in (("réforme", "re\u0301forme"), ("donau", "Do\u00adnau"), ("fin", "ﬁn")):
            snippet = library.snippet(number, parse(word))
            stored = [snippet.text[start:end] for start, end in snippet.marks]
            assert [one.replace("\u00ad", "") for one in stored] in ([shown.replace("\u00ad", "")], ["réforme"]), word


WORDS = (
    "run",
    "running",
    "runner",
    "éclair",
    "Straße",
    "солдат",
    "солдаты",
    "東京",
    "京都",
    "서울은",
    "서울",
    "zoo",
    "a",
)
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=12)
ENGLISH = " and this was one of them that they had said to be with it"


@settings(max_examples=25, deadline=None)
@given(texts=TEXTS, wanted=st.lists(st.sampled_from(WORDS), min_size=1, max_size=2), either=st.booleans())
def test_words_find_what_holds_them(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], wanted: list[str], either: bool
) -> None:
    with Library.open(tmp_path_factory.mktemp("words") / "library") as library:
        added = library.add_all([NewArticle(draft("", text + ENGLISH, language="en")) for text in texts])
        # A text that is mostly in another script is not taken for English, whatever it says of itself.
        spoken = {one.id: library.article(one.id).language for one in added}
        held = {one.id: set(stems(text, spoken[one.id])) for one, text in zip(added, texts, strict=True)}
        query = Query((Or if either else And)(tuple(Word(word) for word in wanted)))
        result = library.search(query)
        fits = any if either else all
        expected = {
            number for number, has in held.items() if fits(set(stems(word, spoken[number])) <= has for word in wanted)
        }
        assert set(result.ids) == expected
        assert result.total == len(expected)
        assert set(library.ids(query)) == expected

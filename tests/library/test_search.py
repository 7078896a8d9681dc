from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlater.errors import NotFoundError
from readlater.language.query import parse
from readlater.library import Library, NewArticle, matching, search
from readlater.library.marking import fold_in_place
from readlater.model import And, Field, Node, Not, Or, Phrase, Query, Sort, Word
from tests.factories import draft

START = datetime(2024, 1, 1, tzinfo=UTC)
ARTICLES = (
    ("Glaciers melt", "The glaciers of the Alps are melting. Meltwater fills the rivers of Europe.", "en"),
    ("Rivers", "Where glaciers end, rivers begin. The river of ice becomes a river of water.", "en"),
    ("Réforme", "La réforme des écoles divise le pays.", "fr"),
    ("経済", "東京の経済は成長しています。日本銀行の見通し。", "ja"),
    ("철군", "카자흐스탄에서 철군이 시작됐다. 1월 13일.", "ko"),
    ("พักร้อน", "ประเทศไทยมีทะเลสวยงามมาก", "th"),
    ("War", "Солдаты возвращаются домой. Солдат пишет письмо.", "ru"),
    ("Programs", 'C++ and state-of-the-art compilers; a "quoted" word, an AND and an OR.', "en"),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("search") / "library", zone=UTC) as library:
        library.add_all(
            [
                NewArticle(draft(title, text, language=language, created=START + timedelta(days=number)))
                for number, (title, text, language) in enumerate(ARTICLES)
            ]
        )
        yield library


def found(library: Library, text: str, *, typing: bool = False) -> list[str]:
    result = library.search(parse(text, typing=typing), typing=typing)
    return [row.title for row in library.rows(result.ids)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("melting", {"Glaciers melt"}),
        ("melts", {"Glaciers melt"}),
        ("GLACIER", {"Glaciers melt", "Rivers"}),
        ("reforme", {"Réforme"}),
        ("réformes", {"Réforme"}),
        ("ÉCOLE", {"Réforme"}),
        ("経済", {"経済"}),
        ("日本銀行", {"経済"}),
        ("銀行", {"経済"}),
        ("本日", set()),
        ("東", {"経済"}),
        ("카자흐스탄", {"철군"}),
        ("월", {"철군"}),
        ("ทะเล", {"พักร้อน"}),
        ("солдатам", {"War"}),
        ("c++", {"Programs"}),
        ("state-of-the-art", {"Programs"}),
        ("art-state", set()),
        ("glaciers -meltwater", {"Rivers"}),
        ("zebra", set()),
        ("-zebra glacier", {"Glaciers melt", "Rivers"}),
        ('"the alps are"', {"Glaciers melt"}),
        ('"alps the"', set()),
        ('"river of"', {"Rivers"}),
        ('"rivers of"', {"Glaciers melt"}),
        ('"and an or"', {"Programs"}),
        ('"成長しています"', {"経済"}),
    ],
)
def test_words_and_phrases(library: Library, query: str, expected: set[str]) -> None:
    assert set(found(library, query)) == expected


def test_a_word_in_the_title_counts_more(library: Library) -> None:
    assert found(library, "glaciers") == ["Glaciers melt", "Rivers"]
    assert found(library, "rivers") == ["Rivers", "Glaciers melt"]
    assert found(library, "rivers", typing=True) == ["Rivers", "Glaciers melt"]


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("glaciers", "Glaciers melt"),
        ("meltwater", "Glaciers melt"),
        ("возвращаются", "War"),
        ("écoles", "Réforme"),
        ("카자흐스탄", "철군"),
        ("compilers", "Programs"),
        ("divise", "Réforme"),
    ],
)
def test_every_beginning_of_a_word_finds_it(library: Library, word: str, title: str) -> None:
    for end in range(1, len(word) + 1):
        titles = found(library, word[:end], typing=True)
        assert title in titles, word[:end]


def test_while_two_letters_stand_there_the_newest_come_first(library: Library) -> None:
    titles = found(library, "gl", typing=True)
    assert titles == ["Rivers", "Glaciers melt"]


def test_a_beginning_that_no_word_has_finds_what_it_is_an_inflection_of(library: Library) -> None:
    # After Enter the last word stays a beginning: what was found while it was typed doesn't vanish.
    query = parse("glacierss", typing=True)
    assert library.search(query).ids == library.search(query, typing=True).ids != []
    assert library.ids(query)


def test_typing_an_inflected_form_that_no_article_has_does_not_flicker(library: Library) -> None:
    for end in range(4, len("glaciers") + 3):
        assert found(library, "glacierses"[:end], typing=True), "glacierses"[:end]


def test_an_order_of_its_own_is_kept(library: Library) -> None:
    assert found(library, "rivers sort:oldest") == ["Glaciers melt", "Rivers"]
    assert found(library, "rivers sort:newest") == ["Rivers", "Glaciers melt"]


def test_a_query_without_words_gives_the_newest_first(library: Library) -> None:
    result = library.search(parse("lang:en"))
    assert [row.title for row in library.rows(result.ids)] == ["Programs", "Rivers", "Glaciers melt"]
    assert result.total == 3


def test_the_total_is_counted_when_the_query_is_done(library: Library) -> None:
    query = parse("the")
    everything = library.search(query)
    assert everything.total == len(everything.ids) > 2
    page = library.search(query, limit=1)
    assert (len(page.ids), page.total) == (1, everything.total)
    typed = library.search(query, limit=1, typing=True)
    assert (len(typed.ids), typed.total, typed.at_least) == (1, everything.total, everything.total)


def test_the_trash_is_left_out(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        added = library.add_all([NewArticle(draft(f"Zebra {n}", f"A zebra number {n}.")) for n in range(3)])
        library.delete([added[1].id])
        for typing in (True, False):
            assert found(library, "zebra", typing=typing) == ["Zebra 2", "Zebra 0"]
        assert found(library, "zebra is:trashed") == ["Zebra 1"]


def test_too_many_hits_to_rank_give_titles_and_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "ALL_HITS", 5)
    with Library.open(tmp_path / "library") as library:
        drafts = [draft(f"Number {n}", f"The zebra is animal number {n}.") for n in range(30)]
        library.add_all([NewArticle(one) for one in (draft("Zebra", "The title says it."), *drafts)])
        result = library.search(parse("zebra"), limit=4)
        titles = [row.title for row in library.rows(result.ids)]
        assert titles[0] == "Zebra"
        assert set(titles[1:]) == {f"Number {n}" for n in range(27, 30)}
        assert result.total == 31


def test_a_snippet_shows_the_words(library: Library) -> None:
    query = parse("river begin")
    number = library.search(query).ids[0]
    snippet = library.snippet(number, query, 40)
    marked = [snippet.text[start:end] for start, end in snippet.marks]
    assert "rivers" in marked
    assert "begin" in marked
    assert snippet.text.startswith("…") or snippet.text.startswith("Where")
    assert "\n" not in snippet.text
    assert len(snippet.text) <= 42


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("glacier", "glaciers"),
        ("reforme", "réforme"),
        ("経済", "経済"),
        ("солдатам", "Солдаты"),
        ("compil*", "compilers"),
    ],
)
def test_a_snippet_marks_what_was_found_as_it_stands(library: Library, query: str, marked: str) -> None:
    parsed = parse(query)
    number = library.search(parsed).ids[0]
    snippet = library.snippet(number, parsed)
    assert marked in [snippet.text[start:end] for start, end in snippet.marks]


def test_a_snippet_of_a_long_text_is_cut_out_of_it(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        text = "word " * 3000 + "the needle is here " + "more " * 3000
        number = library.add(draft("Long", text)).id
        snippet = library.snippet(number, parse("needle"), 100)
        assert "the needle is here" in snippet.text
        assert snippet.text.startswith("…")
        assert snippet.text.endswith("…")
        ((start, end),) = snippet.marks
        assert snippet.text[start:end] == "needle"
        beginning = library.snippet(number, parse("nothing"), 100)
        assert beginning.text.startswith("word word")
        assert beginning.marks == ()


def test_a_snippet_of_an_article_that_is_gone(library: Library) -> None:
    with pytest.raises(NotFoundError):
        library.snippet(9999, parse("word"))


TEXT_FIELDS = ("title", "author", "text", "site", "tag", "lang", "category")
OTHER_FIELDS = (Field("is", ":", "unread"), Field("words", "<", "50"), Field("saved", ":", "2024"))
NODES: st.SearchStrategy[Node] = st.recursive(
    st.one_of(
        st.builds(Word, st.text(max_size=12), st.booleans()),
        st.builds(Phrase, st.text(max_size=20)),
        st.builds(Field, st.sampled_from(TEXT_FIELDS), st.just(":"), st.text("aé東.*: \0'\"", min_size=1, max_size=8)),
        st.sampled_from((*OTHER_FIELDS, Word("glacier"))),
    ),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, max_size=4).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=4).map(tuple)),
    ),
    max_leaves=10,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(node=NODES, sort=st.sampled_from([None, Sort.RANK, Sort.TITLE]), typing=st.booleans())
def test_no_query_fails(library: Library, node: Node, sort: Sort | None, typing: bool) -> None:
    query = Query(node, sort)
    result = library.search(query, typing=typing)
    assert len(set(result.ids)) == len(result.ids)
    assert result.total is None or result.total == len(result.ids) == result.at_least
    if not typing and not result.partial:
        assert set(result.ids) <= set(library.ids(query))
    for number in result.ids[:2]:
        snippet = library.snippet(number, query)
        assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.marks)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.one_of(st.characters(), st.sampled_from('"*()^-+:{}"\'` ANDORNOT\0')), max_size=30))
def test_whatever_is_typed_can_be_searched(library: Library, text: str) -> None:
    library.search(parse(text, typing=True), typing=True)
    library.search(Query(Phrase(text)))
    library.search(Query(Word(text, prefix=True)))


@given(st.text(max_size=60))
def test_folding_in_place_keeps_every_offset(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)


def test_folding_in_place_folds_like_the_vocabulary() -> None:
    assert fold_in_place("Écoles À CÔTÉ Солдаты Ёлка") == "ecoles a cote солдаты елка"


def test_a_phrase_is_looked_for_word_for_word() -> None:
    wanted = matching.literally("State-of the art")
    assert wanted.search(fold_in_place("the STATE of the  art!"))
    assert not wanted.search(fold_in_place("the states of the art"))
    assert isinstance(wanted, re.Pattern)

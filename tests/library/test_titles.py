"""Finding articles by a part of their title: which fit, which come first, and which of their letters fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.errors import InterruptedQueryError
from readlater.library import Library, fitting
from readlater.library.fitting import Fit, Typed, Way, aligned, fold_title, fold_titles, marks
from tests.factories import draft

TITLES = (
    "The lighthouse keeper of the harbour",
    "Lighthouses",
    "A keeper of bees",
    "Write-ahead logging",
    "How fsync lies, and why",
    "C++ is not C",
    "L’été des indiens",
    "Don't repeat yourself",
    "東京の新しい図書館",
    "שלום לכולם",
    "Ångström and Ørsted",
    "Ho, light!",
    "Go",
    "Going to the fair",
)
SAVED = datetime(2022, 1, 1, tzinfo=UTC)

WORDS = st.text("abcdé東הя'’ -+#.ßﬁ", max_size=30)
TEXTS = st.text(max_size=30)


def titled(title: str, days: int = 0) -> object:
    return draft(title, "Text.", url=f"https://example.org/{abs(hash((title, days)))}", created=SAVED + timedelta(days))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of these titles, the first of which is the newest."""
    with Library.open(tmp_path_factory.mktemp("titles"), zone=UTC) as library:
        for days, title in enumerate(reversed(TITLES)):
            library.add(titled(title, days))  # type: ignore[arg-type]
        yield library


def found(library: Library, text: str) -> list[str]:
    titles = library.titles()
    titles.read()
    return [match.title for match in titles.find(text)]


def fits(title: str, text: str) -> Fit | None:
    return Typed(text).fit(fold_title(title))


def marked(title: str, text: str) -> list[str]:
    """The parts of a title that fit what was typed."""
    folded, places = aligned(title)
    fit = Typed(text).fit(folded)
    return [] if fit is None else [title[start:end] for start, end in marks(places, fit.spans)]


@pytest.mark.parametrize(
    ("text", "way", "title", "parts"),
    [
        ("go", Way.WHOLE, "Go", ["Go"]),
        ("goi", Way.BEGINNING, "Going to the fair", ["Goi"]),
        ("THE LIGHT", Way.BEGINNING, "The lighthouse keeper", ["The light"]),
        ("light kee", Way.IN_ORDER, "The lighthouse keeper", ["light", "kee"]),
        ("keeper", Way.IN_ORDER, "The lighthouse keeper", ["keeper"]),
        ("keep light", Way.ANY_ORDER, "The lighthouse keeper", ["light", "keep"]),
        ("tlk", Way.INITIALS, "The lighthouse keeper", ["T", "l", "k"]),
        ("wal", Way.INITIALS, "Write-ahead logging", ["W", "a", "l"]),
        ("house", Way.WITHIN, "The lighthouse keeper", ["house"]),
        ("house eep", Way.WITHIN, "The lighthouse keeper", ["house", "eep"]),
        ("lihoke", Way.GATHERED, "The light house keeper", ["li", "ho", "ke"]),
        ("lthkpr", Way.SCATTERED, "The lighthouse keeper", ["l", "th", "k", "p", "r"]),
        ("ligthouse", Way.GATHERED, "The lighthouse keeper", ["lig", "thouse"]),
        ("lighthuose", Way.SLIPS, "The lighthouse keeper", ["lighthouse"]),
        ("keper lighthouse", Way.SLIPS, "The lighthouse keeper", ["lighthouse", "keepe"]),
        ("resume", Way.WHOLE, "Résumé", ["Résumé"]),
        ("été", Way.IN_ORDER, "L’été des indiens", ["été"]),
        ("dont", Way.BEGINNING, "Don't repeat yourself", ["Don't"]),
        ("c++", Way.BEGINNING, "C++ is not C", ["C++"]),
        ("図書館", Way.IN_ORDER, "東京の新しい図書館", ["図書館"]),
        ("東京", Way.BEGINNING, "東京の新しい図書館", ["東京"]),
        ("לכו", Way.IN_ORDER, "שלום לכולם", ["לכו"]),
        ("orsted", Way.IN_ORDER, "Ångström and Ørsted", ["Ørsted"]),
        ("strasse", Way.WHOLE, "Straße", ["Straße"]),
        ("e\u0301te", Way.WHOLE, "\u00e9te", ["\u00e9te"]),
        ("ete", Way.WHOLE, "e\u0301te", ["e\u0301te"]),
    ],
)
def test_the_ways_to_fit(text: str, way: Way, title: str, parts: list[str]) -> None:
    fit = fits(title, text)
    assert fit is not None
    assert fit.way is way
    assert marked(title, text) == parts


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", "Going"),
        ("!?", "Going"),
        ("xyz", "Going to the fair"),
        ("fri", "A fair"),  # as short as that, nothing is forgiven
        ("ligtohuse", "The lightship"),
        ("go go", "Go"),  # one word is no two
        ("gtx", "Going to the fair"),
        ("lgt", "A flight"),  # no word of it begins so
    ],
)
def test_what_does_not_fit(text: str, title: str) -> None:
    assert fits(title, text) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("go", "Go"),
        ("light", "Lighthouses"),  # it begins so, though the other is newer
        ("keeper", "A keeper of bees"),  # both have the word: the shorter
        ("keeper bees", "A keeper of bees"),
        ("wal", "Write-ahead logging"),
        ("fsnyc", "How fsync lies, and why"),
        ("lighthuose kee", "The lighthouse keeper of the harbour"),
        ("hofl", "How fsync lies, and why"),
        ("angstrom", "Ångström and Ørsted"),
        ("新しい", "東京の新しい図書館"),
        ("C++", "C++ is not C"),
        ("light har", "The lighthouse keeper of the harbour"),
        ("dont rep", "Don't repeat yourself"),
    ],
)
def test_the_best_comes_first(library: Library, text: str, first: str) -> None:
    assert found(library, text)[:1] == [first]


def test_nothing_typed_finds_nothing(library: Library) -> None:
    assert found(library, "") == found(library, " ?") == found(library, "qqqzzz") == []


def test_of_equals_the_unread_and_the_new_come_first(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", zone=UTC) as library:
        for days in range(4):
            library.add(draft("The ferry", f"Text {days}.", created=SAVED + timedelta(days)))
        library.mark_read([4])
        library.delete([2])
        titles = library.titles()
        titles.read()
        assert titles.complete
        assert len(titles) == 3
        assert {match.id for match in titles.find("ferry")} == {1, 3, 4}
        unread = [match.id for match in titles.find("the fe") if match.id != 4]
        assert unread == [3, 1]


def test_an_article_without_title_is_found_by_its_address(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", zone=UTC) as library:
        library.add(draft("", "Text.", url="https://example.org/the-ferry"))
        assert found(library, "ferry") == ["https://example.org/the-ferry"]


def test_what_nobody_waits_for_ends(library: Library) -> None:
    titles = library.titles()
    titles.read(lambda: False)
    assert len(titles) == 0
    titles.read()
    with pytest.raises(InterruptedQueryError):
        titles.find("light", going_on=lambda: False)


def test_it_can_be_searched_while_it_is_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.library.titles.BLOCK", 3)
    titles = library.titles()
    asked: list[int] = []

    def going_on() -> bool:
        asked.append(len(titles))
        if len(titles) == 3:
            assert [match.title for match in titles.find("light")] == ["Lighthouses", TITLES[0]]
            assert not titles.complete
        return True

    titles.read(going_on)
    assert asked[:3] == [0, 3, 6]
    assert len(titles) == len(TITLES)
    assert titles.find("ho light")[0].title == "Ho, light!"
    assert [match.title for match in titles.find("fair")] == ["Going to the fair"]


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS | TEXTS, max_size=6))
def test_titles_are_folded_together_as_one_by_one(titles: Sequence[str]) -> None:
    together = fold_titles(titles)
    assert together == [fitting._fold(title) for title in titles]
    for title, folded in zip(titles, together, strict=True):
        assert fold_title(folded) == folded
        assert re.fullmatch(r"(\S+( \S+)*)?", folded)
        again, places = aligned(title)
        assert again == folded
        assert len(places) == len(folded)
        assert all(0 <= start <= end <= len(title) for start, end in places)


@settings(max_examples=100, deadline=None)
@given(WORDS, WORDS)
def test_whatever_is_typed_the_marks_are_in_the_title(title: str, text: str) -> None:
    fit = fits(title, text)
    if fit is None:
        return
    assert 0 <= fit.quality <= 1
    _, places = aligned(title)
    shown = marks(places, fit.spans)
    assert shown
    assert all(0 <= start < end <= len(title) for start, end in shown)
    assert all(before[1] < after[0] for before, after in pairwise(shown))


LINES = st.text("ab東é ", min_size=1, max_size=24).map(lambda text: " ".join(text.split())).filter(bool)


@settings(max_examples=150, deadline=None)
@given(LINES, LINES)
def test_the_pattern_finds_what_fits_letter_by_letter(line: str, typed: str) -> None:
    """In bytes as in text; and it does not take ever longer, however a title is made."""
    words = typed.split()
    pattern = fitting.scattered_pattern(words)
    here = any(fitting._scattered(line, words, way) for way in (True, False))
    assert bool(re.search(pattern, f" {line}")) is here
    assert bool(re.search(pattern.encode(), f"\n {line}\n".encode())) is here


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([*TITLES, "lihoke", "keeper bees", "tlk", "fsnyc lies", "the of"]), st.integers(0, 8))
def test_what_earlier_keys_found_changes_nothing(library: Library, text: str, back: int) -> None:
    titles = library.titles()
    titles.read()
    keys = [*(text[:end] for end in range(1, len(text) + 1)), *(text[: len(text) - end] for end in range(back))]
    for typed in keys:
        fresh = library.titles()
        fresh.read()
        assert titles.find(typed) == fresh.find(typed)


def test_a_hostile_title_costs_no_time() -> None:
    title = "a " * 140 + "xb"
    typed = Typed("aaaaaaaaaaaaaaaaaaaab")
    assert typed.fit(fold_title(title)) is None
    assert re.search(fitting.scattered_pattern(typed.words), f" {title}") is None


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_title_is_found_by_what_it_says(library: Library, data: st.DataObject) -> None:
    """By its words in any case and order, by the beginning of it, and with one slip in a long word."""
    title = data.draw(st.sampled_from(TITLES))
    words = fold_title(title).split()
    some = data.draw(st.permutations(words))[: data.draw(st.integers(1, len(words)))]
    assert title in found(library, " ".join(some).upper())
    assert title in found(library, fold_title(title)[: data.draw(st.integers(2, 20))])
    long = [word for word in words if len(word) > 5]
    if long:
        word = data.draw(st.sampled_from(long))
        at = data.draw(st.integers(1, len(word) - 2))
        wrong = data.draw(st.sampled_from([word[:at] + word[at + 1 :], word[:at] + "q" + word[at:]]))
        assert title in found(library, wrong)

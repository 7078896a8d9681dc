"""What a search gives besides the best articles: orders, numbers, passages, proposals, and that it can be stopped."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from readlater.errors import InterruptedQueryError
from readlater.language.query import parse
from readlater.library import Library, NewArticle, filters, ranking, search
from readlater.model import Sort
from tests.factories import draft

START = datetime(2024, 1, 1, tzinfo=UTC)
TEXTS = (
    ("Ferry timetable", "The ferry crosses the fjord twice a day. The harbour sleeps."),
    ("Harbours", "A harbour without a ferry is a quiet harbour, says the harbour master."),
    ("Bread", "Yeast, water, flour and patience. Knead the dough twice."),
    ("Fjords", "Glaciers carved the fjords. " * 40 + "A lone kayak crossed in the evening."),
    ("Zebra crossing", "Stripes on the road keep walkers safe."),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", zone=UTC) as library:
        library.add_all(
            [
                NewArticle(draft(title, text, language="en", created=START - timedelta(days=number)))
                for number, (title, text) in enumerate(TEXTS)
            ]
        )
        yield library


def titles(library: Library, text: str, **options: Any) -> list[str]:
    typing = bool(options.get("typing"))
    return [row.title for row in library.rows(library.search(parse(text, typing=typing), **options).ids)]


@pytest.mark.parametrize("typing", [False, True])
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.NEWEST, ["Ferry timetable", "Harbours", "Fjords"]),
        (Sort.OLDEST, ["Fjords", "Harbours", "Ferry timetable"]),
        (Sort.TITLE, ["Ferry timetable", "Fjords", "Harbours"]),
        (Sort.LONGEST, ["Fjords", "Harbours", "Ferry timetable"]),
    ],
)
def test_what_is_found_in_an_order_of_the_list(library: Library, sort: Sort, expected: list[str], typing: bool) -> None:
    query = "ferry OR kayak"
    assert titles(library, query, sort=sort, typing=typing) == expected
    assert titles(library, f"{query} sort:{sort}", typing=typing) == expected
    page = library.search(parse(query), sort=sort, limit=2)
    assert ([row.title for row in library.rows(page.ids)], page.total) == (expected[:2], 3)


def test_the_rank_may_be_asked_for_in_spite_of_the_order_of_a_query(library: Library) -> None:
    assert titles(library, "harbour sort:oldest", sort=Sort.RANK) == ["Harbours", "Ferry timetable"]


def test_while_typing_the_number_is_exact_or_a_lower_bound(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    query = parse("the ", typing=True)
    result = library.search(query, typing=True)
    assert (result.total, result.at_least) == (5, 5)
    monkeypatch.setattr(search, "RECENT", 1)
    page = library.search(query, typing=True, limit=1)
    assert page.total is None
    assert 1 <= page.at_least <= 5


@pytest.mark.parametrize("few", [True, False])
def test_filters_and_words_find_the_same_in_every_way_to_combine_them(
    library: Library, few: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = {
        "the words:>20": {"Fjords", "Harbours"} - {"Harbours"},
        "the words:<20": {"Ferry timetable", "Harbours", "Bread", "Zebra crossing"},
        "ferry saved:2024": {"Ferry timetable"},
        "the -harbour title:zebra": {"Zebra crossing"},
        "the saved:1999": set(),
    }
    monkeypatch.setattr(ranking, "FEW_HITS", 0)
    monkeypatch.setattr(ranking, "NEWEST_HITS", 1)
    if not few:
        monkeypatch.setattr(ranking, "FEW_ARTICLES", 0)
    for query, wanted in expected.items():
        for typing in (False, True):
            result = library.search(parse(query, typing=typing), typing=typing)
            assert {row.title for row in library.rows(result.ids)} == wanted, query
            assert result.total in (None, len(wanted))
        listed = library.search(parse(query), sort=Sort.TITLE)
        assert [row.title for row in library.rows(listed.ids)] == sorted(wanted)


def test_the_commonest_words_do_not_rank_where_it_costs_too_much(library: Library) -> None:
    with sqlite3.connect(library.folder / "library.db") as connection:

        def telling(text: str, effort: int) -> str:
            query = parse(text)
            condition = filters.compile(connection, query, now=START)
            return ranking.telling(connection, condition, query.root, effort).expression

        assert telling("the twice", 4) == '"twice"'
        assert telling("the twice", 9) == '("the") AND ("twice")'
        assert telling("the", 1) == '("the")'


@pytest.mark.parametrize("effort", ["DONE_EFFORT", "MOST_EFFORT", "TYPED_EFFORT"])
def test_whatever_ranks_the_same_is_found(library: Library, effort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    queries = ("the twice", "the", "ferry OR harbour OR the", "the title:harbours", '"the fjord" day')
    expected = {query: set(library.search(parse(query)).ids) for query in queries}
    monkeypatch.setattr(search, effort, 1)
    for query in queries:
        for typing in (False, True):
            assert set(library.search(parse(query), typing=typing).ids) == expected[query]


def test_equal_articles_come_newest_first(tmp_path: Path) -> None:
    with Library.open(tmp_path / "equal") as library:
        added = library.add_all([NewArticle(draft(f"Number {n}", f"word{n} apple tree")) for n in range(30)])
        newest = [one.id for one in reversed(added)]
        for typing in (False, True):
            assert [*library.search(parse("apple"), typing=typing).ids] == newest
            assert [*library.search(parse("apple"), typing=typing, limit=7).ids] == newest[:7]


# --- nearest to all of the words


def test_a_question_finds_what_has_most_of_its_words(library: Library) -> None:
    result = library.search(parse("which ferry leaves the fjord twice a Sunday"))
    assert result.partial
    assert result.total is None
    assert library.row(result.ids[0]).title == "Ferry timetable"
    assert result.at_least == len(result.ids)


def test_a_question_keeps_its_filters(library: Library) -> None:
    result = library.search(parse("which ferry crosses the fjord on Sunday title:harbours"))
    assert [row.title for row in library.rows(result.ids)] == ["Harbours"]


@pytest.mark.parametrize("query", ["ferry zebra", "ferry unheard", '"ferry bread zebra"', "title:ferry title:bread"])
def test_of_a_few_words_nothing_less_than_all_is_found(library: Library, query: str) -> None:
    result = library.search(parse(query))
    assert not result.ids
    assert not result.partial


def test_nothing_partial_comes_while_typing(library: Library) -> None:
    assert not library.search(parse("ferry bread zebra kay", typing=True), typing=True).ids
    assert library.search(parse("ferry bread zebra kayak")).partial


def test_a_question_without_spaces(tmp_path: Path) -> None:
    with Library.open(tmp_path / "ja") as library:
        number = library.add(draft("", "東京の経済は成長しています。日本銀行の見通し。", language="ja")).id
        library.add(draft("", "猫は木の上で眠る。", language="ja"))
        result = library.search(parse("日本銀行は東京にありますか"))
        assert result.partial
        assert result.ids[0] == number


# --- phrases


def test_a_phrase_is_looked_for_in_notes_and_highlights(library: Library) -> None:
    numbers = {row.title: row.id for row in library.rows(library.ids())}
    library.edit([numbers["Bread"]], note="Ask the harbour master about rye.")
    library.add_highlight(numbers["Fjords"], 0, 8, note="masters of harbours")
    assert set(titles(library, '"harbour master"')) == {"Bread", "Harbours"}
    assert titles(library, '"masters of harbours"') == ["Fjords"]
    assert library.search(parse('"harbour master"')).total == 2


def test_a_phrase_begins_and_ends_with_whole_words(library: Library) -> None:
    assert titles(library, '"ferry crosses the fjord"') == ["Ferry timetable"]
    assert titles(library, '"erry crosses"') == []
    assert titles(library, '"ferries crosses"') == []


# --- notes and highlights


def test_a_word_of_a_note_is_found_at_every_keystroke_and_only_as_long_as_it_stands_there(library: Library) -> None:
    number = library.ids()[2]
    mark = library.add_highlight(number, 0, 5, note="Serendipity, again.")
    for end in range(1, len("serendipity") + 1):
        assert number in library.search(parse("serendipity"[:end], typing=True), typing=True).ids
    assert [*library.search(parse("note:serendipity")).ids] == [number]
    library.remove_highlight(mark.uuid)
    assert not library.search(parse("serendipity")).ids
    assert not library.search(parse("seren", typing=True), typing=True).ids


def test_marking_leaves_the_index_as_a_new_one_would_be(library: Library) -> None:
    def indexed() -> tuple[Any, ...]:
        with sqlite3.connect(library.folder / "library.db") as connection:
            vocabulary = connection.execute("SELECT * FROM vocab ORDER BY 1, 2").fetchall()
            return vocabulary, connection.execute("SELECT article_id, checksum FROM vector ORDER BY 1").fetchall()

    number = library.ids()[0]
    before = indexed()
    marks = [
        library.add_highlight(number, 4, 9, note="ferry thoughts, новые 東京"),
        library.add_highlight(number, 0, 3),
    ]
    marked = indexed()
    title = library.row(number).title
    library.edit([number], title="another")
    library.edit([number], title=title)
    assert indexed() == marked
    assert library.check() == []
    for mark in marks:
        library.remove_highlight(mark.uuid)
    assert indexed() == before
    assert library.check() == []


def test_what_the_reader_marked_lifts_an_article(tmp_path: Path) -> None:
    with Library.open(tmp_path / "lift") as library:
        added = library.add_all([NewArticle(draft(f"Tale {n}", f"Of apples, part {n}.")) for n in range(5)])
        library.add_highlight(added[0].id, 3, 9)
        assert library.search(parse("apples")).ids[0] == added[0].id
        assert library.search(parse("apples", typing=True), typing=True).ids[0] == added[0].id


# --- passages


def test_a_passage_comes_from_where_the_words_are(library: Library) -> None:
    number = next(row.id for row in library.rows(library.ids()) if row.title == "Zebra crossing")
    library.edit([number], note="Paint them anew in spring.", byline="Ada Byron")
    library.add_highlight(number, 0, 7, note="Thermoplastic!")
    for query, source, marked in (
        ("stripes", "text", "Stripes"),
        ("zebra", "title", "Zebra"),
        ("zebra stripes", "text", "Stripes"),
        ("title:zebra", "title", "Zebra"),
        ("paint*", "note", "Paint"),
        ("note:spring", "note", "spring"),
        ("thermoplastic", "highlight", "Thermoplastic"),
        ("byron", "byline", "Byron"),
    ):
        snippet = library.snippet(number, parse(query))
        assert snippet.source == source, query
        assert marked in [snippet.text[start:end] for start, end in snippet.marks], query
    assert library.snippet(number, parse("nowhere")).marks == ()


def test_a_passage_of_a_phrase_is_where_it_stands(tmp_path: Path) -> None:
    with Library.open(tmp_path / "phrase") as library:
        text = "harbour " * 200 + "The harbour master slept. " + "master " * 200
        number = library.add(draft("", text)).id
        assert "The harbour master slept" in library.snippet(number, parse('"harbour master slept"'), 60).text


def test_a_passage_late_in_a_very_long_text(tmp_path: Path) -> None:
    with Library.open(tmp_path / "long") as library:
        number = library.add(draft("", "słowo i więcej, " * 20_000 + "oto igła. " + "dalej " * 2000)).id
        snippet = library.snippet(number, parse("igła"))
        assert [snippet.text[start:end] for start, end in snippet.marks] == ["igła"]


# --- spelling


@pytest.mark.parametrize(
    ("query", "proposal"),
    [
        ("zbera", "zebra"),
        ("zbra", "zebra"),
        ("zebrra", "zebra"),
        ("ebra", "zebra"),
        ("xebra", "zebra"),
        ("fery", "ferry"),
        ("harbuor master", "harbour master"),
        ("glaceirs tag:x", "glaciers tag:x"),
        ("-bread (timtable)", "-bread (timetable)"),
        ('zbera saved:"last wek"', 'zebra saved:"last wek"'),
    ],
)
def test_did_you_mean(library: Library, query: str, proposal: str) -> None:
    assert library.spelling(query)[0] == proposal


@pytest.mark.parametrize("query", ["ferry", "ferries", "xqzw", "tag:fery", "#fery", "fe", "東京都", "", "ferry qqqqqq"])
def test_nothing_else_can_be_meant(library: Library, query: str) -> None:
    assert library.spelling(query) == []


# --- stopping


def test_a_search_can_be_stopped_from_another_thread(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n) > 0"
    compiled = filters.compile

    def slow(*args: Any, **options: Any) -> filters.Condition:
        return replace(compiled(*args, **options), rest=endless, filtered=True)

    monkeypatch.setattr(search.filters, "compile", slow)
    ended: list[BaseException] = []

    def run() -> None:
        try:
            library.search(parse("ferry"))
        except InterruptedQueryError as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while thread.is_alive():
        time.sleep(0.01)
        assert thread.ident is not None
        library.interrupt(thread.ident)
    thread.join()
    assert ended

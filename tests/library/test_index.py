from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlater.language.analysis import analyse
from readlater.library import frequencies, index, postings, similar, vectors, vocabulary
from readlater.model import Analysis, Draft
from tests.factories import draft

TEXTS = (
    "Glaciers in the Alps are melting faster. Melting glaciers feed rivers.",
    "The rivers of the Alps carry less water each summer.",
    "A compiler translates source code. Compilers optimise code.",
    "東京の経済は成長しています。経済の見通し。",
    "카자흐스탄에서 철군이 시작됐다. 카자흐스탄 정부.",
    "",
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """A database with the index and as much of the other tables as it looks at."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _make(connection)
    yield connection
    connection.close()


def _make(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT, byline TEXT, note TEXT DEFAULT '',"
        " failed TEXT DEFAULT '', deleted INTEGER)"
    )
    connection.execute("CREATE TABLE highlight (article_id INTEGER, uuid TEXT, quote TEXT, note TEXT)")
    connection.execute("CREATE TABLE document (article_id INTEGER PRIMARY KEY, text TEXT)")
    for statement in index.SCHEMA:
        connection.execute(statement)


def put(connection: sqlite3.Connection, number: int, one: Draft) -> Analysis:
    analysis = analyse(one)
    connection.execute("INSERT INTO article (id, title, byline) VALUES (?, ?, ?)", (number, one.title, one.byline))
    connection.execute("INSERT INTO document VALUES (?, ?)", (number, one.document.text))
    return analysis


def take(connection: sqlite3.Connection, number: int) -> None:
    index.remove(connection, number)
    connection.execute("DELETE FROM article WHERE id = ?", (number,))
    connection.execute("DELETE FROM document WHERE article_id = ?", (number,))


def contents(connection: sqlite3.Connection) -> dict[str, object]:
    """What the index says, without the numbers that only it knows."""
    stems = dict(connection.execute("SELECT id, stem FROM term"))
    df = vectors.uint32s(b"".join(blob for (blob,) in connection.execute("SELECT df FROM term_df ORDER BY chunk")))
    terms_of = {}
    for number, blob in connection.execute("SELECT article_id, terms FROM vector"):
        vector = vectors.unpack_vector(blob)
        terms_of[number] = {stems[term]: 1 for term in vector.once}
        terms_of[number] |= {
            stems[term]: vectors.LEVELS[level] for term, level in zip(vector.often, vector.levels, strict=True)
        }
    return {
        "vocab": sorted(connection.execute("SELECT surface, stem, df FROM vocab")),
        "df": {stem: df[term] for term, stem in stems.items() if df[term]},
        "vectors": terms_of,
        "articles": postings.state(connection)["articles"],
    }


def matches(connection: sqlite3.Connection, expression: str) -> list[int]:
    found = connection.execute("SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid", (expression,))
    return [number for (number,) in found]


def test_an_article_is_found_by_its_stems(connection: sqlite3.Connection) -> None:
    for number, text in enumerate(TEXTS, 1):
        index.add(connection, number, put(connection, number, draft("Title", text, language="")))
    assert matches(connection, '"glacier"') == [1]
    assert matches(connection, '"compil"') == [3]
    assert matches(connection, '"経済"') == [4]
    assert ("melting", "melt", 1) in connection.execute("SELECT * FROM vocab").fetchall()
    assert not connection.execute("SELECT 1 FROM vocab WHERE surface = '経済'").fetchall()
    assert index.check(connection) == []


def test_vectors_and_frequencies_are_those_of_the_analyses(connection: sqlite3.Connection) -> None:
    analyses = {
        number: put(connection, number, draft("Of rivers", text, language="")) for number, text in enumerate(TEXTS, 1)
    }
    index.add_all(connection, list(analyses.items()))
    said = contents(connection)
    assert said["vectors"] == {number: analysis.counts for number, analysis in analyses.items()}
    for stem, df in said["df"].items():  # type: ignore[attr-defined]
        assert df == sum(stem in analysis.counts for analysis in analyses.values())


def test_together_is_the_same_as_one_by_one(connection: sqlite3.Connection) -> None:
    other = sqlite3.connect(":memory:", isolation_level=None)
    _make(other)
    analyses = [(n, put(connection, n, draft("Title", text, language=""))) for n, text in enumerate(TEXTS, 1)]
    index.add_all(connection, analyses)
    for number, analysis in analyses:
        index.add(other, number, analysis)
    assert contents(connection) == contents(other)
    other.close()


def test_removing_leaves_nothing_behind(connection: sqlite3.Connection) -> None:
    for number, text in enumerate(TEXTS[:3], 1):
        index.add(connection, number, put(connection, number, draft("Title", text)))
    before = contents(connection)
    index.add(connection, 9, put(connection, 9, draft("Glacial title", TEXTS[0] + TEXTS[3], byline="Ann Writer")))
    assert contents(connection) != before
    take(connection, 9)
    assert contents(connection) == before
    assert matches(connection, '"glacier"') == [1]
    assert matches(connection, '"writer"') == []
    assert postings.state(connection)["stale"] == 0
    take(connection, 9)  # it is gone already
    assert contents(connection) == before


def test_an_analyser_that_changed_does_no_harm(connection: sqlite3.Connection) -> None:
    index.add(connection, 1, put(connection, 1, draft("Title", TEXTS[0])))
    index.add(connection, 2, put(connection, 2, draft("Title", TEXTS[1])))
    connection.execute("UPDATE vector SET checksum = checksum + 1 WHERE article_id = 1")
    take(connection, 1)
    assert [problem for problem in index.check(connection) if "left words behind" in problem]
    assert contents(connection)["articles"] == 1
    index.clear(connection)
    index.add(connection, 2, analyse(draft("Title", TEXTS[1])))
    assert index.check(connection) == []


def test_the_first_article_is_posted_when_a_second_one_has_its_stem(connection: sqlite3.Connection) -> None:
    index.add(connection, 1, put(connection, 1, draft("", "zeppelin ballast")))
    assert connection.execute("SELECT count(*) FROM posting").fetchone() == (0,)
    index.add(connection, 2, put(connection, 2, draft("", "zeppelin hangar")))
    term = connection.execute("SELECT id FROM term WHERE stem = 'zeppelin'").fetchone()[0]
    rows = connection.execute("SELECT entries FROM posting WHERE term = ?", (term,)).fetchall()
    assert sorted(slot for (blob,) in rows for slot in postings.entries(blob)[0]) == [1, 2]
    assert [number for number, _ in similar.nearest(connection, 1)] == [2]


def test_articles_that_are_gone_are_never_found(connection: sqlite3.Connection) -> None:
    for number in range(1, 6):
        index.add(connection, number, put(connection, number, draft("", TEXTS[0])))
    take(connection, 3)
    assert sorted(number for number, _ in similar.nearest(connection, 1)) == [2, 4, 5]


def test_more_articles_than_a_part_of_a_posting_holds(connection: sqlite3.Connection, monkeypatch: object) -> None:
    one = put(connection, 1, draft("", TEXTS[0]))
    index.add_all(connection, [(number, one) for number in range(1, 40)])
    connection.execute("UPDATE index_state SET value = ? WHERE name = 'slots'", (3 << postings.PART_BITS,))
    index.add(connection, 99, one)
    parts = {part for (part,) in connection.execute("SELECT part FROM posting")}
    assert parts == {0, 3}


@given(st.dictionaries(st.integers(0, 2**32 - 1) | st.integers(0, 70_000), st.integers(1, 300), max_size=60))
def test_a_packed_vector_is_unpacked_as_it_was(counts: dict[int, int]) -> None:
    vector = vectors.unpack_vector(vectors.pack_vector(counts))
    levels = zip(vector.often, vector.levels, strict=True)
    found = dict.fromkeys(vector.once, 1) | {term: vectors.LEVELS[level] for term, level in levels}
    assert found.keys() == counts.keys()
    assert all(found[term] == count or abs(found[term] - count) <= 0.05 * count > 10 for term, count in counts.items())


@given(st.binary(max_size=60))
def test_what_is_no_vector_is_refused(blob: bytes) -> None:
    try:
        vector = vectors.unpack_vector(blob)
    except ValueError:
        return
    assert len(vector.often) == len(vector.levels)


@given(st.integers(1, 10**6))
def test_levels_are_near_their_counts(count: int) -> None:
    nearest = vectors.LEVELS[vectors.level_of(count)]
    assert nearest == count if count <= 200 else abs(nearest - min(count, vectors.LEVELS[-1])) <= 0.05 * count


@given(st.integers(1, 900_000))
def test_grades_are_near_their_frequencies(df: int) -> None:
    nearest = frequencies.GRADES[frequencies.grade_of(df)]
    assert nearest == df if df <= 100 else 0 <= min(df, 838_000) - nearest <= 0.07 * df


@given(st.lists(st.integers(0, 300) | st.integers(0, 2**20), max_size=50))
def test_all_grades_at_once(counts: list[int]) -> None:
    assert list(frequencies._grades(vectors.uint32_bytes(counts))) == [frequencies.grade_of(df) for df in counts]


@given(st.lists(st.tuples(st.integers(0, 2**20), st.integers(1, 255))))
def test_entries_are_read_as_they_were_written(posted: list[tuple[int, int]]) -> None:
    slots, weights = postings.entries(b"".join(postings.entry(slot, weight) for slot, weight in posted))
    assert list(zip(slots, weights, strict=True)) == [(slot & 0xFFFF, weight) for slot, weight in posted]


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE vector SET terms = x'00' WHERE slot = 2", "vectors are damaged"),
        ("UPDATE term_df SET df = zeroblob(4000)", "counts wrongly in how many"),
        ("DELETE FROM term_df", "counts wrongly in how many"),
        ("DELETE FROM posting", "missing from the lists"),
        ("UPDATE posting SET entries = x'0100'", "lists of similar readings are damaged"),
        ("UPDATE posting SET entries = x'ffff01'", "lists of similar readings are damaged"),
        ("DELETE FROM index_state WHERE name = 'layout'", "older readlater"),
    ],
)
def test_damage_to_vectors_and_postings_is_found(connection: sqlite3.Connection, statement: str, finding: str) -> None:
    index.add_all(connection, [(n, put(connection, n, draft("Title", text))) for n, text in enumerate(TEXTS, 1)])
    assert index.check(connection) == []
    connection.execute(statement)
    assert any(finding in problem for problem in index.check(connection))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.integers(1, 6)), max_size=24))
def test_any_order_of_adding_and_removing_gives_the_index_of_what_is_left(
    tmp_path: Path, steps: list[tuple[bool, int, int]]
) -> None:
    connections = []
    for _ in range(2):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        _make(connection)
        connections.append(connection)
    changed, fresh = connections
    there: dict[int, int] = {}
    for adding, text, number in steps:
        if number in there:
            take(changed, number)
            del there[number]
        if adding:
            index.add(changed, number, put(changed, number, draft("Title", TEXTS[text], language="")))
            there[number] = text
    for number, text in there.items():
        index.add(fresh, number, put(fresh, number, draft("Title", TEXTS[text], language="")))
    assert contents(changed) == contents(fresh)
    assert index.check(changed) == []
    for connection in connections:
        connection.close()


def test_articles_that_wait_are_found_and_counted(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "WAITING_SHARE", 1)
    monkeypatch.setattr(postings, "TOGETHER", 2)
    monkeypatch.setattr(postings, "WAITING", 3)
    for number in range(1, 4):
        index.add(connection, number, put(connection, number, draft("", TEXTS[0])))
    assert connection.execute("SELECT count(*) FROM posting").fetchone() == (0,)
    assert sorted(number for number, _ in similar.nearest(connection, 1)) == [2, 3]
    take(connection, 2)  # it was never counted
    for number in range(4, 7):
        index.add(connection, number, put(connection, number, draft("", TEXTS[0])))
    assert postings.state(connection)["posted"] > 0
    take(connection, 1)
    assert sorted(number for number, _ in similar.nearest(connection, 6)) == [3, 4, 5]
    monkeypatch.setattr(postings, "WAITING", 0)
    postings.settle(connection)
    assert sorted(number for number, _ in similar.nearest(connection, 6)) == [3, 4, 5]
    term = connection.execute("SELECT id FROM term WHERE stem = 'glacier'").fetchone()[0]
    assert postings.frequencies(connection, [term]) == {term: 4}


def test_what_waits_in_the_end_counts_as_if_it_had_not(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(":memory:", isolation_level=None)
    _make(other)
    analyses = [(n, put(connection, n, draft("Title", TEXTS[n % 6], language=""))) for n in range(1, 30)]
    for number, analysis in analyses:
        index.add(other, number, analysis)
    monkeypatch.setattr(postings, "WAITING_SHARE", 1)
    monkeypatch.setattr(postings, "WAITING", 5)
    for start in range(0, len(analyses), 4):
        index.add_all(connection, analyses[start : start + 4])
    assert 0 < postings.state(connection)["posted"] < postings.state(other)["posted"]
    monkeypatch.setattr(postings, "WAITING", 0)
    postings.settle(connection)
    assert contents(connection) == contents(other)
    posted = [
        {(row[0], slot) for *row, blob in one.execute("SELECT stem, entries FROM posting JOIN term ON term = id")
         for slot in postings.entries(blob)[0]}
        for one in (connection, other)
    ]  # fmt: skip
    assert posted[0] == posted[1]
    other.close()


def test_the_words_of_many_articles_are_counted_roughly(connection: sqlite3.Connection) -> None:
    one = analyse(draft("", "zeppelin hangar"))
    for number in range(1, 2001):
        vocabulary.add(connection, [one], number)
    vocabulary.add(connection, [one] * 2000, 2001)
    df = dict(connection.execute("SELECT surface, df FROM vocab"))
    assert df.keys() == {"zeppelin", "hangar"}
    assert all(3000 < count < 5000 for count in df.values())
    for number in range(1, 4001):
        vocabulary.remove(connection, one, number)
    df = dict(connection.execute("SELECT surface, df FROM vocab"))
    assert all(count >= vocabulary.EXACT for count in df.values())  # such words stay

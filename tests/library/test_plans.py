"""How the statements of queries are carried out: by indexes, and without reading the rows of the table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from readlater.language.query import parse
from readlater.library import Library, filters, flags, rows
from readlater.model import Sort
from tests.factories import draft


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("plans") / "library", zone=UTC) as library:
        library.add(draft("One", site="Nature", tags=("linux",), category_id="tech/storage"))
        yield library


def plan(library: Library, text: str) -> str:
    """The plan of the statement that lists the articles of a query."""
    query = parse(text)
    with library._database.read() as connection:
        condition = filters.compile(connection, query, now=datetime.now(UTC), zone=UTC)
        where = flags.in_order(condition.where, query.sort)
        statement = f"SELECT id FROM article WHERE {where} ORDER BY {rows.ORDERS[query.sort or Sort.NEWEST]}"
        steps = connection.execute(f"EXPLAIN QUERY PLAN {statement}", condition.params).fetchall()
    return "\n".join(step[3] for step in steps)


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("is:unread", "article_state (deleted=? AND state=?)"),
        ("is:unread -is:archived", "article_shelf (deleted=? AND archived=? AND state=?)"),
        ("is:unread -is:archived -is:snoozed", "article_shelf (deleted=? AND archived=? AND state=?)"),
        ("-is:archived -is:snoozed", "COVERING INDEX article_archived (deleted=? AND archived=?)"),
        ("-is:archived -is:snoozed sort:title", "COVERING INDEX article_title (deleted=?)"),
        ("is:snoozed", "COVERING INDEX article_snoozed (snoozed>?)"),
        ("snoozed:2024", "COVERING INDEX article_snoozed (snoozed>? AND snoozed<?)"),
        ("readon:2024", "COVERING INDEX reading_when (started>? AND started<?)"),
        ("marked:2024", "highlight_created (created>? AND created<?)"),
        ("left:<5 is:reading", "COVERING INDEX article_facts (deleted=?)"),
        ("lang:de", "COVERING INDEX article_facts (deleted=?)"),
        ("is:archived", "article_archived (deleted=? AND archived=?)"),
        ("category:tech/storage", "article_category (deleted=? AND category_id=?)"),
        ("category:tech is:unread", "COVERING INDEX article_facts (deleted=?)"),
        ("saved:2024", "article_created (deleted=? AND created>? AND created<?)"),
        ("saved:2024-01..2024-06", "article_created (deleted=? AND created>? AND created<?)"),
        ("saved:7d", "COVERING INDEX article_facts (deleted=? AND created>?)"),
        ("saved:<2020", "COVERING INDEX article_facts (deleted=? AND created<?)"),
        ("tag:linux", "article_tag_tag (tag_id=?)"),
        ("#linux is:unread", "article_tag_tag (tag_id=?)"),
        ("site:nature", "article_facts (deleted=?)"),
        ("has:note", "article_noted"),
        ("words:<500 sort:title", "COVERING INDEX article_title (deleted=?)"),
        ("is:unread sort:shortest", "COVERING INDEX article_shortest (deleted=?)"),
    ],
)
def test_an_index_serves(library: Library, text: str, index: str) -> None:
    assert index in plan(library, text)


@pytest.mark.parametrize(
    "text",
    [
        "-is:favourite",
        "is:failed",
        "words:<500",
        "words:500..2000",
        "minutes:5..10",
        "read:>2",
        "progress:>50",
        "lang:de",
        "-lang:de",
        "published:2024",
        "published:2020..",
        "-published:2020..",
        "lastread:2024",
        "-lastread:2024..",
        "site:nature",
        "-site:nature",
        "category:tech OR words:<5",
        "author:none",
        "has:summary",
        "-category:tech",
        "lang:en words:>500 published:2020.. -is:read",
        "is:unread OR is:favourite",
        "tag:linux OR site:nature",
        "-tag:linux",
        "tag:none",
    ],
)
def test_no_row_of_the_table_is_read(library: Library, text: str) -> None:
    steps = [step for step in plan(library, text).splitlines() if step.startswith(("SEARCH article ", "SCAN article"))]
    assert steps
    assert all("COVERING INDEX" in step for step in steps), steps

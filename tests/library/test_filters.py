from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from readlater.errors import QueryError
from readlater.language.query import parse
from readlater.library import Library, NewArticle
from readlater.model import Field, Original, Query
from tests.factories import draft


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Five articles that differ in everything that can be asked for."""
    now = datetime.now(UTC)
    with Library.open(tmp_path_factory.mktemp("filters") / "library", zone=UTC) as library:
        added = library.add_all(
            [
                NewArticle(
                    draft(
                        "Glaciers melt",
                        "The glaciers of the Alps. " * 100,
                        url="https://www.nature.example/glaciers",
                        byline="Ann Lee",
                        site="Nature",
                        published="2022-01-14",
                        created=datetime(2022, 3, 5, 12, tzinfo=UTC),
                        tags=("ice", "climate_change"),
                        category_id="science/earth",
                    ),
                    Original(b"<p>Glaciers", "text/html"),
                ),
                NewArticle(
                    draft(
                        "Brot",
                        "Mehl und Wasser und Salz.",
                        url="https://blog.example/brot",
                        site="Backblog",
                        language="de",
                        published="2022",
                        created=now - timedelta(days=2),
                        category_id="science",
                        read_count=3,
                        last_read=now - timedelta(days=1),
                    )
                ),
                NewArticle(
                    draft("Compilers", "A compiler translates code. 100% of it.", published="2023-05", created=now)
                ),
                NewArticle(draft("Trashed", "A compiler in the bin.")),
                NewArticle(draft("Login", "Please log in.", failed="a login wall")),
            ]
        )
        one, _, three, four, five = (each.id for each in added)
        library.delete([four])
        library.archive([one])
        library.favourite([three])
        library.edit([five], note="look again")
        library.add_highlight(one, 0, 12)
        yield library


GLACIERS, BROT, COMPILERS, TRASHED, LOGIN = "Glaciers melt", "Brot", "Compilers", "Trashed", "Login"
ALL = {GLACIERS, BROT, COMPILERS, LOGIN}


def titles(library: Library, query: str | Query) -> set[str]:
    found = library.ids(parse(query) if isinstance(query, str) else query)
    return {row.title for row in library.rows(found)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("glacier", {GLACIERS}),
        ("-glacier", ALL - {GLACIERS}),
        ("compiler", {COMPILERS}),
        ("title:compilers", {COMPILERS}),
        ("title:glaciers", {GLACIERS}),
        ("title:alps", set()),
        ("text:alps", {GLACIERS}),
        ("author:lee", {GLACIERS}),
        ('author:"ann lee"', {GLACIERS}),
        ("site:nat", {GLACIERS}),
        ("site:BACKBLOG", {BROT}),
        ("site:nature.example", {GLACIERS}),
        ("site:glaciers", set()),
        ("site:n%re", set()),
        ("category:science", {GLACIERS, BROT}),
        ("category:science/earth", {GLACIERS}),
        ("category:none", {COMPILERS, LOGIN}),
        ("#ice", {GLACIERS}),
        ("tag:ICE", {GLACIERS}),
        ("tag:climate_change", {GLACIERS}),
        ("tag:climatexchange", set()),
        ("lang:de", {BROT}),
        ("is:read", {BROT}),
        ("is:unread", ALL - {BROT}),
        ("is:archived", {GLACIERS}),
        ("-is:archived", ALL - {GLACIERS}),
        ("is:favourite", {COMPILERS}),
        ("is:failed", {LOGIN}),
        ("is:noted", {LOGIN}),
        ("is:trashed", {TRASHED}),
        ("is:trashed compiler", {TRASHED}),
        ("-is:trashed compiler", {COMPILERS}),
        ("is:trashed OR compiler", {TRASHED, COMPILERS}),
        ("has:highlight", {GLACIERS}),
        ("has:note", {LOGIN}),
        ("has:original", {GLACIERS}),
        ("has:summary -glacier -brot -compilers -login", set()),
        ("words:>100", {GLACIERS}),
        ("words:5", {BROT}),
        ("words:3..5", {BROT, LOGIN}),
        ("words:..5", {BROT, LOGIN}),
        ("words:<=5", {BROT, LOGIN}),
        ("minutes:1", {BROT, COMPILERS, LOGIN}),
        ("minutes:>1", {GLACIERS}),
        ("read:3", {BROT}),
        ("read:>=1", {BROT}),
        ("progress:0", ALL),
        ("progress:>50%", set()),
        ("saved:2022", {GLACIERS}),
        ("saved:2022-03", {GLACIERS}),
        ("saved:2022-03-05", {GLACIERS}),
        ("saved:2022-03-06", set()),
        ("saved:2022-01..2022-03", {GLACIERS}),
        ("saved:..2022", {GLACIERS}),
        ("saved:7d", {BROT, COMPILERS, LOGIN}),
        ("saved:<7d", {GLACIERS}),
        ("saved:today", {COMPILERS, LOGIN}),
        ("published:2022", {GLACIERS, BROT}),
        ("published:2022-01", {GLACIERS}),
        ("published:2023", {COMPILERS}),
        ("published:>2022", {COMPILERS}),
        ("published:<=2022", {GLACIERS, BROT}),
        ("lastread:yesterday", {BROT}),
        ("lastread:<2030", {BROT}),
        ("-lastread:<2030", ALL - {BROT}),
        ("glacier OR compiler", {GLACIERS, COMPILERS}),
        ("glacier OR lang:de", {GLACIERS, BROT}),
        ("glacier compiler", set()),
        ("-glacier -compiler", {BROT, LOGIN}),
        ("-(-glacier)", {GLACIERS}),
        ("-(-lang:de)", {BROT}),
        ("-(glacier OR lang:de)", {COMPILERS, LOGIN}),
        ("(glacier OR compiler) is:favourite", {COMPILERS}),
        ("(glacier is:favourite) OR (mehl -salz) OR code", {COMPILERS}),
        ("glacier OR -is:unread", {GLACIERS, BROT}),
        ("-site:nature", ALL - {GLACIERS}),
    ],
)
def test_queries(library: Library, query: str, expected: set[str]) -> None:
    assert titles(library, query) == expected


def test_what_a_field_cannot_be_is_refused(library: Library) -> None:
    with pytest.raises(QueryError, match="position 1"):
        library.ids(Query(Field("is", ":", "purple")))
    with pytest.raises(QueryError, match="isn't a day"):
        library.ids(Query(Field("saved", ":", "someday")))


def test_every_condition_and_its_negation_share_the_library(library: Library) -> None:
    for query in ("glacier", "lang:de", "published:2022", "lastread:2024", "is:read", '"the alps"', "words:>5", "#ice"):
        found, rest = titles(library, query), titles(library, f"-({query})")
        assert not found & rest
        assert found | rest == ALL


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("minutes:2", {"Two and a half"}),
        ("minutes:3", set()),
        ("minutes:<3", {"Two and a half", "Short", "Nothing"}),
        ("minutes:4", {"Three and a half"}),
        ("minutes:>=4", {"Three and a half"}),
        ("minutes:<=3", {"Two and a half", "Short", "Nothing"}),
        ("minutes:1", {"Short"}),
        ("minutes:>0", {"Two and a half", "Three and a half", "Short"}),
        ("minutes:0", {"Nothing"}),
        ("minutes:>2", {"Three and a half"}),
    ],
)
def test_minutes_are_compared_as_they_are_shown(tmp_path: Path, query: str, expected: set[str]) -> None:
    with Library.open(tmp_path / "library") as library:
        for title, words in (("Two and a half", 595), ("Three and a half", 833), ("Short", 3), ("Nothing", 0)):
            library.add(draft(title, "\n\n".join(f"word{number}" for number in range(words))))
        minutes = {row.title: row.minutes for row in library.rows(library.ids())}
        assert minutes["Two and a half"] == 2.5
        assert titles(library, query) == expected

"""Queries find what they mean: the compiled statement against an evaluation in plain Python."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from readlater.language.query import format_query, parse
from readlater.language.terms import stems
from readlater.library import Library, similar, tallying
from readlater.model import Field, Not, Or, Query
from tests.language import queries
from tests.library.evaluating import Meaning, Record, generated, records

SEEDS = (1, 2)
_ALL = tuple(f"{number:x}" * 4 for number in range(16))


class Sample(NamedTuple):
    """A library with the records of its articles."""

    library: Library
    records: list[Record]

    def __repr__(self) -> str:
        return f"{len(self.records)} articles"


def near(ids: Sequence[int]) -> list[int]:
    """A likeness that depends on nothing but the numbers."""
    return [number for number in range(40, 0, -1) if number not in ids and (number * sum(ids)) % 3 == 1]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Sample]]:
    """Generated libraries with the records of their articles."""
    libraries = [generated(tmp_path_factory.mktemp("evaluation") / f"library-{seed}", seed) for seed in SEEDS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similar, "near", lambda connection, ids, limit: [(number, 0.5) for number in near(ids)])
        yield [Sample(library, records(library)) for library in libraries]
    for library in libraries:
        library.close()


def test_the_words_of_the_samples_are_what_the_index_holds() -> None:
    for language in queries.LANGUAGES:
        assert stems(" ".join(queries.WORDS), language) == list(queries.WORDS)


@pytest.fixture(scope="module")
def ids(samples: list[Sample]) -> dict[str, list[str]]:
    """For placeholders of generated queries the beginnings of UUIDs in each library."""
    return {key: [sample[number].article.uuid[:8] for _, sample in samples] for number, key in enumerate(_ALL)}


def _with_ids(text: str, ids: dict[str, list[str]], number: int) -> Query:
    for key in _ALL:
        text = text.replace(f"similar:{key}", f"similar:{ids[key][number]}").replace(f",{key}", f",{ids[key][number]}")
    return parse(text)


def test_every_field_with_every_value_and_its_negation(samples: list[Sample]) -> None:
    library, sample = samples[0]
    meaning = Meaning(sample, near, datetime.now(UTC))
    asked = [
        query
        for field in queries.every_field()
        # Beside another condition: views of flags alone have statements of their own.
        for query in (Query(field), Query(Not(field)), Query(Or((field, Field("title", ":", "zorb")))))
    ]
    expected = [meaning.found(query) for query in asked]
    pairs = list(zip(asked, expected, strict=True))
    assert [format_query(query) for query, found in pairs if list(library.ids(query)) != found] == []
    with library._database.read() as connection:
        counted = [
            number
            for start in range(0, len(asked), 20)
            for number in tallying.counts(connection, asked[start : start + 20], UTC)
        ]
    assert [
        format_query(query) for (query, found), number in zip(pairs, counted, strict=True) if number != len(found)
    ] == []


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=queries.queries(_ALL))
def test_a_query_finds_what_it_means(samples: list[Sample], ids: dict[str, list[str]], query: Query) -> None:
    text = format_query(query)
    for number, (library, sample) in enumerate(samples):
        asked = _with_ids(text, ids, number)
        now = datetime.now(UTC)
        found = list(library.ids(asked))
        assume(datetime.now(UTC).date() == now.date())
        expected = Meaning(sample, near, now).found(asked)
        assert found == expected, (text, sorted(set(found) ^ set(expected)))
        assert library.count(asked) == len(expected), text
    assert list(library.ids(asked, limit=3)) == expected[:3]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(node=queries.leaves(_ALL), other=queries.leaves(_ALL))
def test_a_condition_and_its_negation_part_the_library(
    samples: list[Sample], ids: dict[str, list[str]], node: queries.Node, other: queries.Node
) -> None:
    library, sample = samples[0]
    assume("trashed" not in repr((node, other)))
    everything = {one.article.id for one in sample if one.article.deleted is None}
    for part in (format_query(Query(node)), f"({format_query(Query(node))} OR {format_query(Query(other))})"):
        found = set(library.ids(_with_ids(part, ids, 0)))
        rest = set(library.ids(_with_ids(f"-{part}", ids, 0)))
        assert found | rest == everything
        assert not found & rest


def test_every_kind_of_condition_finds_something_and_not_everything(samples: list[Sample]) -> None:
    """Else the tests above would say little."""
    for name, values in {
        **{name: [f'{name}:"{value}"' for value in values] for name, values in queries.NAMED.items()},
        "is": [
            f"is:{value}" for value in ("unread", "reading", "read", "archived", "favourite", "failed", "duplicate")
        ],
        "has": ["has:highlight", "has:note", "has:original"],
        "numbers": ["words:>200", "minutes:2", "read:>1", "progress:50", "progress:30"],
        "stayed": ["is:snoozed", "snoozed:next-week", "left:1", "readon:7d", "marked:<7d", "colour:green"],
        "exact": ['site:="nature"', "category:=tech"],
        "days": ["saved:7d", "saved:last-year", "published:2024-02", "lastread:7d", "lastread:never", "published:none"],
        "words": ["zorb", '"zorb quix"', "title:zorb", "note:zorb", "author:ann", "text:murk", "東京", "bl*"],
    }.items():
        counts = [len(library.ids(parse(value))) for value in values for library, _ in samples]
        assert any(0 < count < 34 for count in counts), name


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=40) | st.text(st.sampled_from('ab*:"()-#|<>=.,日\0\ud800 ORtag:site:'), max_size=60))
def test_whatever_is_typed_can_be_asked(samples: list[Sample], text: str) -> None:
    library, _ = samples[0]
    query = parse(text, typing=True)
    try:
        library.ids(query)
        library.search(query, typing=True)
    except sqlite3.Error as error:  # pragma: no cover
        pytest.fail(f"{text!r}: {error}")

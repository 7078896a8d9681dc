from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.errors import QueryError
from readlater.language.days import date_span
from readlater.language.query import format_query, parse
from readlater.model import And, Field, Node, Not, Or, Phrase, Query, Sort, Word

PIECES = """a Wort 漢字 " ( ) - OR AND NOT title: words: is: sort: saved: foo: <5 >= .. 2024-03 7d read title # * : |
    “ ' "p x:y"""
tokens = st.sampled_from([*PIECES.split(), " ", " ", "\n", '"p q"', "OR ", " AND ", "NOT "])
queries = st.one_of(st.lists(tokens, max_size=14).map("".join), st.text(max_size=30))


def anywhere(node: Node) -> Node:
    """The node without positions."""
    match node:
        case Field():
            return dataclasses.replace(node, position=0)
        case Not():
            return Not(anywhere(node.part))
        case And() | Or():
            return type(node)(tuple(anywhere(part) for part in node.parts))
    return node


@given(queries)
def test_what_is_formatted_is_parsed_to_the_same(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        raised = error
    else:
        again = parse(format_query(query))
        assert (anywhere(again.root), again.sort) == (anywhere(query.root), query.sort)
        return
    assert 0 <= raised.position <= len(text)


@given(queries)
def test_while_typing_nothing_is_refused_and_what_is_understood_can_be_written(text: str) -> None:
    query = parse(text, typing=True)
    again = parse(format_query(query))
    assert (anywhere(again.root), again.sort) == (anywhere(query.root), query.sort)


@pytest.mark.parametrize("text", ["(" * 5000, "-" * 5000 + "a", "-a " * 5000, "(-" * 3000 + "a", "a OR " * 3000])
def test_hostile_queries_end(text: str) -> None:
    parse(text, typing=True)
    with pytest.raises(QueryError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", And(())),
        ("russia csto", And((Word("russia"), Word("csto")))),
        ("a OR b c", Or((Word("a"), And((Word("b"), Word("c")))))),
        ("(a OR b) c", And((Or((Word("a"), Word("b"))), Word("c")))),
        ("or and not", And((Word("or"), Word("and"), Word("not")))),
        ('-"foo bar"', Not(Phrase("foo bar"))),
        ("-(a OR b)", Not(Or((Word("a"), Word("b"))))),
        ("NOT a", Not(Word("a"))),
        ("rus*", Word("rus", prefix=True)),
        ("#tech", Field("tag", ":", "tech")),
        ('title:"a b"', Field("title", ":", "a b")),
        ("words:<500", Field("words", "<", "500")),
        ("WORDS:500..2000", Field("words", "..", "500", "2000")),
        ("saved:2024-01..", Field("saved", "..", "2024-01", "")),
        ("is:fav", Field("is", ":", "favourite")),
        ("https://example.org/a 10:30", And((Word("https://example.org/a"), Word("10:30")))),
        ("covid-19", Word("covid-19")),
        ("a & b", And((Word("a"), Word("b")))),
        ("category:tech/storage", Field("category", ":", "tech/storage")),
    ],
)
def test_grammar(text: str, root: Node) -> None:
    query = parse(text)
    assert anywhere(query.root) == root
    assert anywhere(parse(format_query(query)).root) == root


def test_order_may_stand_anywhere() -> None:
    assert parse("sort:title russia sort:most-read") == Query(Word("russia"), Sort.MOST_READ)


@pytest.mark.parametrize(
    ("text", "position", "hint"),
    [
        ("a titel:x", 2, '"title"'),
        ("is:unred", 3, '"unread"'),
        ("words:many", 6, "number"),
        ("saved:2024-13", 6, "day"),
        ("(a b", 0, "closed"),
        ("a)", 1, "opening"),
        ('a "b', 2, "closed"),
        ("a OR", 4, "after"),
        ("OR a", 0, "beside"),
        ("title:", 0, "no value"),
        ("-sort:title", 0, "negated"),
        ("sort:zzz", 5, "newest"),
    ],
)
def test_refusals_say_where_and_what(text: str, position: int, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert hint in str(caught.value)
    assert f"position {position + 1}" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("russ", "russ*"),
        ("russ ", "russ"),
        ('russia "central asi', 'russia "central asi"'),
        ("(a b", "a b*"),
        ("a OR", "a"),
        ("a -", "a"),
        ("a title:", "a"),
        ("a is:unr", "a"),
        ("a foo:bar", "a foo bar*"),
        ("a))) b", "a b*"),
    ],
)
def test_while_typing(text: str, formatted: str) -> None:
    assert format_query(parse(text, typing=True)) == formatted


@pytest.mark.parametrize(
    ("value", "first", "after"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("today", date(2024, 3, 31), date(2024, 4, 1)),
        ("7d", date(2024, 3, 24), date(2024, 3, 25)),
        ("1m", date(2024, 2, 29), date(2024, 3, 1)),
        ("1y", date(2023, 3, 31), date(2023, 4, 1)),
        ("2024y", date(1, 1, 1), date(1, 1, 2)),
    ],
)
def test_day_values(value: str, first: date, after: date) -> None:
    assert date_span(value, date(2024, 3, 31)) == (first, after)


@given(
    st.text(max_size=12) | st.from_regex(r"\d{1,5}[dwmy]", fullmatch=True), st.dates(date(1990, 1, 1), date(2100, 1, 1))
)
def test_no_day_value_breaks_anything(value: str, today: date) -> None:
    try:
        first, after = date_span(value, today)
    except ValueError:
        return
    assert first < after


@pytest.mark.parametrize("text", ["😀", "-", '""', "% &"])
def test_a_query_without_a_word_is_refused_and_does_not_find_everything(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text)
    assert parse(text, typing=True) == Query()

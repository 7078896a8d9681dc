from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.errors import QueryError
from readlater.language.days import MONTHS, SEASONS, WEEKDAYS, date_span, day_value
from readlater.language.fields import FIELDS
from readlater.language.query import format_query, parse
from readlater.model import And, Field, Node, Not, Or, Phrase, Query, Sort, Word
from tests.language import queries

PIECES = """a Wort 漢字 " ( ) - OR AND NOT title: words: is: sort: saved: foo: <5 >= .. 2024-03 7d read title # * : |
    “ ' "p x:y"""
tokens = st.sampled_from([*PIECES.split(), " ", " ", "\n", '"p q"', "OR ", " AND ", "NOT "])
typed = st.one_of(st.lists(tokens, max_size=14).map("".join), st.text(max_size=30))

SPOKEN = (*WEEKDAYS, *MONTHS, *SEASONS, "weekend", "week", "month", "year", "days", "today", "tomorrow")
SAID_BEFORE = ("last", "this", "next", "past", "in", "the", "a", "two", "7", "31", "2024", "2024-02", "-", "..", "ago")


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


@given(typed)
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


@given(typed)
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
        ('russia "central asi', 'russia "central asi"*'),
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


IDS = ("abcd", "0123456789abcdef", "f00d12345678")


@settings(max_examples=250)
@given(queries.queries(IDS))
def test_what_is_written_is_read_as_the_same_tree(query: Query) -> None:
    again = parse(format_query(query))
    assert (anywhere(again.root), again.sort) == (anywhere(query.root), query.sort)
    assert format_query(again) == format_query(query)


MORE = """title: author: site: category: tag: lang: note: similar: has: lastread: published: minutes: none never * last
    week monday 7 days ago to 1,000 , a,b "a "b" “c” :: saved:> read:2+ abcd é 東京 ： ≥ <> .. ... 2024..2025 -7d -1d
    words<500 is:( tag:( OR) NOT( - -- -( \0 \ud800 \udfff İ"""
fragments = st.lists(st.one_of(tokens, st.sampled_from(MORE.split())), max_size=16).map("".join)


def refusal(text: str) -> QueryError | None:
    """Why a text is no query, if it is none."""
    try:
        parse(text)
    except QueryError as error:
        return error
    return None


@settings(max_examples=250)
@given(fragments | st.text())
def test_any_text_that_is_understood_stays_the_same_when_written(text: str) -> None:
    error = refusal(text)
    if error is not None:
        assert 0 <= error.position <= len(text)
    else:
        query = parse(text)
        again = parse(format_query(query))
        assert (anywhere(again.root), again.sort) == (anywhere(query.root), query.sort)
    begun = parse(text, typing=True)
    again = parse(format_query(begun))
    assert (anywhere(again.root), again.sort) == (anywhere(begun.root), begun.sort)


@pytest.mark.parametrize(
    "piece", ["a", "(", '"', "-", "tag:a,", "saved:last ", "words:", "similar:abcd,", "\0", "is:(", "a:", "é"]
)
def test_ten_thousand_characters_are_read_or_refused(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    parse(text, typing=True)
    assert len(str(refusal(text))) < 400


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("tag:a,b", "tag:a OR tag:b"),
        ('-tag:a,"b c"', '-(tag:a OR tag:"b c")'),
        ("is:unread,reading x", "(is:unread OR is:reading) x"),
        ("title:(a OR -b c*)", "title:a OR -title:b title:c*"),
        ("is:(unread OR has:note)", "is:unread OR has:note"),
        ("tag:none", "tag:none"),
        ('tag:"none"', 'tag:"none"'),
        ("tag:*", "-tag:none"),
        ("-author:*", "-(-author:none)"),
        ('title:"a b"*', 'title:"a b"*'),
        ('title:"a*"', 'title:"a*"'),
        ("words<500", "words:<500"),
        ("words:2k", "words:2000"),
        ("words:500-1000", "words:500..1000"),
        ("words: 500", "words:500"),
        ("words:500+", "words:>=500"),
        ("minutes:>1h", "minutes:>60"),
        ("minutes:5min", "minutes:5"),
        ("progress:>50%", "progress:>50"),
        ("read:never", "read:0"),
        ("read>2", "read:>2"),
        ("saved:last week news", "saved:last-week news"),
        ('saved:"Last  Week"', "saved:last-week"),
        ("saved:>last month", "saved:>last-month"),
        ("saved:-7d..-1d", "saved:7d..1d"),
        ("saved:2024-1..2024/06", "saved:2024-01..2024-06"),
        ("saved:2024 2023", "saved:2024 2023"),
        ("saved:3 days ago", "saved:3d"),
        ("saved:past week", "saved:1w"),
        ("saved:last 7 days", "saved:7d"),
        ("saved:march 2024", "saved:2024-03"),
        ("saved:1 march 2024", "saved:2024-03-01"),
        ("saved:March 1, 2024", "saved:2024-03-01"),
        ("saved:mon", "saved:monday"),
        ("readon:last winter fsync", "readon:last-winter fsync"),
        ("marked:the last winter", "marked:last-winter"),
        ("marked:Winter 2024/25", "marked:winter-2024"),
        ("marked:fall 2025 storage", "marked:autumn-2025 storage"),
        ("readon:in march", "readon:march"),
        ("readon:last mar", "readon:last-march"),
        ("readon:March 2025", "readon:2025-03"),
        ("readon:yesterday", "readon:yesterday"),
        ("saved:two weeks ago", "saved:2w"),
        ("saved:last weekend", "saved:last-weekend"),
        ("saved:a month ago to yesterday", "saved:1m..yesterday"),
        ("snoozed:next week", "snoozed:next-week"),
        ("snoozed:tomorrow", "snoozed:tomorrow"),
        ("is:later until:none", "is:snoozed snoozed:never"),
        ("left:<=10min", "left:<=10"),
        ("color:Green,blue", "colour:green OR colour:blue"),
        ('site:="Zorb News" category:=tech', 'site:="Zorb News" category:=tech'),
        ("site:=a,b", "site:=a OR site:=b"),
        ("sort:shuffle a", "a sort:random"),
        ("saved:2024-01 to 2024-03", "saved:2024-01..2024-03"),
        ("lastread:never", "lastread:never"),
        ("published:none", "published:none"),
        ("lang:German,pt_BR", "lang:de OR lang:pt-br"),
        ("similar:ABCD-1234,ef01", "similar:abcd1234,ef01"),
        ("is:noted is:starred", "has:note is:favourite"),
        ("by:lee from:nature.com", "author:lee site:nature.com"),
        ("order:relevance a", "a sort:rank"),
    ],
)
def test_ways_to_say_it(text: str, formatted: str) -> None:
    assert format_query(parse(text)) == formatted


@pytest.mark.parametrize(
    ("text", "position", "hint"),
    [
        ("a autor:x", 2, '"author"'),
        ("lang:germn", 5, '"german"'),
        ("similar:xyz", 8, "4 hex digits"),
        ("tag:a,", None, ""),
        ("note:", 0, "note:thesis"),
        ("has:notse", 4, '"note"'),
        ("is:(unread purple)", 11, "known are unread"),
        ("saved:someday", 6, "last-week"),
        ("saved:2024-02-30", 6, "day"),
        ("read:<x", 5, "number"),
        ("tag:(a b", 4, "closed"),
    ],
)
def test_new_fields_say_what_was_meant(text: str, position: int | None, hint: str) -> None:
    if position is None:
        parse(text)
        return
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("tag:lin", "tag:lin*"),
        ('tag:"to d', 'tag:"to d"*'),
        ("#lin", "tag:lin*"),
        ("lang:ger", "lang:ger*"),
        ("site:nat", "site:nat"),
        ("saved:last", ""),
        ("saved:last w", ""),
        ("saved:last week", "saved:last-week"),
        ("similar:ab", ""),
        ("words:<", ""),
        ("words:<300 rica", "words:<300 rica*"),
        ("saved:2024 rica", "saved:2024 rica*"),
        ("saved:last week rica", "saved:last-week rica*"),
        ("title:(a b", "title:a title:b*"),
        ('"central asi', '"central asi"*'),
    ],
)
def test_what_is_being_typed_is_a_beginning(text: str, formatted: str) -> None:
    assert format_query(parse(text, typing=True)) == formatted


def test_every_example_of_the_table_is_understood() -> None:
    for field in FIELDS:
        assert format_query(parse(field.example)) != ""
        for value, _ in field.choices:
            parse(f"{field.name}:{value}")
        for name in field.aliases:
            parse(field.example.replace(field.name, name, 1))


@pytest.mark.parametrize(
    ("value", "first", "after"),
    [
        ("this-week", date(2024, 3, 25), date(2024, 4, 1)),
        ("last-week", date(2024, 3, 18), date(2024, 3, 25)),
        ("this-month", date(2024, 3, 1), date(2024, 4, 1)),
        ("last-month", date(2024, 2, 1), date(2024, 3, 1)),
        ("last-year", date(2023, 1, 1), date(2024, 1, 1)),
        ("sunday", date(2024, 3, 31), date(2024, 4, 1)),
        ("last-sunday", date(2024, 3, 24), date(2024, 3, 25)),
        ("april", date(2023, 4, 1), date(2023, 5, 1)),
        ("march", date(2024, 3, 1), date(2024, 4, 1)),
        ("last-march", date(2023, 3, 1), date(2023, 4, 1)),
        ("last-april", date(2023, 4, 1), date(2023, 5, 1)),
        ("spring", date(2024, 3, 1), date(2024, 6, 1)),
        ("last-spring", date(2023, 3, 1), date(2023, 6, 1)),
        ("winter", date(2023, 12, 1), date(2024, 3, 1)),
        ("last-winter", date(2023, 12, 1), date(2024, 3, 1)),
        ("winter-2024", date(2024, 12, 1), date(2025, 3, 1)),
        ("autumn", date(2023, 9, 1), date(2023, 12, 1)),
        ("weekend", date(2024, 3, 30), date(2024, 4, 1)),
        ("last-weekend", date(2024, 3, 23), date(2024, 3, 25)),
        ("tomorrow", date(2024, 4, 1), date(2024, 4, 2)),
        ("next-week", date(2024, 4, 1), date(2024, 4, 8)),
        ("next-month", date(2024, 4, 1), date(2024, 5, 1)),
        ("next-year", date(2025, 1, 1), date(2026, 1, 1)),
    ],
)
def test_days_seen_from_a_sunday(value: str, first: date, after: date) -> None:
    assert date_span(value, date(2024, 3, 31)) == (first, after)


def test_the_winter_that_is_not_over() -> None:
    today = date(2025, 1, 8)
    assert date_span("winter", today) == (date(2024, 12, 1), date(2025, 3, 1))
    assert date_span("last-winter", today) == (date(2023, 12, 1), date(2024, 3, 1))
    assert date_span("last-december", today) == (date(2024, 12, 1), date(2025, 1, 1))


@pytest.mark.parametrize(
    "text", ["next friday", "next march", "this", "last", "winter 24", "last 2024", "a", "weekends"]
)
def test_what_is_no_day_of_a_query(text: str) -> None:
    assert day_value(text) is None


@given(st.text(max_size=20) | st.lists(st.sampled_from((*SPOKEN, *SAID_BEFORE)), max_size=4).map(" ".join))
def test_whatever_is_said_is_a_day_that_can_be_told_or_none(text: str) -> None:
    value = day_value(text)
    if value is not None:
        assert day_value(value) == value
        first, after = date_span(value, date(2024, 3, 31))
        assert first < after

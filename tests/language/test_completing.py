from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.language.completing import completion, known, last, place
from readlater.language.fields import FIELDS
from readlater.language.query import parse


def offered(text: str, cursor: int | None = None) -> list[str]:
    at = place(text, len(text) if cursor is None else cursor)
    return [] if at is None else [one.text for one in (*known(at), *last(at))]


@pytest.mark.parametrize(
    ("text", "field", "typed", "start", "quoted"),
    [
        ("", None, "", 0, False),
        ("russia ti", None, "ti", 7, False),
        ("-ti", None, "ti", 1, False),
        ("(a OR ti", None, "ti", 6, False),
        ("tag:li", "tag", "li", 4, False),
        ("-tag:li", "tag", "li", 5, False),
        ("tags:a,li", "tag", "li", 7, False),
        ('tag:a,"to d', "tag", "to d", 6, True),
        ('tag:"a,b', "tag", "a,b", 4, True),
        ('tag:"a b",c', "tag", "c", 10, False),
        ("is:(unread re", "is", "re", 11, False),
        ("is:(unread) re", None, "re", 12, False),
        ("saved:>=la", "saved", "la", 8, False),
        ("saved:2024..la", "saved", "la", 12, False),
        ("words:", "words", "", 6, False),
        ("site:=Na", "site", "Na", 6, False),
        ("similar:ab,cd", "similar", "cd", 11, False),
        ("“a b” ti", None, "ti", 6, False),
    ],
)
def test_where_the_cursor_is(text: str, field: str | None, typed: str, start: int, quoted: bool) -> None:
    at = place(text, len(text))
    assert at is not None
    assert (at.field.name if at.field else None, at.text, at.start, at.quoted) == (field, typed, start, quoted)
    assert at.end == len(text)


def test_a_phrase_is_not_completed() -> None:
    assert place('"foo ti', 7) is None


def test_what_stands_behind_the_cursor_is_replaced_with_the_word_and_no_more() -> None:
    at = place("tag:linux,bsd rest", 6)
    assert at is not None
    assert (at.text, at.start, at.end) == ("li", 4, 9)
    at = place('tag:"to do" rest', 7)
    assert at is not None
    assert (at.text, at.start, at.end) == ("to", 4, 11)


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("", ["title:", "author:"]),
        ("ti", ["title:", "minutes:"]),
        ("is:un", ["unread"]),
        ("has:", ["highlight", "note", "original", "summary"]),
        ("sort:m", ["most-read"]),
        ("saved:la", ["last-week", "last-month", "last-year"]),
        ("saved:tu", ["tuesday"]),
        ("readon:last-w", ["last-week", "last-weekend", "last-winter"]),
        ("readon:wi", ["winter"]),
        ("left:", ["<=5", "<=10", "<=30"]),
        ("is:sn", ["snoozed"]),
        ("sort:", ["newest"]),
        ("published:no", ["november", "none"]),
        ("words:", ["<500", "500..2000", ">2000"]),
        ("tag:no", ["none"]),
        ("zzz", []),
        ('"a', []),
    ],
)
def test_what_the_language_offers(text: str, some: list[str]) -> None:
    assert offered(text)[: len(some)] == some
    if not some:
        assert offered(text) == []


def test_all_that_is_offered_is_understood_and_explained() -> None:
    for field in FIELDS:
        text = f"{field.name}:"
        at = place(text, len(text))
        assert at is not None
        for one in (*known(at), *last(at)):
            parse(text[: one.start] + one.text)
            assert one.help


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("tag:", "linux", "tag:linux"),
        ("tag:", "to do", 'tag:"to do"'),
        ('tag:"t', "linux", 'tag:"linux"'),
        ("tag:x,", "a,b", 'tag:x,"a,b"'),
        ("#t", "linux", "#linux"),
        ("#t", "to do", 'tag:"to do"'),
        ("-tag:", "none", '-tag:"none"'),
        ("li", "linux", "linux"),
    ],
)
def test_values_are_quoted_where_they_need_it(text: str, value: str, written: str) -> None:
    at = place(text, len(text))
    assert at is not None
    one = completion(at, value)
    assert text[: one.start] + one.text + text[one.end :] == written
    parse(written)


@given(st.text(st.sampled_from('ab:,"()-# \0\ud800tagis<.“'), max_size=30) | st.text(), st.integers(-2, 40))
def test_nothing_that_is_typed_breaks_it(text: str, cursor: int) -> None:
    at = place(text, cursor)
    if at is not None:
        assert 0 <= at.start <= max(0, min(cursor, len(text))) <= at.end <= len(text)
        known(at)
        last(at)

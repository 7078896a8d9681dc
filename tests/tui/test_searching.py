"""The search line: which queries have a rank, what stands below the field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.language.query import parse
from readlater.model import Completion
from readlater.tui.searching import has_rank, has_words
from readlater.tui.widgets.foot_lines import caret_line, offer_line
from readlater.tui.widgets.lines import line_width
from readlater.tui.widgets.status_bar import StatusBar, passage_pieces
from tests.tui.test_lines import TEXTS, text_of


@pytest.mark.parametrize(
    ("query", "rank", "words"),
    [
        ("ferry", True, True),
        ('"old ferry" is:unread', True, True),
        ("is:unread words:<2000", False, False),
        ("-ferry", False, False),
        ("is:read OR ferry", True, True),
        ("text:ferry", True, True),
    ],
)
def test_which_queries_have_a_rank(query: str, rank: bool, words: bool) -> None:
    root = parse(query).root
    assert has_rank(root) is rank
    assert has_words(root) is words


OFFERS = [
    Completion("tag:war", 0, 4, "a tag", 12),
    Completion("tag:water", 0, 4, "a tag", 3),
    Completion("title:", 0, 4, "words in the title"),
]


def test_offers_have_counts_and_say_what_they_are() -> None:
    text = text_of(offer_line(OFFERS, -1, 80))
    assert text.startswith(" tag:war 12  tag:water 3  title: ")
    assert text.endswith(" a tag ")
    assert text_of(offer_line(OFFERS, 2, 80)).endswith(" words in the title ")


@given(st.integers(1, 200), st.integers(-1, 2))
def test_offers_fit(width: int, taken: int) -> None:
    assert line_width(offer_line(OFFERS, taken, width)) <= max(width, 0)


@pytest.mark.parametrize("column", [0, 3, 30, 78, 500])
def test_the_mark_stands_below_what_is_wrong(column: int) -> None:
    text = text_of(caret_line("there is no field 'titel'; did you mean 'title'?", column, 80))
    assert text.index("^") == min(column, 79)
    assert len(text) <= 80
    assert "there is no field" in text


@pytest.mark.parametrize("column", [3, 15])
def test_what_is_wrong_is_cut_in_ascii_where_that_is_wanted(column: int) -> None:
    text = text_of(caret_line("there is no field 'titel'; did you mean 'title'?", column, 20, "..."))
    assert text.isascii()
    assert "..." in text


@given(TEXTS, st.integers(0, 60), st.integers(0, 10), st.integers(0, 120))
def test_a_passage_fits(text: str, start: int, length: int, width: int) -> None:
    start = min(start, len(text))
    marks = [(start, min(len(text), start + length))]
    assert line_width(passage_pieces(text, marks, width, "…")) <= width


def test_a_passage_begins_a_little_before_its_first_mark() -> None:
    text = "word " * 40 + "lighthouse and more words " * 3
    at = text.index("lighthouse")
    pieces = passage_pieces(text, [(at, at + 10)], 60, "…")
    assert pieces[0].text == " …"
    assert ("lighthouse", "strong") in [(piece.text, piece.role) for piece in pieces]


@pytest.mark.parametrize("width", [80, 120])
def test_a_passage_has_room_in_a_narrow_window_too(width: int) -> None:
    bar = StatusBar()
    bar._hints = (("enter", "read", ""), ("/", "search", ""), ("a", "archive", ""), ("?", "all keys", ""))
    bar._position, bar._tells_passage = "1 of 20", True
    reason = "because you read “A lighthouse in the northern sea”"
    bar.show_passage(reason, ())
    shown = text_of(bar.lines(width)[0])
    assert reason in shown
    assert "all keys" in shown


def test_work_in_the_background_gives_way_to_messages() -> None:
    bar = StatusBar()
    bar._position = "1 of 25"
    bar._work = {"index": "Bringing the index up to date… 34 %"}
    assert "1 of 25  Bringing the index up to date… 34 %" in text_of(bar.lines(80)[0])
    bar._message = "archived"
    assert "Bringing" not in text_of(bar.lines(80)[0])

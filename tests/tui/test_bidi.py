"""Text that runs from right to left: which way it runs, its visual order, and the side at which it is set."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.geometry import Offset
from textual.selection import Selection

from readlater.model import Block, BlockKind, Document, Span, SpanKind
from readlater.tui.layout import Heading, Layout, Options, Piece, bidi
from readlater.tui.wrap import cells
from tests.tui.structures import EVERYTHING, table
from tests.tui.test_reader_view import HEADING, ReaderApp

K = BlockKind
MARKS = str.maketrans("", "", "\u200e\u200f")
LATIN = st.text("abc XYZ.,-()12é", max_size=20)
HEBREW = st.text("אבגדה", min_size=1, max_size=20)
MIXED = st.text("abאבג ابج 12٣٤.,-–()[]%+/א\u05b8ب\u064e日👍é", max_size=30)


def visual(text: str, *, right: bool) -> str:
    """A line as it is painted."""
    return "".join(piece.text for piece in bidi.reordered([Piece(text, (), 0, len(text))], right=right))


# --- the algorithm


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("abc אבג", False),
        ("«אבג» abc", True),
        ("12. ابج", True),
        ("123 – 456", None),
        ("", None),
        ("日本", False),
    ],
)
def test_a_paragraph_runs_as_its_first_letter(text: str, right: bool | None) -> None:
    assert bidi.runs_right(text) is right


def test_in_an_article_from_right_to_left_a_foreign_name_turns_no_paragraph() -> None:
    assert bidi.runs_right("IBM הודיעה", "rtl") is True
    assert bidi.runs_right("IBM says", "rtl") is False
    assert bidi.runs_right("IBM הודיעה", "ltr") is False


@pytest.mark.parametrize(
    ("text", "right", "shown"),
    [
        ("car is אבג.", False, "car is גבא."),  # a full stop after it is the paragraph's
        ("אבג abc דה", True, "הד abc גבא"),
        ("abc אבג דהו def", False, "abc והד גבא def"),
        ("אבג 123 דה", True, "הד 123 גבא"),  # numbers keep their order
        ("abc אבג 123", False, "abc 123 גבא"),  # and follow the text before them
        ("אבג 1,204.5 דה", True, "הד 1,204.5 גבא"),
        ("אבג 15% דה", True, "הד 15% גבא"),
        ("ابج 1/2", True, "1/2 جبا"),  # W2, W4
        ("אבג (abc) דה", True, "הד (abc) גבא"),
        ("אבג (דה)", True, "(הד) גבא"),  # brackets are mirrored
        ("a (אבג) b", False, "a (גבא) b"),
        ("אבג a(b) דה", True, "הד a(b) גבא"),  # N0: brackets around text in the other direction, in it
        ("«אבג»", True, "«גבא»"),
        ("אבג!", True, "!גבא"),
        ("  אבג", True, "גבא  "),
        ("אבג   ", True, "   גבא"),  # L1
        ("אבג 1-2", True, "1-2 גבא"),
        ("ابج 1-2", True, "2-1 جبا"),  # W2: after Arabic letters a hyphen is no part of a number
        ("אבג [א] 3<4", True, "4>3 [א] גבא"),
        ("א\u05b8ב\u05bc", True, "ב\u05bcא\u05b8"),  # points stay on their letter
        ("בַּיִת 2 x", True, "x 2 תיִבַּ"),
        ("👨‍👩‍👧 א", True, "א 👨‍👩‍👧"),
        ("א e\u0301l b", True, "e\u0301l b א"),
    ],
)
def test_lines_in_visual_order(text: str, right: bool, shown: str) -> None:
    assert visual(text, right=right) == shown


@settings(max_examples=300, deadline=None)
@given(MIXED, st.booleans())
def test_reordering_loses_and_adds_nothing(text: str, right: bool) -> None:
    pieces = bidi.reordered([Piece(text, ("x",), 5, 5 + len(text), "https://e.org/")], right=right)
    shown = "".join(piece.text for piece in pieces)
    mirror = str.maketrans(")]", "([")
    assert sorted(shown.translate(mirror)) == sorted(text.translate(mirror))
    assert cells(shown) == cells(text)
    covered = sorted(at for piece in pieces for at in range(piece.start, piece.end))
    assert covered == list(range(5, 5 + len(text)))
    for piece in pieces:
        assert (piece.roles, piece.target) == (("x",), "https://e.org/")
        own = text[piece.start - 5 : piece.end - 5]
        assert piece.text.translate(mirror) == own.translate(mirror)  # what is whole reads as it stands


@settings(max_examples=200, deadline=None)
@given(LATIN)
def test_text_from_left_to_right_stays_as_it_is(text: str) -> None:
    assert bidi.reordered([Piece(text)], right=False) == [Piece(text)]
    assert bidi.levels(text, right=False) == [0] * len(text)


@settings(max_examples=200, deadline=None)
@given(HEBREW)
def test_text_from_right_to_left_is_turned(text: str) -> None:
    assert visual(text, right=True) == visual(text, right=False) == text[::-1]


@settings(max_examples=200, deadline=None)
@given(MIXED, st.booleans())
def test_levels_are_as_the_base_allows(text: str, right: bool) -> None:
    levels = bidi.levels(text, right=right)
    assert len(levels) == len(text)
    assert set(levels) <= ({1, 2} if right else {0, 1, 2})
    for character, level in zip(text, levels, strict=True):
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            assert level == (2 if right else 0)
        elif kind in ("R", "AL"):
            assert level == 1
        elif kind == "AN":
            assert level == 2


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 3), max_size=12))
def test_the_order_is_a_permutation(levels: list[int]) -> None:
    order = bidi.visual(levels)
    assert sorted(order) == list(range(len(levels)))
    if all(level % 2 == 0 for level in levels) and len(set(levels)) < 2:
        assert order == sorted(order)


def test_pieces_are_cut_where_the_direction_changes_and_keep_their_styles() -> None:
    pieces = bidi.reordered([Piece("abc א", ("x",), 0, 5), Piece("בג d", ("y",), 5, 9)], right=False)
    assert pieces == [
        Piece("abc ", ("x",), 0, 4), Piece("ג", ("y",), 6, 7), Piece("ב", ("y",), 5, 6), Piece("א", ("x",), 4, 5),
        Piece(" d", ("y",), 7, 9),
    ]  # fmt: skip


def test_white_space_at_the_end_of_a_line_stays_there() -> None:
    text = "ab אב "
    pieces = bidi.reordered([Piece(text)], bidi.levels("ab אב גד", right=False)[: len(text)], right=False)
    assert "".join(piece.text for piece in pieces) == "ab בא "


def test_cells_of_a_picture_are_left_alone() -> None:
    row = [Piece("▀", ("#112233",)), Piece("▄", ("#445566#112233",))]
    assert bidi.reordered(row, right=True) == row


# --- where it is set


def lay(*blocks: Block, width: int = 30, **options: Any) -> Layout:
    return Layout(Document(blocks), Options(**({"width": width, "room": width} | options)))


def shown(layout: Layout) -> list[str]:
    """The lines without marks, which are not seen."""
    return ["".join(p.text for p in layout.pieces(y)).translate(MARKS).rstrip(" ") for y in range(layout.height)]


def test_each_kind_of_block_is_set_at_the_right() -> None:
    layout = lay(
        Block(K.HEADING, "אבג דה", level=2), Block(K.PARAGRAPH, "אבג דהו"), Block(K.ITEM, "אבג", marker="1."),
        Block(K.ITEM, "דהו", marker="10."), Block(K.PARAGRAPH, "אבג", quote=2), Block(K.IMAGE, "תמונה"),
        Block(K.CAPTION, "אבג"), Block(K.FOOTNOTE, "הערה", marker="1"), reorder=True,
    )  # fmt: skip
    assert shown(layout) == [
        "                        הד גבא",
        "",
        "                       והד גבא",
        "",
        "                       גבא .1",
        "                       והד .10",
        "",
        "                       גבא ▎ ▎",
        "",
        "                       הנומת ▧",
        "                         גבא",
        "",
        "                  ────────────",
        "                       הרעה .1",
        "",
    ]


def test_the_terminal_gets_text_as_it_is_read_between_marks() -> None:
    layout = lay(Block(K.ITEM, "אבג 12", marker="3."), width=20)
    text = "".join(piece.text for piece in layout.pieces(0))
    assert text == "\u200e" + " " * 11 + "\u200fאבג 12\u200f\u200e .3\u200e"
    mixed = lay(Block(K.PARAGRAPH, "an אבג"), width=20)
    assert "".join(piece.text for piece in mixed.pieces(0)) == "\u200ean אבג\u200e"
    assert "\u200e" not in "".join(piece.text for piece in lay(Block(K.PARAGRAPH, "no")).pieces(0))
    assert "\u200e" not in "".join(piece.text for piece in lay(Block(K.PARAGRAPH, "אבג"), reorder=True).pieces(0))


def test_the_columns_of_a_table_begin_at_the_right() -> None:
    layout = lay(table(["אב", "גדה"], ["ו", "12"], ["x", "8"]), reorder=True)
    assert shown(layout) == [
        "                  ╭─────┬────╮",
        "                  │ הדג │ בא │",
        "                  ├─────┼────┤",
        "                  │  12 │  ו │",
        "                  │   8 │ x  │",
        "                  ╰─────┴────╯",
        "",
    ]
    assert all(cell_len(line) in (0, 30) for line in shown(layout))


def test_what_has_no_letters_is_set_as_what_is_before_it() -> None:
    texts = ["אבג", "1 – 2", "", "3", "abc", "4"]
    blocks = [Block(K.PARAGRAPH, text) if text else Block(K.CODE, "x = 1") for text in texts]
    layout = lay(*blocks, width=20, bars=True, reorder=True)
    assert [line for line in shown(layout) if line] == [
        *(" " * 17 + "גבא", " " * 15 + "2 – 1", "▏ x = 1", " " * 19 + "3", "abc", "4")
    ]


def test_the_title_is_set_as_it_runs() -> None:
    options = Options(20, 20, reorder=True)
    layout = Layout(Document((Block(K.PARAGRAPH, "abc"),)), options, Heading("אבג", "60 words · 2 min"))
    assert shown(layout)[1:3] == [" " * 17 + "גבא", " " * 4 + "60 words · 2 min"]


def test_a_line_is_ordered_as_a_part_of_its_paragraph() -> None:
    text = "the words אבג דהו, זחט יכל and more"
    layout = lay(Block(K.PARAGRAPH, text), width=18, reorder=True)
    # The comma between two lines is between words that run from right to left, and so it is in that run.
    comma = next(piece for piece in layout.pieces(0) if "," in piece.text)
    assert comma.start == text.index(",")
    assert shown(layout)[:2] == ["the words ,והד גבא", "לכי טחז and more"]


def test_links_and_places_are_kept_in_visual_order() -> None:
    block = Block(K.PARAGRAPH, "אבג דהו זח", (Span(4, 7, SpanKind.LINK, "https://e.org/"),))
    pieces = [piece for piece in lay(block, reorder=True).pieces(0) if piece.target]
    assert [(piece.text, piece.start) for piece in pieces] == [("ו", 6), ("ה", 5), ("ד", 4)]


@pytest.mark.parametrize("width", [38, 60, 72, 100])
@pytest.mark.parametrize("reorder", [False, True])
def test_no_line_of_any_structure_is_over_wide(width: int, reorder: bool) -> None:
    layout = Layout(EVERYTHING, Options(width, width, reorder=reorder, direction="rtl"), Heading("אבג", "x"))
    for y in range(layout.height):
        text = "".join(piece.text for piece in layout.pieces(y))
        assert cell_len(text) <= width
        assert not reorder or text == text.translate(MARKS)


# --- in the window


async def test_what_is_selected_is_found_in_a_line_in_visual_order() -> None:
    app = ReaderApp(reorder=True)
    text = "שומר המגדלור מדליק את המנורה. " * 6
    async with app.run_test(size=(60, 20)) as pilot:
        reader = app.reader
        reader.show(Document((Block(K.PARAGRAPH, text),)), heading=HEADING, direction="rtl")
        await pilot.pause()
        y = next(y for y, line in enumerate(app.frame()) if "רמוש" in line)
        line = app.frame()[y]
        word = "רולדגמה"
        x = line.index(word)
        app.screen.selections = {reader: Selection(Offset(x, y), Offset(x + len(word), y))}
        assert reader.passage() == "המגדלור"
        assert reader.get_selection(Selection(Offset(x, y), Offset(x + len(word), y))) == ("המגדלור", "\n")
        whole = reader.get_selection(Selection(Offset(0, y), Offset(60, y + 1)))
        assert whole is not None
        assert text.startswith(whole[0])
        assert len(whole[0]) > 60


async def test_what_is_found_is_marked_in_a_line_in_visual_order() -> None:
    app = ReaderApp(reorder=True)
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(Document((Block(K.PARAGRAPH, "שומר המגדלור מדליק"),)), heading=HEADING)
        await pilot.pause()
        plain = app.style_of("רולדגמה").bgcolor
        assert app.reader.find("המגדלור") == 1
        assert app.style_of("רולדגמה").bgcolor != plain
        assert app.style_of("רמוש").bgcolor == plain

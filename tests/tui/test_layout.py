"""Documents as lines: how each kind of block looks, that nothing is lost, that places are kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from readlater.exchange.render.captions import is_shown
from readlater.model import Block, BlockKind, Cut, Document, Span, SpanKind
from readlater.tui.layout import Heading, Layout, Options, Piece
from readlater.tui.layout.code import CodeBox
from readlater.tui.layout.contents import Contents
from readlater.tui.layout.document import TITLE
from readlater.tui.link_places import block_named
from tests.tui.test_wrap import TEXTS

K = BlockKind
S = SpanKind


def lay(*blocks: Block, width: int = 40, heading: Heading | None = None, **options: Any) -> Layout:
    return Layout(Document(blocks), Options(**({"width": width, "room": width} | options)), heading)


def shown(layout: Layout) -> list[str]:
    return ["".join(piece.text for piece in layout.pieces(y)).rstrip() for y in range(layout.height)]


def piece_of(layout: Layout, text: str) -> Piece:
    return next(piece for y in range(layout.height) for piece in layout.pieces(y) if piece.text == text)


def paragraph(text: str, *spans: Span, **fields: Any) -> Block:
    return Block(K.PARAGRAPH, text, spans, **fields)


def table(*rows: list[str], header: int = 1) -> Block:
    text = ""
    cells = []
    for row in rows:
        places = []
        for cell in row:
            places.append((len(text), len(text) + len(cell)))
            text += cell + "\t"
        text = text[:-1] + "\n"
        cells.append(tuple(places))
    return Block(K.TABLE, text[:-1], cells=tuple(cells), header_rows=header)


# --- how it looks


def test_paragraphs_stand_apart() -> None:
    assert shown(lay(paragraph("One."), paragraph("Two."))) == ["One.", "", "Two.", ""]


def test_headings_have_space_above_and_the_first_level_a_line_below() -> None:
    layout = lay(
        paragraph("Text."), Block(K.HEADING, "First", level=1), paragraph("Text."), Block(K.HEADING, "Second", level=2),
        paragraph("Text."), Block(K.HEADING, "Third", level=3), paragraph("Text."),
    )  # fmt: skip
    assert shown(layout) == [
        "Text.", "", "", "First", "━━━━━", "", "Text.", "", "", "Second", "", "Text.", "", "Third", "Text.", "",
    ]  # fmt: skip
    assert piece_of(layout, "Second").roles == ("heading-2",)


def test_lists_hang() -> None:
    layout = lay(
        Block(K.ITEM, "An item that is longer than the line", marker="•"),
        Block(K.ITEM, "nested", marker="•", level=1),
        Block(K.ITEM, "deeper", marker="•", level=2),
        Block(K.ITEM, "last", marker="-"),
        width=24,
        room=24,
    )
    assert shown(layout) == [
        "• An item that is longer", "  than the line", "  ◦ nested", "    ▪ deeper", "• last", "",
    ]  # fmt: skip


def test_numbers_of_a_list_are_set_to_the_right() -> None:
    items = [Block(K.ITEM, f"Item {n}", marker=f"{n}.") for n in range(9, 11)]
    nested = Block(K.ITEM, "under ten", marker="•", level=1)
    assert shown(lay(*items, nested)) == ["   9. Item 9", "  10. Item 10", "      ◦ under ten", ""]


def test_a_list_of_long_items_is_set_apart() -> None:
    items = [Block(K.ITEM, "word " * 20, marker="•")] * 2
    assert "" in shown(lay(*items))[:-1]


def test_quotations_have_a_bar_for_each_depth_that_doesnt_break() -> None:
    layout = lay(paragraph("Before."), paragraph("Quoted.", quote=1), paragraph("Twice.", quote=2), paragraph("After."))
    assert shown(layout) == ["Before.", "", "▎ Quoted.", "▎", "▎ ▎ Twice.", "", "After.", ""]


def test_deep_quotations_leave_room_for_text() -> None:
    layout = lay(paragraph("some words of a quotation", quote=30), width=30, room=30)
    assert all(cell_len(line) <= 30 for line in shown(layout))
    assert "some words" in " ".join(shown(layout))


def test_definitions_notes_captions_rules() -> None:
    layout = lay(
        Block(K.TERM, "CSTO"), Block(K.DEFINITION, "An alliance."), Block(K.RULE),
        Block(K.IMAGE, "Soldiers", source="https://example.org/a.jpg"), Block(K.CAPTION, "Troops leave."),
        Block(K.FOOTNOTE, "A note.", marker="1"), Block(K.FOOTNOTE, "Another.", marker="12"),
    )  # fmt: skip
    assert shown(layout) == [
        "CSTO", "    An alliance.", "", "                 · · ·", "", "▧ Soldiers · example.org", "  Troops leave.", "",
        "────────────", " 1. A note.", "12. Another.", "",
    ]  # fmt: skip
    assert piece_of(layout, "Soldiers").target == "picture:https://example.org/a.jpg"


def test_a_picture_without_words_is_still_there() -> None:
    assert shown(lay(Block(K.IMAGE)))[0] == "▧ Image"
    assert shown(lay(Block(K.VIDEO, source="https://www.example.org/v.mp4")))[0] == "▶ Video · example.org"
    assert piece_of(lay(Block(K.IMAGE, "x", source="javascript:alert(1)")), "x").target.startswith("picture:")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("https://a.example:8080/x.png", "▧ The quay · a.example:8080"),
        ("https://user:secret@a.example/x.png", "▧ The quay · a.example"),
        ("data:image/png;sha256=0011223344556677,", "▧ The quay · saved with the page"),
        ("cid:1@x", "▧ The quay · saved with the page"),
        ("part:page_files/quay.png", "▧ The quay · saved with the page"),
        ("javascript:x", "▧ The quay"),
        ("https://a-host-with-a-very-long-name.of-somebody.example/x.png", "▧ The quay"),
    ],
)
def test_a_picture_says_where_it_comes_from(source: str, said: str) -> None:
    assert shown(lay(Block(K.IMAGE, "The quay", source=source))) == [said, ""]


def test_math_shows_its_source_when_it_has_no_text() -> None:
    assert shown(lay(Block(K.MATH, "", source="E=mc^2")))[0] == "    E=mc²"
    assert shown(lay(Block(K.MATH, "", source="E=mc^2"), ascii=True))[0] == "    E=mc^2"


def test_the_caption_of_what_is_shown_is_shown_too() -> None:
    caption = Block(K.CAPTION, "The quay at dawn", cut=Cut.CAPTION)
    picture = Block(K.IMAGE, "Boats", source="cid:1")
    assert shown(lay(picture, caption)) == ["▧ Boats · saved with the page", "  The quay at dawn", ""]
    assert shown(lay(caption, table(["a", "b"], ["c", "d"])))[0] == "The quay at dawn"
    assert shown(lay(paragraph("Text."), caption)) == ["Text.", ""]
    assert shown(lay(Block(K.IMAGE, "Boats", cut=Cut.CHROME), caption, paragraph("Text."))) == ["Text.", ""]


def test_what_stands_in_an_item_is_set_in() -> None:
    item, more = Block(K.ITEM, "Bend them", marker="10."), Block(K.ITEM, "Then wait.")
    layout = lay(item, Block(K.CODE, "bend()", level=1), more, Block(K.CODE, "outside()"), ascii=True, bars=True)
    assert shown(layout) == ["  10. Bend them", "", "      | bend()", "", "      Then wait.", "", "| outside()", ""]


def test_a_note_of_two_paragraphs_hangs_together() -> None:
    layout = lay(Block(K.FOOTNOTE, "One.", marker="12"), Block(K.FOOTNOTE, "Two."), Block(K.FOOTNOTE, "3.", marker="2"))
    assert shown(layout) == ["────────────", "12. One.", "    Two.", " 2. 3.", ""]


def test_code_is_broken_at_the_edge_with_a_sign() -> None:
    layout = lay(Block(K.CODE, "short\n\tindented = call(alpha, beta, gamma, delta)"), width=30, room=30)
    assert shown(layout) == [
        "", "  short", "      indented = call(alpha,", "  ↪      beta, gamma, delta)", "", "",
    ]  # fmt: skip


def test_code_may_be_wider_than_the_text() -> None:
    layout = lay(Block(K.CODE, "x" * 50), width=40, room=60)
    assert shown(layout)[1] == "  " + "x" * 50
    assert all(sum(cell_len(p.text) for p in layout.pieces(y)) == 54 for y in range(3))


def test_code_is_coloured_only_when_asked() -> None:
    layout = lay(Block(K.CODE, "def f():\n    return 1  # one", language="python"), width=60, room=60)
    assert {piece.roles for y in range(4) for piece in layout.pieces(y) if piece.start >= 0} == {("code-block",)}
    box, top, height = next(layout.code_between(0, 3))
    assert (top, height) == (0, 4)
    assert box.colour()
    assert not list(layout.code_between(0, 3))
    roles = {piece.text: piece.roles[-1] for y in range(4) for piece in layout.pieces(y)}
    assert roles["def"].startswith("Token.Keyword")
    assert roles["# one"].startswith("Token.Comment")
    assert "".join(piece.text for piece in layout.pieces(2)).rstrip() == "      return 1  # one"


def test_code_of_an_unknown_language_stays_plain() -> None:
    box = CodeBox(Block(K.CODE, "abc", language="no-such-language"), Options())
    assert not box.colour()


def test_tables_fit_their_columns() -> None:
    layout = lay(table(["Country", "Troops"], ["Russia", "1,500"], ["日本", "0"]))
    assert shown(layout) == [
        "╭─────────┬────────╮",
        "│ Country │ Troops │",
        "├─────────┼────────┤",
        "│ Russia  │  1,500 │",
        "│ 日本    │      0 │",
        "╰─────────┴────────╯",
        "",
    ]


def test_tables_wrap_their_cells() -> None:
    layout = lay(
        table(["Country", "What they guarded"], ["Russia", "Airports and the cosmodrome"], ["B", "x"]), width=32
    )
    lines = shown(layout)
    assert len({cell_len(line) for line in lines[:-1]}) == 1
    assert cell_len(lines[0]) <= 32
    assert lines[3:7] == [
        "│ Russia  │ Airports and the   │",
        "│         │ cosmodrome         │",
        "├─────────┼────────────────────┤",
        "│ B       │ x                  │",
    ]


def test_a_table_of_many_columns_gives_up_its_lines() -> None:
    layout = lay(table(["", *"ABCDEFG"], ["one", *"1234567"], ["two", *"89", "10", *"1234"]), width=32)
    assert shown(layout) == [
        "     A  B   C  D  E  F  G",
        "───  ─  ─  ──  ─  ─  ─  ─",
        "one  1  2   3  4  5  6  7",
        "two  8  9  10  1  2  3  4",
        "",
    ]


def test_a_table_too_wide_becomes_a_list() -> None:
    columns = ["H0", *(f"Heading {n}" for n in range(1, 8)), "A heading that is long"]
    layout = lay(table(columns, [f"the cell {n} of it" for n in range(9)], ["last", *"12345678"]), width=40)
    lines = shown(layout)
    assert lines[:3] == ["H0         the cell 0 of it", "Heading 1  the cell 1 of it", "Heading 2  the cell 2 of it"]
    assert lines[8:12] == ["A heading that is long", "  the cell 8 of it", "───", "H0         last"]


def test_in_a_list_a_cell_without_heading_stands_above_its_row() -> None:
    rows = [[f"Pier {n}", *("many ships" for _ in range(11))] for n in range(2)]
    lines = shown(lay(table(["", *(f"m{n}" for n in range(11))], *rows), width=60))
    assert lines[:3] == ["Pier 0", "m0   many ships", "m1   many ships"]
    assert lines[12:15] == ["───", "Pier 1", "m0   many ships"]


def test_a_table_of_twelve_columns_and_thirty_rows_stays_readable() -> None:
    rows = [[f"Pier {n}", *(str(n * m) for m in range(11))] for n in range(30)]
    for width in (38, 60, 72, 100):
        layout = lay(table(["", *(f"m{n}" for n in range(11))], *rows), width=width)
        lines = shown(layout)
        assert all(cell_len(line) <= width for line in lines)
        if width >= 72:
            assert layout.height <= 36
        assert sum("Pier 29" in line for line in lines) == 1


def test_a_caption_stands_close_to_its_table() -> None:
    assert shown(lay(paragraph("Text."), Block(K.CAPTION, "Lamps"), table(["a", "b"], ["c", "d"])))[1:4] == [
        *("", "Lamps", "╭───┬───╮")
    ]
    between = lay(Block(K.CODE, "x"), Block(K.CAPTION, "A listing"), table(["a"], ["b"]), bars=True)
    assert shown(between)[:4] == ["▏ x", "A listing", "", "╭───╮"]


def test_bullets_and_numbers_that_follow_each_other_are_two_lists() -> None:
    layout = lay(Block(K.ITEM, "oil", marker="•"), *(Block(K.ITEM, "step", marker=f"{n}.") for n in (9, 10)))
    assert shown(layout) == ["  • oil", "   9. step", "  10. step", ""]


def test_spans_become_pieces() -> None:
    text = "A link, bold italic, code."
    layout = lay(
        paragraph(
            text,
            Span(2, 6, S.LINK, "https://example.org/"),
            Span(8, 19, S.STRONG),
            Span(13, 19, S.EMPHASIS),
            Span(21, 25, S.CODE),
        )
    )
    assert layout.pieces(0) == [
        Piece("A ", (), 0, 2),
        Piece("link", ("link",), 2, 6, "https://example.org/"),
        Piece(", ", (), 6, 8),
        Piece("bold ", ("strong",), 8, 13),
        Piece("italic", ("strong", "emphasis"), 13, 19),
        Piece(", ", (), 19, 21),
        Piece("code", ("code",), 21, 25),
        Piece(".", (), 25, 26),
    ]


def test_readings_numbers_and_small_digits_are_set_in() -> None:
    assert shown(lay(paragraph("東京は", Span(0, 2, S.RUBY, "とうきょう"))))[0] == "東京(とうきょう)は"
    assert shown(lay(paragraph("H2O and x2", Span(1, 2, S.SUBSCRIPT), Span(9, 10, S.SUPERSCRIPT))))[0] == "H₂O and x²"
    assert (
        shown(lay(paragraph("ex and 1st", Span(1, 2, S.SUPERSCRIPT), Span(8, 10, S.SUPERSCRIPT))))[0] == "e^x and 1st"
    )
    assert shown(lay(paragraph("said.1", Span(5, 6, S.NOTE, "1"))))[0] == "said.¹"
    ascii_note = lay(paragraph("said.1", Span(5, 6, S.NOTE, "1")), ascii=True)
    assert shown(ascii_note)[0] == "said.[1]"


def test_what_is_set_in_has_its_place() -> None:
    layout = lay(paragraph("東京は首都", Span(0, 2, S.RUBY, "とうきょう")), width=8, room=8)
    assert "".join(shown(layout)) == "東京(とうきょう)は首都"
    assert layout.place_at(0) == 0
    assert layout.row_of(4) == layout.height - 2


def test_soft_hyphens_are_painted_only_where_a_line_breaks() -> None:
    layout = lay(paragraph("Donau\xaddampf\xadschiff\xadfahrt"), width=13, room=13)
    assert shown(layout) == ["Donaudampf-", "schifffahrt", ""]


def test_signs_replace_backgrounds() -> None:
    text = "run ls or press X, mark this"
    spans = (Span(4, 6, S.CODE), Span(16, 17, S.KEYBOARD), Span(24, 28, S.MARK))
    assert shown(lay(paragraph(text, *spans), width=60, signs=True))[0] == "run `ls` or press [X], mark ==this=="
    assert shown(lay(Block(K.CODE, "x = 1"), bars=True)) == ["▏ x = 1", ""]


def test_links_are_listed() -> None:
    block = paragraph(
        "One and two", Span(0, 3, S.LINK, "https://a.example/"), Span(8, 11, S.LINK, "mailto:x@b.example")
    )
    bad = paragraph("Three", Span(0, 5, S.LINK, "javascript:alert(1)"))
    hidden = paragraph("Four", Span(0, 4, S.LINK, "https://c.example/"), cut=Cut.CHROME)
    contents = Contents(Document((block, bad, hidden)), show_cut=False)
    assert contents.links == [(1, "One", "https://a.example/"), (2, "two", "mailto:x@b.example")]


def test_cut_blocks_are_hidden_unless_wanted() -> None:
    blocks = (paragraph("Body."), paragraph("Subscribe!", cut=Cut.CHROME), paragraph("More."))
    assert shown(lay(*blocks)) == ["Body.", "", "More.", ""]
    assert shown(lay(*blocks, show_cut=True)) == [
        *("Body.", "", "┊ around the article", "┊ Subscribe!", "", "More.", "")
    ]


def test_hidden_blocks_say_once_what_they_are_and_their_headings_do_not_stand_out() -> None:
    blocks = (
        Block(K.HEADING, "About the author", level=1, cut=Cut.BIOGRAPHY),
        paragraph("She writes.", cut=Cut.BIOGRAPHY),
        paragraph("Lovely!", cut=Cut.COMMENT),
        paragraph("Body."),
    )
    assert shown(lay(*blocks, show_cut=True)) == [
        *("┊ biography", "┊ About the author", "", "┊ She writes.", "", "┊ comments", "┊ Lovely!", "", "Body.", "")
    ]


def test_the_title_stands_above() -> None:
    layout = lay(paragraph("Text."), heading=Heading("A title", "Site · 2022", "A note"))
    assert shown(layout) == ["", "A title", "Site · 2022", "A note", "─" * 40, "", "Text.", ""]
    assert layout.locate(2) == (TITLE, 2)


def test_an_empty_document_has_its_title() -> None:
    assert shown(lay(heading=Heading("A title")))[1] == "A title"
    assert lay().height == 0
    assert lay().row_of(10) == 0
    assert lay().place_at(0) == 0


def test_the_outline_and_anchors() -> None:
    layout = lay(
        paragraph("Text."), Block(K.HEADING, "Part", level=2, anchor="part"), paragraph("More."),
        Block(K.FOOTNOTE, "A note.", marker="1"),
    )  # fmt: skip
    assert Contents(layout.document, show_cut=False).headings == [(2, "Part", 7)]
    for name, line in (("#part", "Part"), ("#note:1", "1. A note.")):
        assert shown(layout)[layout.row_at(block_named(layout.document, name), 0)] == line
    assert block_named(layout.document, "#nowhere") == -1
    assert block_named(layout.document, "#") == -1


def test_control_characters_never_get_through() -> None:
    hostile = "a\x1b]52;c;x\x07b\x9bc\u202ed\x00e\tf"
    blocks = [
        Block(kind, hostile, marker=hostile, source=hostile, level=1) for kind in BlockKind if kind is not K.TABLE
    ]
    layout = lay(*blocks, table([hostile, hostile], [hostile, hostile]), heading=Heading(hostile, hostile, hostile))
    for line in shown(layout):
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in line)
        assert cell_len(line) <= 40


# --- properties

KINDS = st.sampled_from([kind for kind in BlockKind if kind is not K.TABLE])


IN_LISTS = (K.ITEM, K.CODE, K.MATH, K.IMAGE, K.VIDEO, K.CAPTION)


def formulas(block: Block) -> tuple[Span, ...]:
    spans = (Span(0, len(block.text), S.MATH),) if block.kind is K.MATH else block.spans
    return tuple(span for span in spans if span.kind is S.MATH)


def splits(text: str, at: int) -> bool:
    """Whether a place is within what is one character to a reader."""
    return any(
        not char.isalnum() and not char.isspace() and ord(char) > 0x2FF for char in text[max(0, at - 1) : at + 1]
    )


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = draw(KINDS)
    text = draw(TEXTS) if kind is not K.RULE else ""
    spans = []
    if kind is not K.CODE and text:
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            if all(end <= s.start or start >= s.end for s in spans) and not (splits(text, start) or splits(text, end)):
                spans.append(Span(start, end, draw(st.sampled_from(list(SpanKind))), "https://example.org/"))
    spans.sort(key=lambda span: span.start)
    level = draw(st.integers(1, 6)) if kind is K.HEADING else draw(st.integers(0, 4)) if kind in IN_LISTS else 0
    marker = draw(st.sampled_from(["•", "9.", "10.", ""])) if kind in (K.ITEM, K.FOOTNOTE) else ""
    cut = draw(st.sampled_from([None, None, None, Cut.CHROME, Cut.CAPTION]))
    return Block(kind, text, tuple(spans), level, draw(st.integers(0, 3)), marker, cut=cut)


@st.composite
def tables(draw: st.DrawFn) -> Block:
    columns = draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(TEXTS, min_size=columns, max_size=columns), min_size=1, max_size=3))
    return table(*[[cell.replace("\t", " ") for cell in row] for row in rows], header=draw(st.integers(0, 1)))


DOCUMENTS = st.lists(blocks() | tables(), max_size=8).map(tuple).map(Document)
OPTIONS = st.builds(
    lambda width, more, plain, signs, cut, spacing, reorder: Options(
        width, width + more, plain, signs, signs, cut, spacing, reorder
    ),
    st.integers(20, 90), st.integers(0, 30), st.booleans(), st.booleans(), st.booleans(), st.integers(1, 3),
    st.booleans(),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, OPTIONS)
def test_no_line_is_over_wide_and_no_text_is_lost(document: Document, options: Options) -> None:
    layout = Layout(document, options, Heading("A title that may well be longer than the line", "site", ""))
    seen: dict[int, set[int]] = {}
    for y in range(layout.height):
        pieces = layout.pieces(y)
        assert sum(cell_len(piece.text) for piece in pieces) <= options.room
        for piece in pieces:
            if piece.start >= 0:
                seen.setdefault(layout.block_at(y), set()).update(range(piece.start, piece.end))
    for index, block in enumerate(document.blocks):
        if not (options.show_cut or is_shown(document.blocks, index)):
            assert index not in seen
        elif block.kind not in (K.IMAGE, K.VIDEO, K.RULE):
            missing = set(range(len(block.text))) - seen.get(index, set())
            for row in block.cells[: block.header_rows]:  # in a list the headings are repeated and have no place
                missing.difference_update(*(range(start, end) for start, end in row))
            for span in formulas(block):  # shown as it is read
                missing.difference_update(range(span.start, span.end))
            assert not "".join(block.text[at] for at in missing).replace("\xad", "").strip()


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, OPTIONS, st.data())
def test_places_rise_and_are_found_again(document: Document, options: Options, data: st.DataObject) -> None:
    layout = Layout(document, options, Heading("A title"))
    places = [layout.place_at(y) for y in range(layout.height)]
    ends = [layout.end_at(y) for y in range(layout.height)]
    assert places == sorted(places)
    assert ends == sorted(ends)
    assert ends[-1] == len(document.text)
    if document.text:
        place = data.draw(st.integers(0, len(document.text) - 1))
        if not document.text[place].strip():
            return
        row = layout.row_of(place)
        assert layout.place_at(row) <= place
        if document.blocks[layout.block_at(row)].kind is not K.TABLE:  # whose rows end with their last line
            assert place <= layout.end_at(row)
    for y in range(layout.height):
        block, offset = layout.locate(y)
        if block != TITLE:
            again = layout.row_at(block, offset)
            assert layout.locate(again)[0] == block
            assert layout.locate(again)[1] <= offset or layout.locate(again) == (block, offset)


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS, st.integers(20, 60))
def test_ascii_decoration_is_ascii(document: Document, width: int) -> None:
    layout = Layout(document, Options(width, width, ascii=True, signs=True, bars=True), Heading("T", "b", "n"))
    for y in range(layout.height):
        for piece in layout.pieces(y):
            if piece.start < 0 and piece.roles[-1:] not in (("image",), ("table-header",)):
                assert re.sub("[•\u200e\u200f]", "", piece.text).isascii()  # marks are not seen


@pytest.mark.parametrize("width", [20, 33, 40, 72, 120])
def test_fifty_thousand_words_are_few_objects(width: int) -> None:
    document = Document(tuple(paragraph("the quick brown fox jumps " * 16) for _ in range(600)))
    layout = lay(*document.blocks, width=width)
    assert layout.height > 600
    assert layout.place_at(layout.height - 2) < len(document.text)


def test_facts_are_never_torn_from_what_stands_between_them() -> None:
    heading = Heading("Title", "Ada Keeper · The Harbour Review · Jan 14, 2022 · 512 words · 2 min")
    lines = [line for line in shown(lay(paragraph("Text."), width=30, heading=heading)) if line]
    assert lines[1:4] == ["Ada Keeper", "The Harbour Review", "Jan 14, 2022 · 512 words"]
    assert not any(line.startswith("·") or line.endswith("·") for line in lines)

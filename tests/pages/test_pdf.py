from __future__ import annotations

import builtins
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.errors import PageError
from readlater.model import BlockKind, Cut, Draft
from readlater.pages.read import read_page
from tests.pages.pdfs import Line, column, pdf

pytest.importorskip("pypdfium2")

TEXT = [
    "The wheel at the old mill turned for two hundred years before the river",
    "was led away, and when it stopped the village fell quiet. Nobody had no-",
    "ticed how loud the water was until it was gone, and then nobody could",
    "sleep for a week.",
]


def read(pages: list[list[Line]], info: str = "", **more: Any) -> Draft:
    [draft] = read_page(pdf(pages, info, **more), name="mill.pdf")
    return draft


def body(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in draft.document.blocks if block.cut is None]


def joined(lines: list[str]) -> str:
    return " ".join(lines).replace("no- ticed", "noticed")


def test_lines_become_paragraphs_headings_and_lists() -> None:
    lines = [
        Line("How the mill fell silent", y=740, size=22, bold=True),
        *column([*TEXT, "", *TEXT], y=700),
        Line("What was left", y=560, size=14, bold=True),
        *column(
            ["• the wheel,", "• the house, which stood empty for a very long time", "   indeed, and", "1. a number"],
            y=540,
        ),
    ]
    draft = read([lines])
    assert draft.title == "How the mill fell silent"
    assert draft.document.blocks[0].cut is Cut.REPETITION
    assert body(draft) == [
        ("paragraph", joined(TEXT)),
        ("paragraph", joined(TEXT)),
        ("heading", "What was left"),
        ("item", "the wheel,"),
        ("item", "the house, which stood empty for a very long time indeed, and"),
        ("item", "a number"),
    ]
    assert [block.marker for block in draft.document.blocks if block.kind is BlockKind.ITEM] == ["•", "•", "1."]


def test_paragraphs_that_are_only_set_in() -> None:
    lines = [
        *column(TEXT, y=700),
        Line("And so the second one begins, which is set in a little from the mar-", 86, 644),
    ]
    lines += column(["gin, as books do it."], y=630)
    assert [text for _, text in body(read([lines]))] == [
        joined(TEXT),
        "And so the second one begins, which is set in a little from the margin, as books do it.",
    ]


def test_what_the_file_says_of_itself() -> None:
    info = (
        "/Title (How the mill fell silent) /Author (Ann Lee) /CreationDate (D:20220103120000+01'00') /Subject (A story)"
    )
    draft = read([column(["How the mill fell silent", *TEXT])], info)
    assert (draft.title, draft.byline, draft.published, draft.summary) == (
        "How the mill fell silent",
        "Ann Lee",
        "2022-01-03",
        "A story",
    )
    assert draft.published_approximate
    assert (draft.format, draft.language) == ("pdf", "en")


@pytest.mark.parametrize("title", ["Microsoft Word - draft3.doc", "untitled", "mill_final.indd", "12-04", "A Template"])
def test_titles_that_are_none(title: str) -> None:
    lines = [Line("How the mill", y=740, size=22), Line("fell silent", y=715, size=22), *column(TEXT, y=680)]
    draft = read([lines], f"/Title ({title}) /Author (user)")
    assert draft.title == "How the mill fell silent"
    assert draft.byline == ""


def test_text_goes_on_over_pages_without_what_stands_on_each() -> None:
    pages = []
    for number in range(1, 6):
        lines = [Line(f"The Valley Review {number}", y=760, size=9), Line(f"- {number} -", 300, 30, 9)]
        lines += column(["It is long, and so it goes on and on over the end of page which is the"] * 3, y=700)
        pages.append(lines)
    draft = read(pages)
    assert [kind for kind, _ in body(draft)] == ["paragraph"]
    assert [block.text for block in draft.document.blocks if block.cut is Cut.CHROME] == ["The Valley Review 1"]
    assert "Review" not in draft.document.text


def test_two_columns_side_by_side_are_read_one_after_the_other() -> None:
    lines = [Line("Across the page stands the title of it all in letters of this size", 72, 720, 18)]
    for number in range(12):
        lines.append(Line(f"left {number} words of the one column go", 72, 690 - 14 * number))
        lines.append(Line(f"right {number} words of the other go on", 330, 690 - 14 * number))
    text = read([lines]).document.text
    assert text.index("left 11") < text.index("right 0")
    table = [Line(word, x, 690 - 14 * row) for row in range(12) for word, x in ((f"a{row}", 72), (f"b{row}", 330))]
    text = read([[*table, *column(TEXT, y=400)]]).document.text
    assert text.index("b0") < text.index("a1")


def test_divided_words() -> None:
    lines = column(
        [
            "The mill-wheel is old, the grind-",
            "stone new, and the mill-",
            "wheel turns. In 1998-",
            "2003 it was mended by the Ox-",
            "Bow Club.",
        ]
    )
    assert read([lines]).document.text == (
        "The mill-wheel is old, the grindstone new, and the mill-wheel turns. "
        "In 1998-2003 it was mended by the Ox-Bow Club."
    )


def test_a_table_of_contents_is_hidden() -> None:
    draft = read(
        [column(["Contents", "The river . . . . . . . . . . . . 2", "The wheel .............. 14", "", *TEXT])]
    )
    assert "The river" not in draft.document.text
    assert [block.text for block in draft.document.blocks if block.cut is Cut.CHROME] == ["The river", "The wheel"]


@pytest.mark.parametrize("piece", [". ", ".", "a", '"', "- ", "1. "])
def test_very_long_lines_take_no_time(piece: str) -> None:
    read([[Line(piece * (30_000 // len(piece)), size=0.02)], *[column(TEXT)] * 2])


def test_pictures_of_pages_are_no_article() -> None:
    draft = read([[], [], [Line("3", 300, 30)]], "/Title (Scanned letters)")
    assert "OCR" in draft.failed
    assert draft.title == "Scanned letters"


def test_very_long_documents_say_what_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.pages.pdf.MAX_PAGES", 3)
    draft = read([column(TEXT)] * 5)
    assert body(draft)[-1] == ("paragraph", "[3 of 5 pages were read; the rest is in the file.]")


def test_files_that_cannot_be_read() -> None:
    whole = pdf([column(TEXT)])
    for data in (b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\xff" * 400, pdf([])):
        with pytest.raises(PageError, match=r"mill\.pdf is a"):
            read_page(data, name="mill.pdf")
    locked = whole.replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
        % (b"11" * 32, b"22" * 32),
    )
    with pytest.raises(PageError, match="password"):
        read_page(locked, name="mill.pdf")


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *arguments: Any) -> Any:
        if name.startswith("pypdfium2"):
            raise ImportError(name)
        return real(name, *arguments)

    for name in [name for name in sys.modules if name.startswith("pypdfium2")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(PageError, match=r"pip install 'readlater\[pdf\]'"):
        read_page(b"%PDF-1.7\n", name="mill.pdf")


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_damage_never_raises_but_a_page_error(data: st.DataObject) -> None:
    raw = bytearray(pdf([column(TEXT), [Line("x", 5, 5)]], compress=data.draw(st.booleans())))
    for _ in range(data.draw(st.integers(0, 8))):
        raw[data.draw(st.integers(5, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_page(bytes(raw[: data.draw(st.integers(5, len(raw)))]), as_format="pdf")
    except PageError:
        return

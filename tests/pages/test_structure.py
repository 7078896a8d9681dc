"""Structure from a page through to the reader: pages of every kind of dress, and what is made of them.

A page is ``structure/NAME.html``; what it becomes stands beside it as Markdown, and for some as the reader shows it in
a window of 80 columns (``NAME.txt``). ``READLATER_UPDATE_STRUCTURE=1`` writes these files anew: read them before they
are kept.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from readlater.exchange.render.markdown import body
from readlater.model import Block, BlockKind, Draft, SpanKind
from readlater.pages.read import read_page
from readlater.tui.layout import Heading, Layout, Options
from readlater.tui.link_places import block_named

PAGES = Path(__file__).parent / "structure"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
SHOWN = ("code", "embeds", "footnotes-markdown-it", "images", "lists", "math", "quotes", "ruby", "tables")
WINDOW = 80


@cache
def draft_of(name: str) -> Draft:
    [draft] = read_page((PAGES / f"{name}.html").read_bytes(), url=f"https://notes.example/2023/05/{name}/")
    return draft


def check(path: Path, made: str) -> None:
    """Compares with the file, or writes it."""
    if os.environ.get("READLATER_UPDATE_STRUCTURE"):
        path.write_text(made, "utf-8")
    assert made == path.read_text("utf-8")


def of_kind(name: str, kind: BlockKind) -> list[Block]:
    return [block for block in draft_of(name).document.blocks if block.kind is kind]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_becomes_markdown(name: str) -> None:
    draft = draft_of(name)
    assert draft.failed == ""
    check(PAGES / f"{name}.md", body(draft.document))


@pytest.mark.parametrize("name", SHOWN)
def test_the_reader_shows_it(name: str) -> None:
    draft = draft_of(name)
    layout = Layout(draft.document, Options(width=72, room=76), Heading(draft.title))
    lines = ["".join(piece.text for piece in layout.pieces(y)).rstrip() for y in range(layout.height)]
    assert max(map(len, lines)) <= WINDOW
    check(PAGES / f"{name}.txt", "\n".join(lines) + "\n")


def test_headings_can_be_linked_to() -> None:
    assert [(block.level, block.text, block.anchor) for block in of_kind("headings", BlockKind.HEADING)] == [
        (2, "Mornings", "mornings"),
        (3, "Coffee, then cast off", "coffee"),
        (2, "Evenings", "evenings"),
        (3, "Lamps and who lights them", "lamps"),
        (4, "Oil", "oil"),
        (2, "Storms", "storms"),
        (5, "A note on the sixth level", ""),
        (6, "It exists", ""),
    ]


def test_titles_have_no_signs_of_links() -> None:
    assert [draft_of(name).title for name in ("code", "math", "definitions", "callouts")] == [
        "Programming the lock gates",
        "How long a lock takes to fill",
        "Words of the quay",
        "Before you open a gate",
    ]


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("footnotes-")])
def test_every_reference_has_its_note(name: str) -> None:
    document = draft_of(name).document
    cited = {
        span.target
        for block in document.blocks
        for span in block.spans
        if span.kind is SpanKind.NOTE and block.kind is not BlockKind.FOOTNOTE
    }
    notes = [block.marker for block in of_kind(name, BlockKind.FOOTNOTE) if block.marker]
    assert len(cited) >= 2
    assert cited == set(notes)
    assert len(notes) == len(set(notes))
    assert all(block.cut is None for block in of_kind(name, BlockKind.FOOTNOTE))
    layout = Layout(document, Options())
    for label in cited:
        row = layout.row_at(block_named(document, f"#note:{label}"), 0)
        assert document.blocks[layout.block_at(row)].marker == label


def test_languages_of_code() -> None:
    assert [block.language for block in of_kind("code", BlockKind.CODE)] == [
        "python", "python3", "ruby", "rust", "", "", "", "jsx", "css", "go", "sql", "", "bash", "markdown",
    ]  # fmt: skip


def test_readings_stand_above_their_own_part() -> None:
    readings = [
        (block.text[span.start : span.end], span.target)
        for block in draft_of("ruby").document.blocks
        for span in block.spans
        if span.kind is SpanKind.RUBY
    ]
    assert readings == [
        ("東", "ひがし"), ("港", "みなと"), ("渡", "わた"), ("船", "ぶね"), ("外", "がい"), ("港", "こう"),
        ("灯台", "とうだい"), ("守", "まも"), ("辛抱", "しんぼう"),
    ]  # fmt: skip


def test_what_stands_in_an_item_knows_it() -> None:
    levels = [(kind, [block.level for block in of_kind("lists", kind)]) for kind in (BlockKind.CODE, BlockKind.TABLE)]
    assert levels == [(BlockKind.CODE, [1]), (BlockKind.TABLE, [1])]


def test_pictures_and_films_have_addresses() -> None:
    sources = [block.source for block in of_kind("images", BlockKind.IMAGE)]
    assert sources.pop(5).startswith("data:image/png;base64,iVBORw0KGgo")
    assert sources == [
        "https://notes.example/img/quay-800.jpg",
        "https://notes.example/2023/05/crane.png?w=900",
        "https://notes.example/img/storm-2x.avif",
        "https://cdn.example/eel.jpg",
        "https://notes.example/img/lighthouse.jpg",
        "data:image/jpeg;sha256=ac0dc5b5acde8e11,",
    ]
    assert [block.source for block in of_kind("embeds", BlockKind.VIDEO)] == [
        "https://www.youtube.com/watch?v=abcdef12345",
        "https://vimeo.com/7654321",
        "https://notes.example/film/quay.webm",
        "https://notes.example/sound/foghorn.ogg",
        "https://films.harbour.example/embed/55",
        "https://www.youtube.com/watch?v=zyxwv987654",
    ]


def test_links_of_every_kind() -> None:
    links = [
        (block.text[span.start : span.end], span.target)
        for block in draft_of("links").document.blocks
        for span in block.spans
        if span.kind is SpanKind.LINK
    ]
    assert links == [
        ("the table of tides", "https://tides.example/table?day=12&unit=m#high"),
        ("its mirror", "https://mirror.example/t"),
        ("the guide", "https://elsewhere.example/docs/guide.html"),
        ("the old map", "https://elsewhere.example/map%20(old).html"),
        ("last year", "https://elsewhere.example/2022/"),
        ("the printable page", "https://elsewhere.example/docs/page.html?print=1"),
        ("the harbour master", "mailto:master@harbour.example"),
        ("the pilot", "tel:+4912345"),
        ("this paragraph", "#storms-here"),
        ("the same by its whole address", "#storms-here"),
        ("A link that holds code and", "https://long.example/a"),
        ("another that touches it", "https://long.example/b"),
        ("wrapped", "https://wrapped.example/very/long/path"),
    ]

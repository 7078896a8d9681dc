"""Highlights in lines: as high as the list counts on, and never wider than it is."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.config import Config
from readlater.model import Highlight, Marked
from readlater.tui.widgets.highlight_lines import HEIGHT, Setting, marked_pieces, short_entry, whole_entry
from readlater.tui.widgets.highlight_list import HighlightList
from readlater.tui.widgets.lines import Line, line_width

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def marked(quote: str, note: str = "", colour: str = "", title: str = "A title", site: str = "Site") -> Marked:
    when = NOW - timedelta(days=3)
    highlight = Highlight("u", 1, 0, len(quote), quote, "", "", note, colour, when, when)
    return Marked(highlight, "a", title, "", site, "https://example.org/a", "")


def text_of(lines: Sequence[Line]) -> str:
    return "\n".join("".join(piece.text for piece in line) for line in lines)


TEXTS = st.text(st.sampled_from("ab the éß漢字。\nשלום 🙂-"), max_size=300)


@settings(max_examples=60)
@given(TEXTS, TEXTS, st.sampled_from(["", "green", "odd"]), TEXTS, TEXTS, st.integers(20, 220), st.booleans())
def test_every_entry_fits(
    quote: str, note: str, colour: str, title: str, site: str, width: int, plain_signs: bool
) -> None:
    setting = Setting(width, NOW, UTC, ("the", "a"), plain_signs)
    one = marked(quote, note, colour, title, site)
    short = short_entry(one, setting)
    assert len(short) == HEIGHT
    assert not short[-1]
    whole = whole_entry(one, setting, 40)
    assert HEIGHT <= len(whole) <= 40
    assert not whole[-1]
    assert max(map(line_width, [*short, *whole])) <= width


def test_the_whole_one_has_all_of_it_and_the_short_one_its_beginning() -> None:
    one = marked("word " * 80, "a note on it\nin two lines", "green")
    setting = Setting(80, NOW, UTC)
    assert text_of(whole_entry(one, setting, 40)).count("word") == 80
    assert "in two lines" in text_of(whole_entry(one, setting, 40))
    short = text_of(short_entry(one, setting))
    assert "…" in short
    assert "✎ A title · Site · 3 days ago · green" in short
    assert "in two lines" not in short
    assert "✎ a note" in text_of(short_entry(marked("short", "a note"), setting))
    wide = text_of(short_entry(one, Setting(150, NOW, UTC))).splitlines()
    assert wide[0].endswith("A title")
    assert wide[1].endswith("Site · 3 days ago · green")


def test_code_and_tables_keep_their_lines() -> None:
    code = marked("if wet:\n    wait(1)\n\nsize\t3 mm")
    lines = text_of(whole_entry(code, Setting(80, NOW, UTC), 40)).splitlines()
    assert [line.rstrip() for line in lines[:4]] == [" ▎ if wet:", " ▎     wait(1)", " ▎", " ▎ size  3 mm"]
    assert "if wet: wait(1) size 3 mm" in text_of(short_entry(code, Setting(80, NOW, UTC)))


def test_what_was_looked_for_stands_out() -> None:
    pieces = marked_pieces("Café and cafés", ("cafe",))
    assert [piece.text for piece in pieces if piece.role == "found"] == ["Café", "café"]
    assert "".join(piece.text for piece in pieces) == "Café and cafés"


def test_each_line_of_the_list_belongs_to_a_highlight() -> None:
    one = marked("word " * 90, "a note")
    shown = HighlightList(Config(library=Path("nowhere")), lambda numbers: dict.fromkeys(numbers, one))
    shown._numbers = array("q", range(100, 110))
    shown._cursor = 4
    shown._unfold()
    lines = [shown.entry_at(line) for line in range(shown.virtual_size.height)]
    expected = [(index, line) for index in range(10) for line in range(len(shown._unfolded) if index == 4 else HEIGHT)]
    assert lines == expected

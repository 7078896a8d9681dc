"""Which way of showing pictures a terminal knows, and the sequences for it."""

from __future__ import annotations

import base64
import re
import unicodedata

import pytest
from rich.cells import cell_len

from readlater.tui import graphics
from readlater.tui.graphics import deleted, fitted, placeholders, sent, way
from readlater.tui.wrap import cells

TERMINALS: list[tuple[dict[str, str], str]] = [
    ({"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, "kitty"),
    ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "kitty"),
    ({"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"}, "kitty"),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"}, "kitty"),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "sixel"),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm", "KITTY_WINDOW_ID": "1"}, "sixel"),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "sixel"),
    ({"TERM": "foot"}, "sixel"),
    ({"TERM": "foot-extra"}, "sixel"),
    ({"TERM": "mlterm-256color"}, "sixel"),
    ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230804"}, "sixel"),
    ({"TERM": "xterm-256color", "KONSOLE_VERSION": "201203"}, "half"),
    ({"TERM": "xterm-256color", "KONSOLE_VERSION": "new"}, "half"),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, "half"),
    ({"TERM": "xterm-256color"}, "half"),
    ({"TERM": "alacritty"}, "half"),
    ({}, "half"),
    ({"TERM": "tmux-256color", "TMUX": "/tmp/tmux", "KITTY_WINDOW_ID": "1"}, "half"),
    ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux"}, "half"),
    ({"TERM": "screen-256color", "STY": "1.x", "TERM_PROGRAM": "WezTerm"}, "half"),
    ({"TERM": "screen.xterm-256color"}, "half"),
    ({"TERM": "xterm-kitty", "ZELLIJ": "0"}, "half"),
    ({"TERM": "xterm-kitty", "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}, "half"),
]


@pytest.mark.parametrize(("environ", "expected"), TERMINALS)
def test_terminals_are_told_by_their_environment(environ: dict[str, str], expected: str) -> None:
    assert way("auto", environ, "truecolor", plain=False) == expected


@pytest.mark.parametrize("colours", ["256", "standard", "windows", None])
def test_few_colours_make_no_pictures(colours: str | None) -> None:
    assert way("auto", {"TERM": "xterm-kitty"}, colours, plain=False) == "off"


@pytest.mark.parametrize("wanted", ["kitty", "sixel", "half", "off"])
def test_what_is_set_goes_before_what_is_found(wanted: str) -> None:
    assert way(wanted, {"TERM": "xterm-kitty", "TMUX": "x"}, "256", plain=False) == wanted
    assert way(wanted, {"TERM": "xterm-kitty"}, "truecolor", plain=True) == "off"


def test_a_picture_is_sent_in_pieces_of_four_thousand() -> None:
    png = bytes(range(256)) * 40
    sequence = sent(77, png, 40, 12)
    chunks = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", sequence)
    assert "".join(f"\x1b_G{keys};{data}\x1b\\" for keys, data in chunks) == sequence
    assert [len(data) for _, data in chunks] == [4096, 4096, 4096, 1368]
    assert base64.b64decode("".join(data for _, data in chunks)) == png
    first = dict(pair.split("=") for pair in chunks[0][0].split(","))
    assert first == {
        "a": "T", "U": "1", "q": "2", "f": "100", "t": "d", "i": "77", "c": "40", "r": "12", "m": "1"
    }  # fmt: skip
    assert [keys for keys, _ in chunks[1:]] == ["q=2,m=1", "q=2,m=1", "q=2,m=0"]
    assert "m=0" in sent(1, b"x", 1, 1)


def test_a_picture_is_forgotten_by_its_number() -> None:
    assert deleted(77) == "\x1b_Ga=d,d=I,i=77,q=2\x1b\\"


def test_placeholders_count_rows_and_columns() -> None:
    text = placeholders(3, 5)
    assert cells(text) == cell_len(text) == 5
    groups = text.split("\U0010eeee")[1:]
    assert len({group[0] for group in groups}) == 1
    assert [group[1] for group in groups] == ["\u0305", "\u030d", "\u030e", "\u0310", "\u0312"]
    assert groups[0][0] == "\u0310"


def test_the_marks_are_those_of_the_protocol() -> None:
    marks = graphics._marks()
    assert len(marks) == len(set(marks)) == graphics.MOST_CELLS
    assert list(marks) == sorted(marks)
    assert {unicodedata.combining(mark) for mark in marks} == {230}
    assert not any(unicodedata.decomposition(mark) for mark in marks)
    placeholders(graphics.MOST_CELLS - 1, graphics.MOST_CELLS)


def test_a_number_is_a_colour() -> None:
    assert graphics.number_colour(0x0102AB) == "#0102ab"


@pytest.mark.parametrize(
    ("size", "room", "enlarge", "expected"),
    [
        ((1200, 800), (72, 40), 1.0, (72, 24)),
        ((800, 1200), (72, 20), 1.0, (27, 20)),
        ((100, 100), (72, 20), 1.0, (10, 5)),
        ((100, 100), (72, 20), 2.0, (20, 10)),
        ((1, 1), (72, 20), 1.0, (1, 1)),
        ((30_000, 2), (72, 20), 1.0, (72, 1)),
        ((2, 30_000), (72, 20), 1.0, (1, 20)),
        ((0, 0), (72, 20), 1.0, (1, 1)),
    ],
)
def test_pictures_keep_their_proportions(
    size: tuple[int, int], room: tuple[int, int], enlarge: float, expected: tuple[int, int]
) -> None:
    assert fitted(size, *room, (10, 20), enlarge) == expected


def test_a_sequence_is_obeyed_at_its_cell() -> None:
    assert graphics.at(4, 0, "X") == "\x1b7\x1b[1;5HX\x1b8"


def test_the_size_of_a_cell_is_known_without_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl
    import struct

    def answering(*four: int) -> None:
        monkeypatch.setattr(fcntl, "ioctl", lambda *_: struct.pack("4H", *four))

    answering(40, 100, 900, 800)
    assert graphics.cell_size() == (9, 20)
    answering(40, 100, 0, 0)
    assert graphics.cell_size() == graphics.CELL
    monkeypatch.setenv("TEXTUAL_CELL_WIDTH", "8")
    monkeypatch.setenv("TEXTUAL_CELL_HEIGHT", "17")
    assert graphics.cell_size() == (8, 17)

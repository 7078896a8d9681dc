"""Without colour, and in poor terminals: every state is told by a character or an attribute."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.style import Style

from readlater import terminal
from readlater.errors import UsageError
from readlater.library import Library
from readlater.tui.widgets import article_looks, reader_styles
from readlater.tui.widgets.article_lines import ASCII, UNICODE
from readlater.tui.widgets.looks import look_style
from tests.tui.driving import Driver, driving


@pytest.fixture
def _colourless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


pytestmark = pytest.mark.usefixtures("_colourless")

SIZE = (120, 40)


@asynccontextmanager
async def colourless(library: Library) -> AsyncIterator[Driver]:
    """The screen where no colour is wanted."""
    async with driving(library, SIZE) as driver:
        yield driver


def cells(driver: Driver) -> list[list[tuple[str, frozenset[str]]]]:
    """What is on the screen: rows of characters with the attributes that tell them apart."""
    rows = []
    for strip in driver.app.screen._compositor.render_strips():
        row = []
        for segment in strip:
            marks = attributes(segment.style)
            row += [(character, marks) for character in segment.text]
        rows.append(row)
    return rows


def attributes(style: Style | None) -> frozenset[str]:
    """The attributes of a style; colours are none."""
    if style is None:
        return frozenset()
    names = ("bold", "dim", "italic", "underline", "reverse", "strike")
    return frozenset(name for name in names if getattr(style, name))


def of(driver: Driver, text: str, *, last: bool = False) -> frozenset[str]:
    """The attributes of the first (or last) place where this text is on the screen."""
    found = []
    for row in cells(driver):
        line = "".join(character for character, _ in row)
        at = line.find(text)
        while at >= 0:
            found.append(frozenset.intersection(*(marks for _, marks in row[at : at + len(text)])))
            at = line.find(text, at + 1)
    assert found, f"{text!r} is not on the screen:\n{driver.frame}"
    return found[-1 if last else 0]


async def test_no_colour_reaches_the_terminal(library: Library) -> None:
    async with colourless(library) as driver:
        for keys in ("", "x", "enter", "slash k", "enter", "w", "S", "j", "q", "escape", "t e", "escape", "T"):
            await driver.press(*keys.split())
            for strip in driver.app.screen._compositor.render_strips():
                for segment in strip:
                    for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                        assert colour is None or colour.is_default, (keys, segment)


async def test_the_theme_can_not_be_chosen_but_is_kept(library: Library) -> None:
    library.set_setting("screen.theme", "paper")
    async with colourless(library) as driver:
        await driver.press("T")
        assert "NO_COLOR" in driver.main.status.message
    assert library.setting("screen.theme") == "paper"


async def test_the_cursor_and_the_pane_that_has_the_keys(library: Library) -> None:
    async with colourless(library) as driver:
        assert "reverse" in of(driver, "The lighthouse keeper of")
        assert "reverse" not in of(driver, "Troops leave")
        assert driver.rows[1].startswith("▌")
        await driver.press("enter")
        assert not driver.rows[1].startswith("▌"), "the rule says which pane has the keys"
        assert "▌" in driver.rows[1]
        assert driver.rows[2].startswith("▌"), "the bar shows the cursor of a list without the keys"


async def test_states_of_articles(library: Library) -> None:
    assert len(set(vars_of(UNICODE))) == len(vars_of(UNICODE))
    assert len(set(vars_of(ASCII))) == len(vars_of(ASCII))
    async with colourless(library) as driver:
        await driver.press("j")
        await driver.press("m")
        await driver.press("s")
        row = next(row for row in driver.rows if "Troops leave" in row[:40])
        assert UNICODE.read in row
        assert UNICODE.favourite in row
        other = next(row for row in driver.rows if "Alliance" in row[:40])
        assert UNICODE.unread in other
        await driver.press("x")
        assert UNICODE.selected in driver.frame


def vars_of(signs: object) -> list[str]:
    """The signs that tell a state."""
    return [
        getattr(signs, name) for name in ("unread", "reading", "read", "failed", "favourite", "archived", "selected")
    ]


async def test_what_was_found_in_an_article(library: Library) -> None:
    async with colourless(library) as driver:
        await driver.press("enter", "slash", *"ferry", "enter")
        body = reader_attributes(driver, "ferry")
        assert "reverse" in body[0], "the current match"
        assert {"underline", "bold"} <= body[1], "another match"
        assert "reverse" not in body[1]


def reader_attributes(driver: Driver, word: str) -> list[frozenset[str]]:
    """The attributes of a word wherever the reader shows it."""
    region = driver.main.reader.region
    found = []
    for row in cells(driver)[region.y : region.bottom]:
        line = "".join(character for character, _ in row[: region.right])
        at = line.find(word, region.x)
        while at >= 0:
            found.append(frozenset.intersection(*(marks for _, marks in row[at : at + len(word)])))
            at = line.find(word, at + 1)
    return found


async def test_roles_of_the_reader_that_mean_something(library: Library) -> None:
    """What differs from the text around it by more than a shade of colour, with colours gone."""
    means = (
        *("link", "match", "match-current", "mark", "pointed", "highlight-blue", "marking"),
        *("keyboard", "deleted", "heading-1", "title"),
    )
    async with colourless(library) as driver:
        reader = driver.main.reader
        plain = attributes(look_style(reader, []))
        shown = {}
        for role in means:
            look = reader_styles.look(role, ansi=True, no_colour=True)
            assert look is not None
            shown[role] = attributes(look_style(reader, [look]))
            assert shown[role] != plain, role
        assert shown["match"] != shown["match-current"]
        assert shown["match"] != shown["link"]


async def test_the_cursor_of_a_field_and_its_selection(library: Library) -> None:
    async with colourless(library) as driver:
        await driver.press("slash", *"ab")
        assert "reverse" in cells(driver)[-2][5][1], "the cursor behind the two letters"
        await driver.press("shift+home")
        assert [character for character, marks in cells(driver)[-2][3:5] if "underline" in marks] == ["a", "b"]


async def test_choices_show_which_one_is_meant(library: Library) -> None:
    async with colourless(library) as driver:
        await driver.press("S", "j")
        marked = [row for row in cells(driver) if row[0][0] == "▌" and "reverse" in row[5][1]]
        assert len(marked) == 1


async def test_text_that_is_selected_with_the_mouse(library: Library) -> None:
    async with colourless(library) as driver:
        await driver.press("enter")
        reader = driver.main.reader
        y = next(n for n, row in enumerate(driver.rows) if "Paragraph 0" in row)
        x = driver.rows[y].index("Paragraph 0")
        await driver.pilot.mouse_down(reader, offset=(x - reader.region.x, y - reader.region.y))
        await driver.pilot.hover(reader, offset=(x - reader.region.x + 9, y - reader.region.y))
        await driver.pilot.mouse_up(reader, offset=(x - reader.region.x + 9, y - reader.region.y))
        await driver.settle()
        assert "reverse" in of(driver, "Paragraph")


def test_looks_of_the_list_are_the_looks_of_its_themes() -> None:
    assert article_looks.ANSI_FOCUSED["cursor"].attributes == "reverse not dim"


# --- what the environment says


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        ({"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}, False),
        ({"TERM": "xterm-256color", "LANG": "de_DE.utf8@euro"}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux", "LANG": "en_GB.UTF-8"}, True),
        ({"TERM": "linux-16color", "LANG": "en_GB.UTF-8"}, True),
        ({"TERM": "vt100", "LANG": "en_GB.UTF-8"}, True),
        ({"TERM": "xterm", "LANG": "C"}, True),
        ({"TERM": "xterm", "LANG": "C.UTF-8"}, False),
        ({"TERM": "xterm", "LANG": "en_GB.UTF-8", "LC_ALL": "POSIX"}, True),
        ({"TERM": "xterm", "LANG": "C", "LC_CTYPE": "en_GB.UTF-8"}, False),
        ({"TERM": "xterm", "LANG": "de_DE.ISO-8859-15@euro"}, True),
        ({"TERM": "linux", "TEXTUAL_DRIVER": terminal.SERVED_DRIVER, "LANG": "C"}, False),
    ],
)
def test_when_ascii_is_wanted(environ: dict[str, str], wanted: bool) -> None:
    assert terminal.ascii_wanted(environ) is wanted


def test_a_terminal_that_can_draw_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match=r"of the kind 'dumb' \(the variable TERM\); 'readlater list'"):
        terminal.check({"TERM": "dumb"})
    terminal.check({"TERM": "xterm"})
    terminal.check({})
    terminal.check({"TERM": "dumb", "TEXTUAL_DRIVER": terminal.SERVED_DRIVER})

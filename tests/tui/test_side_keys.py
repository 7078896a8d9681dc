"""The reader's own keys on the screens that open over the main one, and in the list of choices."""

from __future__ import annotations

import pytest

from readlater.errors import ConfigError
from readlater.library import Library
from readlater.tui.commands import Pane
from readlater.tui.keymap import Keymap, normalise
from readlater.tui.presets import PRESETS
from readlater.tui.screens.changes import ChangesScreen
from readlater.tui.screens.help import help_rows
from readlater.tui.side_keys import Act, SideKeys
from readlater.tui.widgets.choice_bar import Choice
from tests.tui.driving import Driver, driving
from tests.tui.test_changes import result


def preset(name: str, changes: dict[str, str] | None = None) -> dict[str, str]:
    """What ``[keys]`` has: a preset and changes of it."""
    return {"preset": name, **(changes or {})}


async def on_changes(driver: Driver) -> ChangesScreen:
    """Shows a long list of changes."""
    shown = ChangesScreen(result(80), driver.app.keymap)
    driver.app.push_screen(shown)
    await driver.until(lambda: "line 1" in driver.frame)
    return shown


@pytest.mark.parametrize(
    ("name", "down", "top", "close", "foot"),
    [
        ("default", ["space"], ["g"], ["q"], "u take it back   q keep it   j k PgDn scroll"),
        ("vim", ["ctrl+f"], ["g", "g"], ["ctrl+w", "c"], "u take it back   q keep it   j k ^F scroll"),
        ("less", ["f"], ["g"], ["q"], "U take it back   q keep it   j k space scroll"),
        ("emacs", ["ctrl+v"], ["alt+less_than_sign"], ["ctrl+g"], "u take it back   q keep it   ^N ^P ^V scroll"),
        ("arrows", ["pagedown"], ["ctrl+home"], ["q"], "u take it back   q keep it   ↓ ↑ PgDn scroll"),
    ],
)
async def test_every_preset_moves_and_closes_with_its_own_keys(
    library: Library, name: str, down: list[str], top: list[str], close: list[str], foot: str
) -> None:
    async with driving(library, keys=preset(name)) as driver:
        shown = await on_changes(driver)
        assert foot in driver.rows[-1]
        await driver.press(*down)
        assert "Salt" not in driver.frame
        await driver.press(*top)
        assert "Salt" in driver.frame
        await driver.press(*close)
        assert driver.app.screen is not shown


async def test_a_letter_that_was_given_away_moves_nothing(library: Library) -> None:
    async with driving(library, keys=preset("default", {"app.back": "x", "list.select": "q"})) as driver:
        shown = await on_changes(driver)
        await driver.press("q")
        assert driver.app.screen is shown
        assert "x keep it" in driver.rows[-1]
        await driver.press("x")
        assert driver.app.screen is not shown


async def test_quit_quits_from_there(library: Library) -> None:
    async with driving(library, keys=preset("vim")) as driver:
        await on_changes(driver)
        await driver.press("Z", "Z")
        await driver.until(lambda: driver.app._exit)


async def test_what_is_asked_follows_the_keys(library: Library) -> None:
    changes = {"app.back": "ctrl+t", "list.search": "ctrl+s", "move.down": "N,down", "reader.previous-match": ""}
    async with driving(library, keys=preset("default", changes)) as driver:
        chosen: list[str] = []
        choices = [Choice(one, one) for one in ("a", "b", "c")]
        driver.main.foot.choose("Which", choices, chosen=chosen.append, left=lambda: chosen.append("left"))
        await driver.until(lambda: "Which" in driver.frame)
        assert "^S narrow" in driver.rows[-1]
        assert "^T leave" in driver.rows[-1]
        await driver.press("N", "q", "enter")
        assert chosen == ["b"]
        driver.main.foot.choose("Which", choices, chosen=chosen.append, left=lambda: chosen.append("left"))
        await driver.press("ctrl+t")
        assert chosen == ["b", "left"]


@pytest.mark.parametrize("name", PRESETS)
def test_nobody_is_caught(name: str) -> None:
    keys = SideKeys(Keymap({"preset": name}))
    assert keys.act("escape", None) is Act.CLOSE
    assert keys.act("ctrl+c", None) is Act.CLOSE
    assert {keys.act(one, None) for one in ("down", "up", "enter")} == {Act.DOWN, Act.UP, Act.OPEN}
    assert all(keys.key(act) for act in (Act.CLOSE, Act.DOWN, Act.UP, Act.PAGE_DOWN))
    choosing = SideKeys(Keymap({"preset": name}), Pane.LIST)
    assert choosing.act("/", "/") is Act.SEARCH


def test_a_letter_of_its_own_gives_way_to_one_that_moves() -> None:
    for name, letter in (("default", "y"), ("less", "Y")):
        keys = SideKeys(Keymap({"preset": name}), own={Act.COPY: "yYc"})
        assert keys.key(Act.COPY) == letter
        assert keys.act(letter, letter) is Act.COPY
    assert keys.act("y", "y") is Act.UP


def test_keys_one_after_the_other() -> None:
    keys = SideKeys(Keymap({"preset": "emacs"}))
    assert keys.act("ctrl+x", None) is Act.WAIT
    assert keys.act("k", "k") is Act.CLOSE
    assert [keys.act("ctrl+x", None), keys.act("%", "%"), keys.act("ctrl+n", None)] == [Act.WAIT, Act.WAIT, Act.DOWN]


@pytest.mark.parametrize(
    ("written", "key"),
    [("ctrl+i", "tab"), ("Ctrl+m", "enter"), ("ctrl+h", "backspace"), ("ctrl+[", "escape"), ("e\u0301", "é")],
)
def test_keys_that_terminals_send_under_another_name(written: str, key: str) -> None:
    assert normalise(written) == key


@pytest.mark.parametrize("written", ["\x07", "shift+1", "ctrl+\x1b"])
def test_keys_that_never_come_are_refused(written: str) -> None:
    with pytest.raises(ConfigError, match="there is no key"):
        normalise(written)


async def test_ctrl_q_can_have_another_meaning(library: Library) -> None:
    async with driving(library, keys=preset("default", {"app.quit": "Q", "app.history": "ctrl+q"})) as driver:
        await driver.press("ctrl+q")
        await driver.until(lambda: driver.app.screen is not driver.main)
        assert not driver.app._exit


async def test_help_closes_with_the_key_that_shows_it(library: Library) -> None:
    async with driving(library, keys=preset("default", {"app.help": "ctrl+t, @"})) as driver:
        for key in ("ctrl+t", "@"):
            await driver.press(key)
            await driver.until(lambda: driver.app.screen is not driver.main)
            await driver.press("?")
            assert driver.app.screen is not driver.main, "it is looked for"
            await driver.press("escape", key)
            assert driver.app.screen is driver.main


async def test_help_pages_with_the_keys_of_the_preset(library: Library) -> None:
    async with driving(library, keys=preset("emacs")) as driver:
        await driver.press("?")
        await driver.until(lambda: driver.app.screen is not driver.main)
        await driver.settle()
        first = driver.rows[2]
        await driver.press("ctrl+v")
        assert driver.rows[2] != first


def test_help_is_ascii_where_all_is() -> None:
    rows = help_rows(Keymap(), 120, ascii=True)
    assert all("".join(piece.text for piece in row.line).isascii() for row in rows)

"""The app around the journeys: commands, sizes, themes, the way in and the way out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from readlater.config import Config
from readlater.errors import ConfigError
from readlater.library import Library
from readlater.tui.app import ReadlaterApp
from readlater.tui.commands import COMMANDS
from readlater.tui.themes import INK, PAPER
from tests.tui.driving import Driver, driving, make_library


async def test_every_command_of_the_registry_can_be_carried_out(library: Library) -> None:
    async with driving(library) as driver:
        assert set(driver.main.dispatch.handlers) == {command.id for command in COMMANDS}


@pytest.mark.parametrize("pane", ["list", "reader", "sidebar"])
async def test_every_key_can_be_pressed_in_every_pane(
    library: Library, pane: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No key fails, whatever the state it finds; what leaves the app or the pane is left out."""
    monkeypatch.setattr("readlater.tui.outside.open_page", lambda *_: None)
    monkeypatch.setattr("readlater.tui.outside.copy", lambda _: True)
    skipped = {"app.quit", "app.back", "app.samples"}
    async with driving(library) as driver:
        for command in COMMANDS:
            if command.id in skipped or pane not in command.where or not command.keys:
                continue
            await driver.press("escape", "escape", "escape", "g")
            await driver.press(*{"list": [], "reader": ["enter"], "sidebar": ["w"]}[pane])
            driver.main.perform(command.id)
            await driver.settle()
            while driver.app.screen is not driver.main:
                driver.app.pop_screen()
                await driver.settle()
            if driver.main.foot.choices.kind:
                await driver.press("q")
            if driver.main.foot.prompt.kind:
                await driver.press("escape")
            await driver.press("u")
        assert driver.app.is_running


async def test_there_are_few_widgets(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("enter", "w")
        assert len(driver.app.query("*")) < 40


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (10, 3), (79, 24), (80, 10), (119, 30), (300, 90)], ids=str)
async def test_any_size(library: Library, size: tuple[int, int]) -> None:
    async with driving(library, size) as driver:
        for keys in (
            ("j",),
            ("enter",),
            ("space",),
            ("w",),
            ("slash", "a", "escape"),
            ("q", "q"),
            ("S", "q"),
            ("T", "q"),
        ):
            await driver.press(*keys)
            assert len(driver.rows) == size[1]


async def test_resizing_keeps_the_pane_with_the_keys(library: Library) -> None:
    async with driving(library, (200, 50)) as driver:
        await driver.press("g", "enter", "w")
        for width in (120, 100, 60, 20, 140):
            await driver.pilot.resize_terminal(width, 30)
            await driver.until(lambda width=width: driver.main.size.width == width)
            await driver.settle()
            assert driver.main.sidebar.has_focus
            assert driver.main.sidebar.display
        await driver.press("q", "space")
        place = driver.main.reader.place
        await driver.pilot.resize_terminal(60, 30)
        await driver.until(lambda: not driver.main.articles.display)
        await driver.settle()
        assert abs(driver.main.reader.place - place) < 120


async def test_the_sidebar_is_shown_entered_and_hidden_by_one_key(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("w")
        assert driver.main.sidebar.has_focus
        await driver.press("w")
        assert not driver.main.sidebar.display
        assert driver.main.articles.has_focus
    async with driving(library) as driver:
        assert not driver.main.sidebar.display


async def test_tab_goes_round(library: Library) -> None:
    async with driving(library) as driver:
        for pane in (driver.main.reader, driver.main.sidebar, driver.main.articles):
            await driver.press("tab")
            assert pane.has_focus
        await driver.press("shift+tab")
        assert driver.main.sidebar.has_focus


async def test_a_click_gives_a_pane_the_keys(library: Library) -> None:
    async with driving(library) as driver:
        await driver.pilot.click("#reader", offset=(5, 5))
        await driver.settle()
        assert driver.rows[1].count("▌") == 1
        assert driver.rows[1].index("▌") > 30
        await driver.press("q")
        assert driver.main.articles.has_focus


async def test_help_is_searchable_and_closes(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("question_mark")
        assert "Moving" in driver.frame
        await driver.type("archive inbox")
        assert "Archive, or back to the" in driver.frame
        assert "Half a page" not in driver.frame
        await driver.press("escape", "enter")
        assert driver.app.screen is driver.main


def backgrounds(driver: Driver) -> set[str]:
    """The background colours that are on the screen."""
    return {
        segment.style.bgcolor.name
        for strip in driver.app.screen._compositor.render_strips()
        for segment in strip
        if segment.style and segment.style.bgcolor
    }


async def test_the_theme_is_painted_from_the_first_frame_and_after_a_change(library: Library) -> None:
    async with driving(library) as driver:
        assert INK.background in backgrounds(driver)
        await driver.press("T", "j")
        await driver.until(lambda: PAPER.background in backgrounds(driver))
        assert INK.background not in backgrounds(driver)


async def test_a_theme_is_tried_taken_and_remembered(library: Library) -> None:
    async with driving(library) as driver:
        assert driver.app.theme == "ink"
        await driver.press("T", "j")
        assert driver.app.theme == "paper"
        await driver.press("q")
        assert driver.app.theme == "ink"
        await driver.press("T", "j", "enter")
        assert driver.app.theme == "paper"
    async with driving(library) as driver:
        assert driver.app.theme == "paper"


def test_the_configured_theme_goes_first_and_has_to_exist(library: Library) -> None:
    library.set_setting("screen.theme", "paper")
    origins = {"theme": "config.toml"}
    named = ReadlaterApp(library, Config(library=library.folder, theme="gruvbox", origins=origins))
    assert named.theme == "gruvbox"
    with pytest.raises(ConfigError, match="there is no theme 'gruvbux'"):
        ReadlaterApp(library, Config(library=library.folder, theme="gruvbux", origins=origins))


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "textual-light", "gruvbox"])
async def test_a_theme_of_the_configuration(library: Library, theme: str) -> None:
    async with driving(library, theme=theme, origins={"theme": "config.toml"}) as driver:
        assert driver.app.theme == theme
        await driver.press("enter", "w", "w", "q", "T", "q")


async def test_no_colour(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(library) as driver:
        await driver.press("enter", "w")
        for strip in driver.app.screen._compositor.render_strips():
            for segment in strip:
                for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    if colour is not None and colour.triplet is not None:
                        assert len(set(colour.triplet)) == 1, segment


async def test_the_reader_s_own_keys(library: Library) -> None:
    async with driving(library, keys={"article.archive": "E", "article.delete": ""}) as driver:
        await driver.press("a", "d")
        assert len(driver.main.articles.source) == 3
        assert "E archive" in driver.rows[-1]
        assert "delete" not in driver.rows[-1]
        await driver.press("E")
        assert len(driver.main.articles.source) == 2


def test_keys_that_clash_are_refused_before_anything_is_drawn(library: Library) -> None:
    with pytest.raises(ConfigError, match=r"article\.archive"):
        ReadlaterApp(library, Config(library=library.folder, keys={"article.archive": "s"}))


async def test_an_empty_library_offers_the_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brought: list[Path] = []
    with make_library(tmp_path / "empty", ()) as library:
        async with driving(library) as driver:
            assert "Your library is empty." in driver.frame
            await driver.press("j", "a", "d", "w", "z", "2")
            assert "Your library is empty." in driver.frame
            monkeypatch.setattr(driver.main.importing, "bring", brought.append)
            await driver.press("enter")
            await driver.press("S")
    assert len(brought) == 2


async def test_importing_is_told_and_shown(library: Library, tmp_path: Path) -> None:
    page = tmp_path / "pages" / "ferry.txt"
    page.parent.mkdir()
    page.write_text("The ferry to the islands\n\n" + "The ferry leaves at noon, and the islands wait for it. " * 30)
    async with driving(library) as driver:
        await driver.press("i")
        await driver.type(str(tmp_path) + "/pa")
        await driver.press("tab", "enter")
        await driver.until(lambda: "imported pages: 1 new" in driver.rows[-1], 30)
        await driver.settle()
        assert len(driver.main.articles.source) == 4
        assert "ferry" in driver.frame


async def test_importing_what_is_not_there(library: Library, tmp_path: Path) -> None:
    async with driving(library) as driver:
        await driver.press("i")
        await driver.type(str(tmp_path / "nowhere"))
        await driver.press("enter")
        assert "there is no file or folder" in driver.rows[-1]


async def test_q_at_the_list_quits_and_escape_does_not(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("escape", "backspace")
        assert driver.app.is_running
        assert driver.app._exit is False
        await driver.pilot.press("q")
        await driver.until(lambda: driver.app._exit)


RUN = """
import sys
from pathlib import Path
from readlater.config import Config
from readlater.library import Library
from readlater.tui.app import run
with Library.open(Path(sys.argv[1])) as library:
    run(library, Config(library=Path(sys.argv[1])))
print("the end")
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_program_and_the_reading(tmp_path: Path, name: str) -> None:
    """Under a real pseudo-terminal: the reading is recorded, the terminal is as it was."""
    from benchmarks.terminal import FRAME_END, Terminal

    make_library(tmp_path / "library").close()
    with Terminal([sys.executable, "-c", RUN, str(tmp_path / "library")], 100, 30) as terminal:
        terminal.wait_for("lighthouse keeper", 20)
        terminal.settle()
        terminal.send("\r")
        terminal.settle()
        terminal.send("G")
        terminal.settle()
        os.kill(terminal.pid, getattr(signal, name))
        terminal.wait_for("the end", 10)
        assert b"\x1b[?1049l" in terminal.output
        assert FRAME_END in terminal.output
    with Library.open(tmp_path / "library") as library:
        assert library.row(3).read_count == 1


def test_opening_the_screen_imports_no_page_reader() -> None:
    heavy = {"lxml", "readability", "sqlite_utils", "Stemmer", "yaml", "charset_normalizer", "stopwordsiso"}
    code = f"import sys, readlater.tui.app; sys.exit(bool({heavy!r} & {{m.split('.')[0] for m in sys.modules}}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Fingers that learnt elsewhere: whole sessions with another key table, marks, numbers, help and the palette."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlater.config import load
from readlater.library import Library
from readlater.tui.commands import COMMANDS
from readlater.tui.presets import PRESETS
from tests.tui.driving import driving


def keys_of(folder: Path, text: str) -> dict[str, str]:
    """The keys of a configuration file."""
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, {}).keys


async def test_someone_who_knows_vim_reads_marks_and_leaves(library: Library, tmp_path: Path) -> None:
    keys = keys_of(tmp_path, '[keys]\npreset = "vim"\n')
    async with driving(library, (100, 30), keys=keys) as driver:
        main = driver.main
        await driver.press("G", "g", "g", "enter", "ctrl+f", "ctrl+f")
        here = main.reader.place
        assert here > 0
        await driver.press("m", "a", "G", "grave_accent", "a")
        assert main.reader.place == here
        await driver.press("ctrl+o", "tab")  # ctrl+i, as a terminal tells it
        assert main.reader.place == here
        await driver.press("ctrl+w", "h")
        assert main.pane.value == "list"
        await driver.press("2", "j", "d", "d", "u", "Z", "Z")
        assert main.leaving
    assert library.counts().total == 3
    async with driving(library, (100, 30), keys=keys) as driver:
        await driver.press("G", "apostrophe", "a")
        assert abs(driver.main.reader.place - here) < 100


async def test_someone_changes_a_preset_to_his_own_taste(library: Library, tmp_path: Path) -> None:
    keys = keys_of(
        tmp_path,
        '[keys]\npreset = "less"\n"article.archive" = ["@ a", "f4"]\n"move.top" = "g, <"\n"reader.narrower" = ""\n',
    )
    async with driving(library, keys=keys) as driver:
        await driver.press("at", "a")
        assert library.counts().archived == 1
        await driver.press("f4")
        assert library.counts().archived == 2
        await driver.press("U")
        assert library.counts().archived == 1
        await driver.press("G", "<")
        assert driver.main.articles.index == 0


@pytest.mark.parametrize("preset", sorted(PRESETS))
async def test_a_session_with_each_preset_by_what_help_says(library: Library, preset: str) -> None:
    """Whoever has forgotten the keys looks them up and does it from there."""
    async with driving(library, keys={"preset": preset}) as driver:
        await driver.press("f1")
        assert (f"Keys of {preset}" in driver.frame) == (preset != "default")
        await driver.type("last change")
        assert "Undo" in driver.frame
        await driver.press("escape", "escape")
        assert driver.app.screen is driver.main
        await driver.press("f1", *"archive", "space", *"inbox")
        await driver.press("enter")
        assert driver.app.screen is driver.main
        assert library.counts().archived == 1
        await driver.press("enter")
        assert driver.main.pane.value == "reader"
        await driver.press("escape")
        assert driver.main.pane.value == "list"


async def test_help_points_and_performs(library: Library) -> None:
    async with driving(library, (80, 24)) as driver:
        await driver.press("question_mark", *"zen")
        assert "Reader alone" in driver.frame
        await driver.press("enter")
        assert driver.main.zen
        await driver.press("question_mark", "y", "space", "m")
        assert "The key y m" in driver.frame
        assert "Copy as Markdown" in driver.frame
        assert "Copy the title" not in driver.frame
        await driver.press("escape", *["tab"] * 4)
        assert "in the reader" in driver.frame
        await driver.press("down", "down", "escape")
        assert driver.app.screen is driver.main


async def test_help_by_mouse(library: Library) -> None:
    async with driving(library, (80, 24)) as driver:
        await driver.press("question_mark", *"favourite")
        row = next(n for n, text in enumerate(driver.rows) if "Marks the article as a favourite" in text)
        await driver.pilot.click(offset=(25, row))
        await driver.settle()
        assert library.counts().favourite == 1


async def test_help_on_a_small_screen(library: Library) -> None:
    async with driving(library, (40, 12), keys={"preset": "vim"}) as driver:
        await driver.press("question_mark")
        seen: set[str] = set()
        for _ in range(400):
            seen |= set(driver.rows)
            await driver.pilot.press("down")
        text = "\n".join(seen)
        for title in ("Half a page up", "Extract again", "Line spacing", "Usual panes", "Quit"):
            assert title in text
        assert max(len(row) for row in driver.rows) <= 40


async def test_the_palette_has_every_command_with_its_keys(library: Library) -> None:
    from readlater.tui.palette import RegistryProvider

    async with driving(library, keys={"preset": "vim"}) as driver:
        found = [hit async for hit in RegistryProvider(driver.main).discover()]
        assert len(found) == len([command for command in COMMANDS if command.palette])
        told = {str(hit.text): str(hit.help) for hit in found}
        assert told["Delete, or restore"].endswith("  d d, Del")
        assert told["Extract again"].endswith("  R")


async def test_a_sequence_is_typed_slowly_and_fast(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("e", "t")
        assert driver.main.foot.prompt.kind
        await driver.press("escape", "e")
        await driver.until(lambda: driver.main.query("#which-key"))
        await driver.press("t")
        assert driver.main.foot.prompt.kind

"""The registry: complete, unambiguous, and the same thing everywhere."""

from __future__ import annotations

import subprocess
import sys

from click.testing import CliRunner
from textual.command import Hit

from readlater.cli import main
from readlater.library import Library
from readlater.tui.commands import AREAS, BY_ID, COMMANDS, HINTS, Pane
from readlater.tui.keymap import Keymap, normalise
from readlater.tui.palette import RegistryProvider
from readlater.tui.screens.help import help_rows
from tests.tui.driving import driving


def test_ids_are_unique_and_say_an_area() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert {command.area for command in COMMANDS} == set(AREAS)


def test_every_command_says_what_it_does() -> None:
    for command in COMMANDS:
        assert command.title, command.id
        assert command.help.endswith((".", "…")), command.id
        assert len(command.help) < 110, command.id


def test_default_keys_are_written_the_usual_way() -> None:
    for command in COMMANDS:
        for keys in command.keys:
            assert keys == " ".join(normalise(key) for key in keys.split(" ")), command.id


def test_default_keys_have_one_meaning_in_each_pane() -> None:
    keymap = Keymap()
    for command in COMMANDS:
        for key in command.keys:
            for pane in command.where:
                assert keymap.command(key, pane) is command


def test_hints_are_of_commands_that_work_in_their_pane() -> None:
    for pane, ids in HINTS.items():
        for command_id in ids:
            assert pane in BY_ID[command_id].where, (pane, command_id)
        assert ids[-1] == "app.help"


def test_nothing_needs_escape_alt_or_the_prefix_of_a_multiplexer() -> None:
    taken = {"ctrl+a", "ctrl+b", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+s"}
    for command in COMMANDS:
        for key in command.keys:
            assert not key.startswith("alt+"), command.id
            assert key not in taken, command.id
        assert command.keys != ("escape",), command.id


def test_each_pane_can_be_left_and_the_program_quit() -> None:
    keymap = Keymap()
    for pane in Pane:
        assert keymap.command("q", pane) is BY_ID["app.back"]
        assert keymap.command("Q", pane) is BY_ID["app.quit"]
        assert keymap.command("?", pane) is BY_ID["app.help"]


async def test_every_command_is_known_everywhere(library: Library) -> None:
    """A handler, a line of help, an entry of the palette or a key, and a line of ``readlater --keys``."""
    told = {row.command for row in help_rows(Keymap(), 120)}
    printed = CliRunner().invoke(main, ["--library", str(library.folder), "--keys"]).stdout.split()
    async with driving(library) as driver:
        handlers = driver.main.dispatch.handlers
        offered = [str(hit.text) async for hit in RegistryProvider(driver.main).discover()]
        for command in COMMANDS:
            assert command.id in printed
            assert command.id in told or command.id.startswith("sidebar.open-")
            assert (command.title in offered) == command.palette
            assert command.palette or command.keys
        assert set(handlers) == set(BY_ID)


async def test_the_palette_performs_what_it_offers(library: Library) -> None:
    async with driving(library) as driver:
        performed: list[str] = []
        driver.main.perform = performed.append  # type: ignore[assignment, method-assign]
        async for hit in RegistryProvider(driver.main).discover():
            hit.command()
        assert sorted(performed) == sorted(command.id for command in COMMANDS if command.palette)
    assert BY_ID[performed[0]].area != "move", "what everybody knows the keys of comes last"


async def test_the_palette_finds_by_title_and_by_id(library: Library) -> None:
    async with driving(library) as driver:
        for typed in ("Extract again", "article.refresh"):
            hits = [hit async for hit in RegistryProvider(driver.main).search(typed)]
            assert [hit.text for hit in hits if isinstance(hit, Hit)] == ["Extract again"]


def test_the_table_needs_no_textual() -> None:
    code = (
        "import sys, readlater.tui.commands, readlater.tui.keymap, readlater.tui.presets; "
        "sys.exit(any(name.split('.')[0] in ('textual', 'rich') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

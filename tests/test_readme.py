"""The README says what is true: its key table is the registry's, and what it names exists."""

from __future__ import annotations

import os
import re
from pathlib import Path

from readlater.cli import main
from readlater.tui.commands import AREAS, COMMANDS
from readlater.tui.keymap import Keymap

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- keys: begin -->", "<!-- keys: end -->"


def key_table() -> str:
    """The commands that have keys, as Markdown tables, one for each area."""
    keymap = Keymap({})
    parts: list[str] = []
    for area, heading in AREAS.items():
        rows = [f"| {heading} | |", "|---|---|"]
        for command in COMMANDS:
            numbered = re.fullmatch(r"sidebar\.open-\d", command.id)
            labels = keymap.labels(command.id, ascii=True)
            if command.area != area or not labels or (numbered and command.id != "sidebar.open-1"):
                continue
            keys = "`1` … `9`" if numbered else " ".join(f"`{label}`" for label in labels).replace("|", "\\|")
            title = "Similar reading by its number" if numbered else command.title
            rows.append(f"| {keys} | {title} |")
        parts.append("\n".join(rows))
    return "\n\n".join(parts)


def test_the_key_table_is_the_registrys() -> None:
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    shown, after = rest.split(END)
    if os.environ.get("READLATER_UPDATE_FRAMES"):
        README.write_text(f"{before}{BEGIN}\n{key_table()}\n{END}{after}", encoding="utf-8")
        return
    assert shown.strip() == key_table(), "renew it with: make snapshots"


def test_the_pictures_exist() -> None:
    for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README.read_text(encoding="utf-8")):
        assert (README.parent / name).is_file(), name


def test_the_commands_exist() -> None:
    import click

    context = click.Context(main)
    known = set(main.list_commands(context))
    named = set(re.findall(r"readlater ([a-z]+)", README.read_text(encoding="utf-8")))
    prose = {"can", "turns", "needs", "may", "or", "and", "is", "as"}
    assert named - prose <= known

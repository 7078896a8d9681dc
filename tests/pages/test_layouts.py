"""Layouts of many kinds of sites: which lines of a page are its article, title, byline and date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from readlater.pages.read import read_page


@dataclass
class Layout:
    """A page of ``layouts.txt``."""

    name: str
    text: str = ""
    title: str = ""
    body: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)


def layouts() -> list[Layout]:
    """The pages of ``layouts.txt``; its first lines say how they are marked."""
    parts = re.split(r"^=== ", (Path(__file__).parent / "layouts.txt").read_text("utf-8"), flags=re.MULTILINE)[1:]
    return [marked_layout(*part.rstrip("\n").split("\n")) for part in parts]


def marked_layout(name: str, *marked: str) -> Layout:
    """The page that marked lines describe."""
    layout = Layout(name)
    lines = []
    for line in marked:
        mark, said = line[:2], line[2:]
        if mark == "?|":
            key, _, layout.fields[key] = said.partition("=")
            continue
        if mark == "T|":
            layout.title = said
        if mark in ("B|", "H|"):
            layout.body.append(said)
        lines.append(said if mark in ("T|", "B|", "H|", "R|") else line)
    layout.text = "\n".join(lines)
    return layout


LAYOUTS = layouts()


def encoded(text: str, form: str) -> bytes:
    """The text as programs write it: plain, with Windows line ends and a mark, or with an empty line after each."""
    if form == "windows":
        return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    return text.replace("\n", "\n\n").encode() if form == "spaced" else text.encode()


@pytest.mark.parametrize("form", ["plain", "windows", "spaced"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layout_is_understood(layout: Layout, form: str) -> None:
    [draft] = read_page(encoded(layout.text, form))
    assert draft.format == ("tracker" if layout.name.startswith("tracker") else "text")
    assert [block.text for block in draft.document.body()] == layout.body
    if layout.title:
        assert draft.title == layout.title
    said = {key: str(getattr(draft, key)) for key in layout.fields}
    said = {key: value[:10] if key == "published" else value for key, value in said.items()}
    assert said == layout.fields

"""What a command is, and in which parts of the screen its keys can work. Imports nothing of Textual."""

from __future__ import annotations

from enum import StrEnum

from readlater.model.values import dataclass


class Pane(StrEnum):
    """A part of the screen that can have the keys, from left to right."""

    DRAWER = "drawer"
    LIST = "list"
    OUTLINE = "outline"
    READER = "reader"
    SIDEBAR = "sidebar"


DRAWER = (Pane.DRAWER,)
LIST = (Pane.LIST,)
READER = (Pane.READER,)
OUTLINE = (Pane.OUTLINE,)
SIDEBAR = (Pane.SIDEBAR,)
TEXTS = (Pane.LIST, Pane.READER)
INSIDE = (Pane.OUTLINE, Pane.READER, Pane.SIDEBAR)
ANYWHERE = (Pane.LIST, Pane.OUTLINE, Pane.READER, Pane.SIDEBAR)
"""The panes in which there is an article for a command to act on."""
EVERYWHERE = tuple(Pane)


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the screen can do.

    Attributes:
        id: ``area.verb``; what ``[keys]`` in the configuration and the palette call it.
        title: what it is called, in a few words.
        help: one sentence that says what it does.
        keys: the default keys.
        where: the panes in which the keys work; the palette offers it everywhere.
        hint: how the line at the foot of the screen calls it, or empty.
        palette: whether the palette lists it (moving a cursor by a menu helps nobody).
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...]
    where: tuple[Pane, ...] = ANYWHERE
    hint: str = ""
    palette: bool = True

    @property
    def area(self) -> str:
        """The part of the id before the point: the heading under which help lists it."""
        return self.id.partition(".")[0]

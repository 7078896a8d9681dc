"""What carries out the commands of the main screen, each part made when it is first needed: start-up is import."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readlater.tui.adding import Adding
    from readlater.tui.counting import Counting
    from readlater.tui.editing import Editing
    from readlater.tui.highlighting import Highlighting
    from readlater.tui.hints import Hints
    from readlater.tui.importing import Importing
    from readlater.tui.journal import Journal
    from readlater.tui.jumping import Jumping
    from readlater.tui.marking import Marking
    from readlater.tui.outlining import Outlining
    from readlater.tui.picking import Picking
    from readlater.tui.picturing import Picturing
    from readlater.tui.refreshing import Refreshing
    from readlater.tui.relating import Relating
    from readlater.tui.remembering import Remembering
    from readlater.tui.returning import Returning
    from readlater.tui.selecting import Selecting
    from readlater.tui.sharing import Sharing
    from readlater.tui.shelving import Shelving
    from readlater.tui.sizing import Sizing
    from readlater.tui.speaking import Speaking
    from readlater.tui.tracing import Tracing
    from readlater.tui.typesetting import Typesetting


class Room:
    """An attribute of the screen: an object of a class in the module of ``readlater.tui`` that has its name."""

    def __init__(self, class_name: str) -> None:
        self.class_name = class_name
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, screen: Any, owner: type) -> Any:
        """Makes it; from then on it is an ordinary attribute of the screen."""
        if screen is None:
            return self
        made = getattr(import_module(f"readlater.tui.{self.name}"), self.class_name)(screen)
        screen.__dict__[self.name] = made
        return made


def _room(class_name: str) -> Any:
    """A `Room`, for the type checker what the annotation before it says."""
    return Room(class_name)


class Rooms:
    """The parts of the main screen that are made when they are first needed."""

    adding: Adding = _room("Adding")
    editing: Editing = _room("Editing")
    hints: Hints = _room("Hints")
    importing: Importing = _room("Importing")
    journal: Journal = _room("Journal")
    marking: Marking = _room("Marking")
    outlining: Outlining = _room("Outlining")
    picturing: Picturing = _room("Picturing")
    refreshing: Refreshing = _room("Refreshing")
    relating: Relating = _room("Relating")
    returning: Returning = _room("Returning")
    selecting: Selecting = _room("Selecting")
    sharing: Sharing = _room("Sharing")
    sizing: Sizing = _room("Sizing")
    speaking: Speaking = _room("Speaking")
    shelving: Shelving = _room("Shelving")
    picking: Picking = _room("Picking")
    jumping: Jumping = _room("Jumping")
    highlighting: Highlighting = _room("Highlighting")
    remembering: Remembering = _room("Remembering")
    counting: Counting = _room("Counting")
    tracing: Tracing = _room("Tracing")
    typesetting: Typesetting = _room("Typesetting")

    def made(self, name: str) -> Any:
        """A part if it was needed already, else None."""
        return self.__dict__.get(name)

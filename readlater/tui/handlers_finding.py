"""What carries out the commands of `readlater.tui.commands_finding`; each part is made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlater.tui.dispatch import Dispatch
    from readlater.tui.screens.main import MainScreen

LISTS = ("continue", "forgotten", "duplicates", "empty", "snoozed", "highlighted")
"""The built-in lists (`readlater.language.lists`) with a command of their own, ``pick.`` and the name."""


def finding_handlers(screen: MainScreen, dispatch: Dispatch) -> dict[str, Callable[[], object]]:
    """Command id → what carries it out."""
    return {
        "list.group": lambda: screen.picking.group(),
        "list.next-group": lambda: screen.picking.next_group(dispatch.times),
        "list.previous-group": lambda: screen.picking.next_group(-dispatch.times),
        "list.save-search": lambda: screen.shelving.save(),
        "list.jump": lambda: screen.jumping.ask(),
        "pick.next": lambda: screen.tracing.suggest(),
        "pick.minutes": lambda: screen.picking.minutes(dispatch.times if dispatch.counted else None),
        "pick.random": lambda: screen.picking.random(),
        **{f"pick.{name}": partial(_show_list, screen, name) for name in LISTS},
        "drawer.toggle": lambda: screen.shelving.toggle(),
        "drawer.open": lambda: screen.shelving.open(),
        "drawer.fold": lambda: screen.shelving.fold(),
        "drawer.into": lambda: screen.shelving.into(),
        "drawer.out": lambda: screen.shelving.out(),
        "drawer.filter": lambda: screen.shelving.filter(),
        "drawer.rename": lambda: screen.shelving.rename(),
        "drawer.edit": lambda: screen.shelving.edit(),
        "drawer.delete": lambda: screen.shelving.delete(),
        "article.snooze": lambda: screen.picking.snooze(),
        "article.readings": lambda: screen.counting.readings(),
        "highlight.start": lambda: screen.highlighting.start(),
        "highlight.mark": lambda: screen.highlighting.mark_meant(),
        "highlight.next": lambda: screen.highlighting.go(dispatch.times),
        "highlight.previous": lambda: screen.highlighting.go(-dispatch.times),
        "highlight.here": lambda: screen.remembering.here(),
        "highlight.all": lambda: screen.remembering.all(),
        "highlight.review": lambda: screen.remembering.review(),
        "move.trail": lambda: screen.tracing.show(),
        "app.statistics": lambda: screen.counting.show(),
    }


def _show_list(screen: MainScreen, name: str) -> None:
    screen.picking.show(name)

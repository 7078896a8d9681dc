"""Telling once a day that there are highlights of the past to be seen again: all that a start needs of the reviews."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from readlater.tui.formatting import plural

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen

_TOLD = "review-told"
"""The setting of the screen that keeps on which day it was last said."""


async def tell_due(screen: MainScreen) -> None:
    """Says how many there are, unless that was said today, or something else is said."""
    today = datetime.now(UTC).astimezone(screen.config.zone).date().isoformat()
    key = screen.keymap.label("highlight.review", ascii=screen.config.ascii)
    if not key or screen.library.setting(f"screen.{_TOLD}") == today:
        return
    count = await screen.background.read(lambda library: library.to_review())
    if count and not screen.status.message:
        screen.status.tell(f"{plural(count, 'highlight')} of the past to see again: {key}")
        screen.remember(_TOLD, today)

"""Extracting articles again: another process of this program does it; what changed is shown and can be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from readlater.model import RefreshOutcome
from readlater.tui.child import Child
from readlater.tui.formatting import number, plural, was_never_fetched

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen


class Refreshing:
    """Extracts the articles again that a command is for."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._child: Child | None = None

    def refresh(self) -> None:
        """Extracts the selected articles, or the one under the cursor, again."""
        rows = self._screen.changing.rows()
        links = [row.url for row in rows if was_never_fetched(row)]
        pages = [row.uuid for row in rows if not was_never_fetched(row)]
        if self._child is not None:
            self._screen.status.warn("articles are already being extracted again; wait for the end")
            return
        if links:
            self._screen.adding.add(links, point=False)
        if pages:
            self._screen.work(partial(self._refresh, pages), "refresh")

    async def _refresh(self, uuids: Sequence[str]) -> None:
        screen = self._screen
        screen.status.tell("extracting again…", keep=True)
        counts: Counter[str] = Counter()
        last: dict[str, Any] = {}
        try:
            self._child = Child(
                screen.library.folder,
                ["refresh", "--id", "-", "--json-lines"],
                stdin="".join(f"{uuid}\n" for uuid in uuids),
            )
            async for event in self._child.events():
                if event.get("event") != "item":
                    continue
                last = event
                counts[str(last.get("outcome"))] += 1
                if len(uuids) > 1:
                    screen.status.tell(f"extracted again: {number(counts.total())} of {number(len(uuids))}", keep=True)
        finally:
            self._child = None
        screen.articles.selected = set()
        screen.refresh_all()
        if len(uuids) > 1:
            said = ", ".join(f"{number(counts[str(one)])} {one}" for one in RefreshOutcome if counts[str(one)])
            screen.status.tell(f"extracted again: {said}{self._way_back(counts)}")
        else:
            self._tell_one(last, counts)

    def _tell_one(self, result: dict[str, Any], counts: Counter[str]) -> None:
        """What became of one article; how it changed is a screen of its own."""
        status = self._screen.status
        outcome = result.get("outcome")
        if outcome == RefreshOutcome.CHANGED:
            from readlater.tui.screens.changes import ChangesScreen

            status.tell(f"extracted again{self._way_back(counts)}")
            shown = ChangesScreen(result, self._screen.keymap, ascii=self._screen.config.ascii)
            self._screen.app.push_screen(shown, self._decided)
        elif outcome == RefreshOutcome.SAME:
            status.tell("extracted again: nothing changed")
        else:
            status.warn(str(result.get("message") or "extracting again failed"))

    def _decided(self, take_back: bool | None) -> None:
        if take_back:
            self._screen.changing.undo()

    def _way_back(self, counts: Counter[str]) -> str:
        key = self._screen.keymap.label("app.undo")
        return f" · {key} undoes" if key and counts[RefreshOutcome.CHANGED] else ""

    def stop(self) -> None:
        """Ends the other process; what it has stored is kept."""
        if self._child is not None:
            self._child.stop()


def in_words(result: dict[str, Any]) -> str:
    """How many words an article had and has: ``812 → 840 words``."""
    before, after = int(result.get("words_before") or 0), int(result.get("words_after") or 0)
    return plural(after, "word") if before == after else f"{number(before)} → {plural(after, 'word')}"

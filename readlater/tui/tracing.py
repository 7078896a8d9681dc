"""The trail of places that were gone to, and what is suggested to read next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from readlater.errors import NotFoundError, ReadlaterError
from readlater.model import NextReading
from readlater.model.values import dataclass

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.trail import Visit

SUGGESTED = 20
"""Articles that are suggested at once: some 90 ms in a thread, at 100,000 articles."""

_WORDS = 160
"""Characters of the text that are shown of a place."""

_BECAUSE = {"read": "because you read “{}”", "marked": "because you marked “{}”", "favourite": "because you like “{}”"}
_SHARED = 3
_TITLE = 40


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a place: how far into the text it is, 0 to 1, and the words that stand there."""

    share: float
    words: str


def because(reading: NextReading, ellipsis: str = "…") -> str:
    """Why an article is suggested: ``because you read “How fsync fails” · fsync · wal``."""
    title = reading.because.title or reading.because.url
    title = title if len(title) <= _TITLE else title[: _TITLE - 1].rstrip() + ellipsis
    return " · ".join((_BECAUSE[reading.kind].format(title), *reading.shared[:_SHARED]))


class Tracing:
    """Shows where the reader has been, and where to go on."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    # --- what to read next

    def suggest(self) -> None:
        """Lists the unread articles that are nearest to what was lately read, marked and favoured, each with why."""
        self._screen.work(self._suggest, "suggest")

    async def _suggest(self) -> None:
        screen = self._screen
        found = await screen.background.read(lambda library: library.next_readings(SUGGESTED))
        if not found:
            screen.status.tell("nothing to suggest: no unread article is like what you lately read, marked or liked")
            return
        screen.sidebar.suggested = {one.row.id: one for one in found}
        ellipsis = "..." if screen.config.ascii else "…"
        notes = {one.row.id: because(one, ellipsis) for one in found}
        screen.browsing.show_ids("Suggestions", [one.row.id for one in found], "best guess first", notes=notes)

    # --- the trail

    def show(self) -> None:
        """Lists the places that were gone to: at once, as the next key is already for the list."""
        from readlater.tui.screens.trail import TrailScreen

        screen = self._screen
        travelling = screen.desk.travelling
        travelling.note_place()
        rows = travelling.trail.rows()
        if not rows:
            screen.status.tell("no article was opened yet")
            return
        try:
            known = {row.id: row for row in screen.library.rows(list({row.visit.step.article for row in rows}))}
        except ReadlaterError as error:
            screen.status.warn(str(error))
            return
        shown = TrailScreen(rows, travelling.trail.here, known, screen.keymap, screen.config)
        screen.app.push_screen(shown, self._go)
        visits = [row.visit for row in rows]

        async def look() -> None:
            places = await screen.background.read(partial(_places, visits=visits))
            if shown.is_attached:
                shown.put_places(places)

        screen.work(look, "trail")

    def _go(self, visit: Visit | None) -> None:
        if visit is not None:
            self._screen.desk.travelling.go_to(visit)


def _places(library: Library, *, visits: Sequence[Visit]) -> dict[Visit, Place]:
    """How far into their articles places are, and what stands there; in a thread."""
    texts: dict[int, str] = {}
    found: dict[Visit, Place] = {}
    for visit in visits:
        article, place = visit.step.article, visit.step.place
        if article not in texts:
            try:
                texts[article] = library.text(article)
            except NotFoundError:
                continue
        text = texts[article]
        found[visit] = Place(min(1.0, place / max(1, len(text))), " ".join(text[place : place + _WORDS].split()))
    return found

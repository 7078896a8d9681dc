"""What to read next: lists to pick from, a random article, putting off, groups."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from readlater.language.moments import CHOICES, MORNING, moment, spoken_time
from readlater.model import Grouping, State
from readlater.tui import formatting
from readlater.tui.changing import FEW
from readlater.tui.commands import Pane
from readlater.tui.listed import built_in, of_parts

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.widgets.selection import Targets

GROUPINGS = {
    "": "no groups",
    Grouping.DAY.value: "day",
    Grouping.CATEGORY.value: "category",
    Grouping.SITE.value: "site",
}

USUAL_MINUTES = 15
MOST_MINUTES = 999

_SAMPLE = 200
"""Articles of a long list among which a random one is looked for before all are gone through."""

_MINUTES = re.compile(r"(\d{1,3})\s*(m|min|mins|minutes?|h|hours?)?", re.ASCII | re.IGNORECASE)
_OTHER, _BACK = "other", "back"


class Picking:
    """Carries out the commands that help to choose."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._picked: set[int] = set()

    # --- lists

    def show(self, name: str) -> None:
        """Shows a built-in list."""
        self._screen.browsing.open_list(built_in(name))

    def minutes(self, minutes: int | None) -> None:
        """Shows what can be read, or finished, in so many minutes; None: asks how many there are."""
        if minutes is not None:
            self._show_fitting(minutes)
            return
        last = self._screen.library.setting("screen.minutes") or str(USUAL_MINUTES)
        self._screen.foot.ask(
            "minutes", "", entered=partial(self._minutes_entered, last), placeholder=f"{last}, or another number"
        )

    def _minutes_entered(self, last: str, text: str) -> None:
        found = _MINUTES.fullmatch(text.strip() or last)
        minutes = int(found[1]) * (60 if (found[2] or "").lower().startswith("h") else 1) if found else 0
        if not minutes:
            self._screen.foot.point_out("a number of minutes, such as 15 or 1h", 0)
            return
        self._screen.foot.close_prompt()
        self._show_fitting(minutes)

    def _show_fitting(self, minutes: int) -> None:
        minutes = max(1, min(minutes, MOST_MINUTES))
        # The library counts minutes at the usual pace, the screen shows them at the reader's.
        counted = max(1, round(minutes * self._screen.config.reading_speed / formatting.DEFAULT_SPEED))
        here = f"-is:archived -is:snoozed -is:failed words:>0 left:<={counted}"
        self._screen.remember("minutes", str(minutes))
        self._screen.browsing.open_list(
            of_parts(
                f"In {formatting.plural(minutes, 'minute')}",
                (("To finish", f"is:reading {here} sort:last-read"), ("To begin", f"is:unread {here} sort:longest")),
                aside="begun first",
                empty=f"Nothing can be read in {formatting.plural(minutes, 'minute')}.",
            )
        )

    # --- a random one

    def random(self) -> None:
        """Goes to a random article of the list that is not read; again: to another one."""
        self._screen.work(self._random, "random")

    async def _random(self) -> None:
        screen = self._screen
        listed, reading = screen.articles.source.ids, screen.pane is Pane.READER
        here = screen.desk.shown_id if reading else screen.articles.current_id
        picked = self._picked | {here}
        found = await screen.background.read(lambda library: _pick(library, listed, picked))
        if not found:  # all were picked once: from the beginning
            self._picked.clear()
            found = await screen.background.read(lambda library: _pick(library, listed, {here}))
        index = screen.articles.source.index_of(found) if found else -1
        if index < 0:
            screen.status.tell("there is no other article here that is not read")
            return
        self._picked.add(found)
        screen.articles.jump(index)
        if reading:
            screen.desk.open(found)
        else:
            screen.focus_pane_list()

    # --- groups

    def group(self) -> None:
        """Asks by what the list is to be grouped."""
        from readlater.tui.widgets.choice_bar import Choice

        browsing = self._screen.browsing
        self._screen.foot.choose(
            "Group the list by",
            [Choice(value or "none", title) for value, title in GROUPINGS.items()],
            browsing.grouping.value if browsing.grouping else "none",
            chosen=lambda value: browsing.group(None if value == "none" else Grouping(value)),
        )

    def next_group(self, n: int) -> None:
        """To the first article of the ``n``-th group below; above if negative."""
        screen = self._screen
        if not screen.articles.groups:
            key = screen.keymap.label("list.group", ascii=screen.config.ascii)
            grouped = screen.browsing.grouping is not None and len(screen.articles.source)
            none = "what is found by its words is in no groups"
            screen.status.tell(none if grouped else f"the list is in no groups · {key} makes some")
        elif not screen.articles.step_group(n):
            screen.status.tell("this is the last group" if n > 0 else "this is the first group")

    # --- putting off

    def snooze(self) -> None:
        """Asks until when to put the articles off; brings them back if all of them are put off."""
        from readlater.tui.widgets.choice_bar import Choice

        screen = self._screen
        targets = screen.changing.targets
        if not len(targets):
            screen.status.tell("no article is here")
            return
        now = datetime.now(UTC)
        rows = screen.changing.rows_of(targets) if len(targets) <= FEW else []
        if rows and all(row.snoozed is not None and row.snoozed > now for row in rows):
            self._put_off(targets, None)
            return
        choices = []
        for value, title in CHOICES:
            if when := moment(value, now, screen.config.zone):
                choices.append(Choice(value, title, spoken_time(when, screen.config.zone)))
        choices.append(Choice(_OTHER, "another time", "such as friday, in 3 days, 2w, 1 march, 18:30"))
        if not rows or any(row.snoozed is not None and row.snoozed > now for row in rows):
            choices.append(Choice(_BACK, "not any more", "what is put off comes back now"))
        what = f" {formatting.plural(len(targets), 'article')}" if len(targets) > 1 else ""
        screen.foot.choose(f"Put{what} off until", choices, chosen=partial(self._chosen, targets))

    def _chosen(self, targets: Targets, value: str) -> None:
        if value == _OTHER:
            self._screen.foot.ask(
                "until",
                "",
                entered=partial(self._entered, targets),
                typed=self._typed,
                placeholder="friday, in 3 days, 2w, 1 march, 2027-01-15, 18:30",
            )
        else:
            self._put_off(targets, None if value == _BACK else self._moment(value))

    def _moment(self, text: str) -> datetime | None:
        return moment(text, datetime.now(UTC), self._screen.config.zone)

    def _typed(self, text: str) -> None:
        when = self._moment(text)
        self._screen.foot.note(spoken_time(when, self._screen.config.zone) if when else "")

    def _entered(self, targets: Targets, text: str) -> None:
        foot = self._screen.foot
        when = self._moment(text)
        if when is not None:
            foot.close_prompt()
            self._put_off(targets, when)
        elif text.strip():
            foot.point_out(f"this says no time to come (a day begins at {MORNING.hour}:00)", 0)
        else:
            foot.close_prompt()

    def _put_off(self, targets: Targets, until: datetime | None) -> None:
        screen = self._screen
        if until is not None and not screen.in_list:
            screen.back_to_list()
        screen.changing.change(
            targets,
            lambda library, ids: library.snooze(ids, until),
            lambda row: replace(row, snoozed=until),
            doing="bringing back" if until is None else "putting off",
        )


def _pick(library: Library, listed: Sequence[int], picked: set[int]) -> int:
    """A random article of a list that is not read and was not picked; 0 if there is none. In a thread."""
    for sample in (_SAMPLE, len(listed)):
        some = random.sample(listed, min(sample, len(listed)))
        rows = library.rows([number for number in some if number not in picked])
        for row in rows:
            if row.state is not State.READ and not row.failed:
                return row.id
        if sample >= len(listed):
            return 0
    return 0

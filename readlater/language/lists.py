"""The lists that every library has without anyone having saved them: names, queries, and what they are for.

Each is a query of the language, so that nothing is in them that a reader could not ask for, too.
"""

from __future__ import annotations

from readlater.model.values import dataclass


@dataclass(frozen=True, slots=True)
class SmartList:
    """A built-in list: ``name`` on the command line and in ids of commands, ``title`` on the screen."""

    name: str
    title: str
    query: str
    help: str


LISTS: tuple[SmartList, ...] = (
    SmartList(
        "continue", "Continue reading", "is:reading -is:archived -is:snoozed sort:last-read", "begun and not finished"
    ),
    SmartList(
        "forgotten",
        "Forgotten",
        "-is:archived -is:snoozed (is:unread saved:<90d OR is:reading lastread:<30d) sort:oldest",
        "unread for three months, or left half read a month ago",
    ),
    SmartList("duplicates", "Duplicates", "is:duplicate", "saved twice, or nearly"),
    SmartList("empty", "Without a text", "words:0", "nothing there to read"),
    SmartList("highlighted", "With highlights", "has:highlight sort:marked", "marked passages"),
    SmartList("snoozed", "Snoozed", "is:snoozed sort:snoozed", "put off until a day"),
)
"""In the order of the drawer."""

BY_NAME: dict[str, SmartList] = {one.name: one for one in LISTS}

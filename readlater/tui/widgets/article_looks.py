"""How the parts of the list's lines look, by the roles that `article_lines` gives them."""

from __future__ import annotations

from readlater.tui.widgets.looks import Look, Looks

LOOKS: Looks = {
    "title-unread": Look(attributes="bold"),
    "title-reading": Look(),
    "title-read": Look("foreground", 0.65),
    "facts": Look("foreground", 0.55),
    "failed": Look("text-error"),
    "missing": Look("foreground", 0.45, "italic"),
    "progress": Look("text-primary"),
    "sign-unread": Look("text-primary"),
    "sign-reading": Look("text-accent"),
    "sign-read": Look("foreground", 0.45),
    "sign-failed": Look("text-error"),
    "favourite": Look("text-warning"),
    "archived": Look("foreground", 0.55),
    "snoozed": Look("text-accent"),
    "group": Look("text-accent", attributes="bold"),
    "group-rule": Look("foreground", 0.35, line=True),
    "group-count": Look("foreground", 0.55),
    "selected": Look(ground="accent", ground_share=0.16),
    "selected-mark": Look("text-accent", attributes="bold"),
    "cursor": Look(ground="foreground", ground_share=0.07),
    "cursor-bar": Look("foreground", 0.4, line=True),
    "empty": Look("foreground", 0.6),
}
"""The looks of roles; a role that is not here looks like what is below it."""

FOCUSED: Looks = {"cursor": Look(ground="primary", ground_share=0.2), "cursor-bar": Look("primary", line=True)}
"""In place of those while the list has the keys."""

_DIM = Look("ansi_default", attributes="dim")

ANSI: Looks = {
    **dict.fromkeys(("title-read", "facts", "missing", "sign-read", "archived", "empty"), _DIM),
    **dict.fromkeys(("group-rule", "group-count"), _DIM),
    "cursor-bar": Look("ansi_default"),
    "selected": Look(attributes="underline", ground="ansi_default"),
    "cursor": Look(ground="ansi_default"),
}
"""In place of those in the themes of the terminal's own colours."""

ANSI_FOCUSED: Looks = {"cursor": Look(attributes="reverse not dim", ground="ansi_default")}


def look_of(role: str, focused: bool, ansi: bool) -> Look | None:
    """The look of a role: while the list has the keys, and in the themes of the terminal's own colours, another one."""
    found = (ANSI_FOCUSED if ansi else FOCUSED).get(role) if focused else None
    return found or (ANSI.get(role) if ansi else None) or LOOKS.get(role)

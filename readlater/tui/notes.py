"""A note on a highlight while it is typed, in a field of one line."""

from __future__ import annotations

_BREAK = "⏎"
"""What stands for the end of a line."""


def field_of(note: str) -> str:
    """A note as it stands in the field."""
    return note.replace("\n", _BREAK)


def note_of(field: str) -> str:
    """What was typed there as a note."""
    return field.replace(_BREAK, "\n").strip()

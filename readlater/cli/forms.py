"""The names of the forms of pages, for ``--as``."""

from __future__ import annotations

from readlater.config import nearest
from readlater.errors import UsageError


def form_named(name: str | None) -> str | None:
    """The form that ``--as`` names; raises UsageError naming the nearest known one."""
    if name is None:
        return None
    from readlater.pages.sniff import FORMATS

    if name.lower() in FORMATS:
        return name.lower()
    raise UsageError(f"--as: there is no form '{name}'{nearest(name, FORMATS)}")

"""Sets of names, written as a reader reads them."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of ``text`` as a set: for lists of tags, class names and parameters that are long and all alike."""
    return frozenset(text.split())

"""Small parts of the parser of queries: joining conditions, and texts."""

from __future__ import annotations

from collections.abc import Iterable

from readlater.model import And, Node, Or

_SHOWN = 60  # characters of what was typed in a message


def short(text: str) -> str:
    """What was typed, for a message of one line."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def has_word(text: str) -> bool:
    """Whether there is a letter or digit in it."""
    return any(character.isalnum() for character in text)


def _flat(parts: Iterable[Node], kind: type[And] | type[Or]) -> list[Node]:
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, kind):
            flat += part.parts
        elif part != And(()):
            flat.append(part)
    return flat


def all_of(parts: Iterable[Node]) -> Node:
    """What says that all parts must hold; conjunctions in it are taken apart."""
    flat = _flat(parts, And)
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(parts: Iterable[Node]) -> Node:
    """What says that one of the parts must hold; without parts everything does."""
    flat = _flat(parts, Or)
    if not flat:
        return And(())
    return flat[0] if len(flat) == 1 else Or(tuple(flat))

"""What a step is, and how steps are kept: compressed JSON, in which long lists of numbers are written as ranges."""

from __future__ import annotations

import base64
import json
import sqlite3
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar

_LONG = 256
"""Numbers or names from which a list is kept as one text: a list of 100,000 is written and read in one go, in which no
other thread runs."""

_KINDS: dict[str, Any] = {}


@dataclass(frozen=True)
class Step(ABC):
    """One change. It is applied within a transaction, after which it may be another value: keep that one."""

    kind: ClassVar[str]

    def __init_subclass__(cls) -> None:
        _KINDS[cls.kind] = cls

    def undo(self, connection: sqlite3.Connection, now: int) -> Step:
        """Takes the change back; returns the step as it then stands."""
        return self._apply(connection, False, now)

    def redo(self, connection: sqlite3.Connection, now: int) -> Step:
        """Makes the change again; returns the step as it then stands."""
        return self._apply(connection, True, now)

    def touched(self) -> Sequence[int]:
        """The articles that it changes."""
        return ()

    def reindexed(self, connection: sqlite3.Connection) -> Sequence[int]:
        """The articles that must be out of the index while it is applied, and indexed again afterwards."""
        return ()

    def retold(self, connection: sqlite3.Connection) -> Sequence[int]:
        """The articles whose text it changes: they may be copies of others before or after."""
        return ()

    @abstractmethod
    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step: ...


def pack(steps: Iterable[Step]) -> bytes:
    """Steps as they are kept."""
    plain = [[step.kind, {field.name: _to_json(getattr(step, field.name)) for field in fields(step)}] for step in steps]
    return zlib.compress(json.dumps(plain, default=_bytes_to_json, separators=(",", ":")).encode(), 6)


def unpack(packed: bytes) -> list[Step]:
    """The steps that were packed."""
    return [
        _KINDS[kind](**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})
        for kind, values in json.loads(zlib.decompress(packed), object_hook=_from_json)
    ]


def _to_json(value: object) -> object:
    if isinstance(value, tuple) and len(value) > _LONG:
        if all(type(one) is int for one in value):
            return {"ranges": _ranges(value)}
        if all(isinstance(one, str) and one and " " not in one for one in value):
            return {"words": " ".join(value)}
    return value


def _bytes_to_json(value: object) -> object:
    if isinstance(value, bytes):
        return {"base85": base64.b85encode(value).decode()}
    raise TypeError(f"{type(value).__name__} can't be kept in a step")


def _from_json(value: dict[str, Any]) -> Any:
    if value.keys() == {"base85"}:
        return base64.b85decode(value["base85"])
    if value.keys() == {"words"}:
        return value["words"].split(" ")
    return _numbers(value["ranges"]) if value.keys() == {"ranges"} else value


def _ranges(numbers: Sequence[int]) -> str:
    """``5+3 20``: 5, 6, 7, 8, 20; the order stays."""
    parts: list[str] = []
    first = last = numbers[0]
    for number in (*numbers[1:], None):
        if number == last + 1:
            last = number
            continue
        parts.append(f"{first}+{last - first}" if last > first else str(first))
        if number is not None:
            first = last = number
    return " ".join(parts)


def _numbers(ranges: str) -> list[int]:
    numbers: list[int] = []
    for part in ranges.split(" "):
        first, _, more = part.partition("+")
        start = int(first)
        numbers.extend(range(start, start + int(more or 0) + 1))
    return numbers

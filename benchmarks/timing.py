"""Taking times."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TypeVar

Value = TypeVar("Value")


def milliseconds(call: Callable[[Value], object], values: Iterable[Value]) -> list[float]:
    """How long ``call`` takes for each of ``values``, in milliseconds."""
    times = []
    for value in values:
        began = time.perf_counter()
        call(value)
        times.append((time.perf_counter() - began) * 1e3)
    return times

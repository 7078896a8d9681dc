"""Rows of the benchmark table and how they are printed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def percentile(values: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile of ``values``; raises ValueError if there are none."""
    if not values:
        raise ValueError("no values to take a percentile of")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what was measured, its value, and either a limit or a baseline with the greatest (or least) ratio.

    ``ratio`` is the budget for value ÷ baseline; ``limit`` the budget for the value itself, in its unit. With
    ``at_least`` the budgets are floors.
    """

    what: str
    value: float
    unit: str = "ms"
    ratio: float | None = None
    baseline_name: str = ""
    baseline: float | None = None
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """The row as text: what, value, budget, baseline, ratio, verdict."""
        ratio = self.value / self.baseline if self.baseline else None
        budget, kept = "", True
        sign, holds = ("≥", float.__ge__) if self.at_least else ("≤", float.__le__)
        if self.limit is not None:
            budget, kept = f"{sign} {self.limit:g} {self.unit}", holds(float(self.value), float(self.limit))
        if self.ratio is not None and ratio is not None:
            budget, kept = f"{sign} {self.ratio:g} ×", holds(float(ratio), float(self.ratio))
        return (
            self.what,
            f"{self.value:.4g} {self.unit}",
            budget,
            f"{self.baseline_name} {self.baseline:.4g} {self.unit}" if self.baseline is not None else self.note,
            f"{ratio:.2f} ×" if ratio is not None else "",
            ("kept" if kept else "MISSED") if budget else "",
        )


def print_table(rows: Iterable[Row]) -> None:
    """Prints the rows as a table, each as soon as it is measured."""
    widths = (44, 14, 12, 48, 10, 6)
    head = ("what", "measured", "budget", "baseline beside it", "ratio", "")
    print("  ".join(text.ljust(width) for text, width in zip(head, widths, strict=True)).rstrip())
    print("  ".join("-" * width for width in widths))
    for row in rows:
        print(
            "  ".join(text.ljust(width) for text, width in zip(row.cells(), widths, strict=True)).rstrip(), flush=True
        )

"""A clock that stands still, so that pictures are the same every day: ``python docs/picture_clock.py WHEN ARGUMENT…``.

Run so, it is readlater with these arguments at that time (ISO 8601). To be imported before anything of readlater is.
"""

from __future__ import annotations

import copyreg
import datetime as module
import sys
from datetime import UTC, datetime, timedelta, tzinfo

_REAL = datetime


class _Datetime(type):
    """Any point in time counts as one of `StoodStill`."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _REAL)


class StoodStill(datetime, metaclass=_Datetime):
    """A ``datetime`` whose present is what `stand` says."""

    present = _REAL(2000, 1, 1, tzinfo=UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """The present at which the clock stands."""
        return cls.present.astimezone(tz) if tz else cls.present.astimezone().replace(tzinfo=None)


def stand(when: str) -> None:
    """Stops the clock at a time; what imports ``datetime`` from now on sees that."""
    StoodStill.present = _REAL.fromisoformat(when).replace(tzinfo=UTC)
    module.datetime = StoodStill  # type: ignore[misc]
    from readlater.library.times import from_ms, to_ms

    # What goes to another process finds its class by name, and would find the wrong one here.
    copyreg.pickle(_REAL, lambda moment: (from_ms, (to_ms(moment),)))


def go_on(minutes: float) -> None:
    """Moves the clock on."""
    StoodStill.present += timedelta(minutes=minutes)


def put(when: datetime) -> None:
    """Puts the clock to a time."""
    StoodStill.present = when


if __name__ == "__main__":
    stand(sys.argv[1])
    from readlater.cli import main

    sys.argv[:2] = ["readlater"]
    main()

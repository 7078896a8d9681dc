"""Points in time: aware datetimes outside, milliseconds since 1970-01-01 UTC in the library."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def now_ms() -> int:
    """The present, in milliseconds."""
    return to_ms(datetime.now(UTC))


def to_ms(when: datetime, zone: tzinfo | None = None) -> int:
    """Milliseconds of ``when``, rounded down; a naive time is local to ``zone`` (None: the system's)."""
    if when.tzinfo is None:
        try:
            when = when.replace(tzinfo=zone) if zone is not None else when.astimezone()
        except (
            OverflowError,
            ValueError,
            OSError,
        ):  # the first and last days of the calendar, on some systems any before 1970
            when = when.replace(tzinfo=UTC)
    return (when - _EPOCH) // _MILLISECOND


def midnight(day: date, zone: tzinfo | None) -> int:
    """When a day begins in ``zone`` (None: the system's), in milliseconds."""
    return to_ms(datetime(day.year, day.month, day.day), zone)


def from_ms(ms: int) -> datetime:
    """The aware datetime, in UTC, of ``ms`` milliseconds."""
    return _EPOCH + ms * _MILLISECOND


def maybe_from_ms(ms: int | None) -> datetime | None:
    """`from_ms`, where there may be none."""
    return None if ms is None else from_ms(ms)

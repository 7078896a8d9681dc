"""Readings put into a library as they would have come about, for tests of what is counted of them."""

from __future__ import annotations

import uuid
from datetime import datetime

from readlater.library import Library, readings
from readlater.library.times import to_ms


def sat(
    library: Library,
    article_id: int,
    when: datetime,
    minutes: float = 1.0,
    *,
    start: float = 0.0,
    end: float = 1.0,
    words: int | None = None,
) -> str:
    """Adds a sitting that began at that time; returns its UUID."""
    number = str(uuid.uuid4())
    with library._database.write() as connection:
        readings.add(
            connection,
            uuid=number,
            article_id=article_id,
            device="here",
            started=to_ms(when, library.zone),
            ended=to_ms(when, library.zone) + round(minutes * 60_000) + 1,
            active_seconds=minutes * 60,
            progress_from=start,
            progress_to=end,
            place=0,
            place_quote="",
            counted=end >= 0.9,
            words=words,
        )
    return number

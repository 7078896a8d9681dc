"""``readlater snooze``: articles that are put off until a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import click

from readlater.cli.output import line
from readlater.cli.session import Session, pass_session
from readlater.errors import UsageError


@click.command("snooze", short_help="Puts articles off until a day.")
@click.argument("keys", nargs=-1, required=True, metavar="ID...")
@click.option("--until", "-u", metavar="WHEN", help="When they come back; without it, tomorrow.")
@click.option("--off", is_flag=True, help="Bring them back now.")
@pass_session
def snooze_command(session: Session, keys: Sequence[str], until: str | None, off: bool) -> None:
    """Puts the articles off: they are not in the inbox until WHEN, and are back by themselves then.

    \b
    readlater snooze 3f2a91c0 --until weekend
    readlater snooze 3f2a91c0 77b01c9d -u 'friday 18:00'

    WHEN is tonight, tomorrow, weekend, friday, next week, next month, in 3 days, 2w, march, 2027-01-15, with or without
    a time of day. 'readlater list --list snoozed' shows what is put off. - stands for IDs on standard input.
    """  # noqa: D301 (click needs the backspace)
    when = None
    if off and until is not None:
        raise UsageError("--off and --until do not go together; give one of them")
    if not off:
        from readlater.language.moments import moment

        when = moment(until if until is not None else "tomorrow", datetime.now(UTC), session.zone)
        if when is None:
            raise UsageError(f"--until: '{until}' is no day to come; write tomorrow, friday, in 3 days or 2027-01-15")
    line(session.library.snooze(session.article_ids(keys), when))

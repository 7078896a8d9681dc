"""``readlater undo`` and ``readlater redo``."""

from __future__ import annotations

import click

from readlater.cli.output import line
from readlater.cli.session import Session, pass_session
from readlater.errors import NotFoundError


@click.command("undo", short_help="Takes the last change back.")
@pass_session
def undo_command(session: Session) -> None:
    """Takes the last change back, made here or on the screen; again: the one before it."""
    label = session.library.undo()
    if label is None:
        raise NotFoundError("there is nothing to undo")
    line(f"Undone: {label}")


@click.command("redo", short_help="Does again what was taken back.")
@pass_session
def redo_command(session: Session) -> None:
    """Does again what 'undo' took back last."""
    label = session.library.redo()
    if label is None:
        raise NotFoundError("there is nothing to do again")
    line(f"Done again: {label}")

"""Changes that need no more than articles: archive, favourite, mark, delete, restore. Each can be undone."""

from __future__ import annotations

from collections.abc import Sequence

import click

from readlater.cli.output import line
from readlater.cli.session import Session, pass_session

_ids = click.argument("keys", nargs=-1, required=True, metavar="ID...")
_off = click.option("--off", is_flag=True, help="Take it back.")


@click.command("archive", short_help="Archives articles.")
@_ids
@_off
@pass_session
def archive_command(session: Session, keys: Sequence[str], off: bool) -> None:
    """Archives the articles: out of the way, but not read. - stands for IDs on standard input."""
    line(session.library.archive(session.article_ids(keys), on=not off))


@click.command("favourite", short_help="Marks articles as favourites.")
@_ids
@_off
@pass_session
def favourite_command(session: Session, keys: Sequence[str], off: bool) -> None:
    """Marks the articles as favourites. - stands for IDs on standard input."""
    line(session.library.favourite(session.article_ids(keys), on=not off))


@click.command("mark", short_help="Marks articles as read or unread.")
@_ids
@click.option("--read/--unread", default=True, help="Which of the two; without it, read.")
@pass_session
def mark_command(session: Session, keys: Sequence[str], read: bool) -> None:
    """Marks the articles as read, which counts as a reading, or as unread. - stands for IDs on standard input."""
    ids = session.article_ids(keys)
    line(session.library.mark_read(ids) if read else session.library.mark_unread(ids))


@click.command("delete", short_help="Moves articles to the trash.")
@_ids
@pass_session
def delete_command(session: Session, keys: Sequence[str]) -> None:
    """Moves the articles to the trash, from which 'restore' and 'undo' bring them back.

    What has been there for longer than the setting trash_days (30; 0: for ever) is removed for good then. - stands for
    IDs on standard input.
    """
    line(session.library.delete(session.article_ids(keys)))
    session.empty_trash()


@click.command("restore", short_help="Brings articles back from the trash.")
@_ids
@pass_session
def restore_command(session: Session, keys: Sequence[str]) -> None:
    """Brings the articles back from the trash; 'list is:trashed' shows it. - stands for IDs on standard input."""
    line(session.library.restore(session.article_ids(keys)))

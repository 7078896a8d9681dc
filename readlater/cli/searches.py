"""``readlater searches``: saved searches, listed, saved, renamed, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from readlater.cli.output import Column, line, print_json_array, print_table
from readlater.cli.queries import QueryCommand
from readlater.cli.session import Session, pass_session
from readlater.errors import UsageError

_COLUMNS = (
    Column("NAME", style="cyan", shrink=True),
    Column("QUERY", shrink=True),
    Column("ARTICLES", right=True),
    Column("KIND", least=60),
)


@click.command("searches", cls=QueryCommand, short_help="Lists saved searches; saves, renames and deletes them.")
@click.argument("query", nargs=-1)
@click.option("--save", metavar="NAME", help="Keep QUERY by this name, in the place of the one that had it.")
@click.option("--rename", nargs=2, metavar="OLD NEW", help="Rename a saved search, and those in it (OLD/…).")
@click.option("--delete", metavar="NAME", help="Forget a saved search; with NAME/ all that are in it.")
@click.option("--json", "as_json", is_flag=True, help="An array of lists.")
@pass_session
def searches_command(
    session: Session,
    query: Sequence[str],
    save: str | None,
    rename: tuple[str, str] | None,
    delete: str | None,
    as_json: bool,
) -> None:
    """Lists the saved searches and the lists that every library has, with the number of their articles.

    \b
    readlater searches                                      all of them
    readlater searches --save work/short is:unread 'words:<2000'
    readlater list --list work/short                        its articles
    readlater searches --rename work job                    with all that are in it
    readlater searches --delete job/short

    A saved search is shown in the drawer of the screen (W). Names may nest with /. Each change can be undone.
    """  # noqa: D301 (click needs the backspace)
    if sum(given is not None for given in (save, rename, delete)) > 1:
        raise UsageError("--save, --rename and --delete do not go together; give one of them")
    library = session.library
    if save is not None:
        line(library.save_search(save, " ".join(query)))
        return
    if query:
        raise UsageError("say by which name to keep the search: --save NAME; 'readlater list QUERY' lists its articles")
    if rename is not None:
        line(library.rename_search(*rename))
    elif delete is not None:
        line(library.delete_search(delete))
    else:
        records = list_records(session)
        if as_json:
            print_json_array(records)
        else:
            print_table(
                _COLUMNS,
                [
                    (
                        one["name"],
                        one["query"],
                        "?" if one["count"] is None else f"{one['count']:,}",
                        "saved" if one["saved"] else "built in",
                    )
                    for one in records
                ],
            )


def list_records(session: Session) -> list[dict[str, Any]]:
    """The lists as records: saved searches by name, then those that every library has.

    Keys: ``name``, ``query``, ``count`` (articles; null if the query is no longer understood), ``saved`` (false: built
    in), ``created`` and ``updated`` (times; null if built in), ``help`` (what a built-in one is for).
    """
    from readlater.language.lists import BY_NAME

    shelves = session.library.shelves()
    saved = [
        {
            "name": one.name,
            "query": one.query,
            "count": one.count,
            "saved": True,
            "created": session.iso(one.created),
            "updated": session.iso(one.updated),
            "help": "",
        }
        for one in shelves.searches
    ]
    built_in = [
        {
            "name": name,
            "query": BY_NAME[name].query,
            "count": count,
            "saved": False,
            "created": None,
            "updated": None,
            "help": BY_NAME[name].help,
        }
        for name, count in shelves.smart
    ]
    return [*saved, *built_in]


def query_of(session: Session, name: str) -> str:
    """The query of a saved search or, where none has that name, of a built-in list.

    Raises:
        NotFoundError: there is neither; the message names the nearest that there is.
    """
    from readlater.errors import NotFoundError
    from readlater.language.lists import BY_NAME

    try:
        return session.library.saved_search(name).query
    except NotFoundError:
        known = {one.casefold(): one for one in BY_NAME}
        if built_in := known.get(name.strip().casefold()):
            return BY_NAME[built_in].query
        import difflib

        names = [*(one.name for one in session.library.saved_searches()), *BY_NAME]
        inside = f"{name.strip().rstrip('/')}/".casefold()
        near = difflib.get_close_matches(name, names, 1) or [one for one in names if one.casefold().startswith(inside)]
        hint = f"did you mean '{near[0]}'?" if near else "'readlater searches' shows all"
        raise NotFoundError(f"there is no list '{name}'; {hint}") from None

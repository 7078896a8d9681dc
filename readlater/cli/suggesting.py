"""``readlater suggest``: categories and tags by similar readings and by rules; and the rules for what is here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from readlater.cli.output import Column, is_terminal, line, note, plural, print_json_array, print_table
from readlater.cli.session import Session, pass_session
from readlater.errors import UsageError

if TYPE_CHECKING:
    from readlater.model import ArticleRow, Suggestion

Suggested = tuple["ArticleRow", "list[Suggestion]"]
"""An article and what is suggested for it."""


@click.command("suggest", short_help="Suggests categories and tags.")
@click.argument("keys", nargs=-1, metavar="[ID...]")
@click.option("--query", "-q", metavar="QUERY", help='For all articles that fit a query; "" for the whole library.')
@click.option("--json", "as_json", is_flag=True, help="An array with id, title and suggestions of each article.")
@click.option("--apply", is_flag=True, help="Accepts the suggestions: one action, which 'undo' takes back.")
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Only suggestions with at least this confidence, 0 to 1. Nothing below 0.85 is ever suggested.",
)
@pass_session
def suggest_command(
    session: Session, keys: Sequence[str], query: str | None, as_json: bool, apply: bool, least: float | None
) -> None:
    """Suggests the category and the tags that an article should have: those that its similar readings have.

    The confidence says how often such a suggestion is right. Rules of the settings ([categories], [tags]) that an
    article does not follow yet are suggested, too. - stands for IDs on standard input.

    \b
    readlater suggest 61e0bb0c                     for one article
    readlater suggest --query category:none        for all without a category
    readlater suggest -q "" --apply --least 0.9    accept all that is nearly sure
    """  # noqa: D301 (click needs the backspace)
    if bool(keys) == (query is not None):
        raise UsageError("name the articles, or give --query QUERY; 'readlater suggest --help' says more")
    ids = session.article_ids(keys) if keys else ids_of(session, query or "")
    found = _suggested(session, ids, least or 0.0)
    if as_json:
        listed = list(found) if apply else found
        print_json_array(_record(session, row, suggestions) for row, suggestions in listed)
        if apply:
            _accept(session, listed)
    elif apply:
        line(_accept(session, found))
    else:
        _print(session, list(found), several=len(ids) > 1)


def ids_of(session: Session, query: str) -> Sequence[int]:
    """The articles that fit a query, the newest first; all for an empty one."""
    from readlater.language.query import parse

    return session.library.ids(parse(query) if query.strip() else None)


def apply_rules(session: Session, query: str, *, everything: bool) -> None:
    """Sorts the articles that fit a query by the rules of the settings, and says what was done."""
    from readlater.exchange.categories import apply_rules as apply

    config = session.config
    if not config.categories and not config.tags:
        raise UsageError('there are no rules: add lines such as "*.nhk.or.jp" = "nhk" to [categories] in config.toml')
    ids = ids_of(session, query)
    line(apply(session.library, ids, config.categories, config.tags, everything=everything))


def suggestion_records(session: Session, article_id: int) -> list[dict[str, Any]]:
    """The records of what is suggested for an article: ``kind``, ``value``, ``confidence``, ``support``, ``readings``.

    ``readings`` are the ``id`` and ``title`` of the similar readings that have it; none if a rule says so.
    """
    return [_suggestion(session, one) for one in _of(session, article_id)]


def _of(session: Session, article_id: int) -> list[Suggestion]:
    from readlater.exchange.categories import suggestions

    return suggestions(session.library, article_id, session.config.categories, session.config.tags)


def _suggested(session: Session, ids: Sequence[int], least: float) -> Iterator[Suggested]:
    """The articles with what is suggested for them; those with nothing are left out. On a terminal with a bar."""
    from readlater.cli.bar import progress_bar

    def each() -> Iterator[Suggested]:
        for start in range(0, len(ids), 500):
            for row in session.library.rows(ids[start : start + 500]):
                yield row, [one for one in _of(session, row.id) if one.confidence >= least]

    if len(ids) < 100 or not is_terminal():
        yield from (pair for pair in each() if pair[1])
        return
    with progress_bar("looking") as show:
        for done, pair in enumerate(each(), 1):
            show(done, len(ids), False)
            if pair[1]:
                yield pair


def _accept(session: Session, found: Iterator[Suggested] | list[Suggested]) -> str:
    """Does what is suggested, as one action; returns what was done."""
    categories: dict[str, list[int]] = {}
    tags: dict[str, list[int]] = {}
    for row, suggestions in found:
        for one in suggestions:
            (categories if one.kind == "category" else tags).setdefault(one.value, []).append(row.id)
    if not categories and not tags:
        return "nothing is suggested"
    return session.library.sort_into(categories, tags)


def _record(session: Session, row: ArticleRow, suggestions: list[Suggestion]) -> dict[str, Any]:
    return {"id": row.uuid, "title": row.title, "suggestions": [_suggestion(session, one) for one in suggestions]}


def _suggestion(session: Session, one: Suggestion) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "value": one.value,
        "confidence": round(one.confidence, 3),
        "support": one.support,
        "readings": [{"id": row.uuid, "title": row.title} for row in session.library.rows(one.readings)],
    }


def _print(session: Session, found: list[Suggested], *, several: bool) -> None:
    """A line for each suggestion, and for whom if that may be several articles."""
    from readlater.cli.records import short_id

    if not found:
        note("nothing is suggested: no rule fits, and the similar readings don't agree enough")
        return
    columns = [
        Column("ID", style="cyan"),
        Column("FOR", shrink=True),
        Column("KIND"),
        Column("SUGGESTED", style="green", shrink=True),
        Column("SURE", right=True),
        Column("BECAUSE OF", style="dim", shrink=True, least=60),
    ]
    lines = [
        (
            short_id(row.uuid),
            row.title or row.url,
            one.kind,
            one.value,
            f"{one.confidence:.0%}" if one.support else "rule",
            _why(session, one),
        )
        for row, suggestions in found
        for one in suggestions
    ]
    shown = slice(0 if several else 2, None)
    print_table(columns[shown], [cells[shown] for cells in lines])


def _why(session: Session, one: Suggestion) -> str:
    """The nearest of the similar readings that have it."""
    if not one.support:
        return "a rule of your settings"
    [nearest] = session.library.rows(one.readings[:1])
    title = f"“{nearest.title or nearest.url}”"
    return title if one.support == 1 else f"{title} and {plural(one.support - 1, 'similar reading')} more"

"""The condition of a query as SQL over ``article``: by the short way for views, by the compiler for everything else."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, tzinfo

from readlater.library import flags
from readlater.model import And, Query, Sort
from readlater.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """The articles of a query.

    Attributes:
        where: SQL over ``article``, put for the order that was asked for.
        plain: the same as it is best where no order is.
        params: the parameters of either.
        near: the articles that are asked for by likeness, the most similar first; others may not meet ``where``.
        phrases: texts that must stand there literally, which ``where`` does not test.
    """

    where: str
    plain: str
    params: tuple[object, ...] = ()
    near: tuple[int, ...] = ()
    phrases: tuple[str, ...] = ()


def choose(
    connection: sqlite3.Connection,
    query: Query | None,
    order: Sort | None,
    zone: tzinfo | None,
    *,
    first_page: bool = False,
) -> Chosen:
    """The condition of a query, put so that its articles come soon in an order.

    Args:
        connection: to the library.
        query: what to find; None: all. What is in the trash comes only if it asks for it.
        order: in which the articles are wanted; None: no matter.
        zone: in whose days dates are meant; None: the system's.
        first_page: only the first few are wanted, which for a view come at once from the index of the order.

    Raises:
        QueryError: the query holds a value that its field can't have.
    """
    if query is None or query.root == And(()):
        return Chosen("deleted IS NULL", "deleted IS NULL")
    if plain := flags.condition(connection, query.root):
        return Chosen(plain if first_page else flags.in_order(plain, order), plain)
    from readlater.library import filters

    condition = filters.compile(connection, query, now=datetime.now(UTC), zone=zone)
    where = flags.in_order(condition.where, order)
    return Chosen(where, condition.where, condition.params, condition.near, condition.phrases)

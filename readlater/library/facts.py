"""What the table ``article`` and those beside it can tell: conditions of queries as SQL.

Names that are typed (tags, categories, sites) are looked up here, where capitals and accents make no difference, and
become the numbers or names that the statement asks for. Columns are asked for with a ``+`` where no index of their own
is to serve: then the list is walked over `schema.FACTS` in its order, which is never slow, where the range of an index
that holds half of the library would be.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from readlater.errors import QueryError
from readlater.language.days import date_span, day_value, is_length
from readlater.language.fields import LANGUAGES
from readlater.library import categories, flags, numbers
from readlater.library.copies import DUPLICATE
from readlater.library.marking import fold_in_place
from readlater.library.times import midnight, to_ms
from readlater.model import Field, kept_colour


@dataclass(frozen=True, slots=True)
class Sql:
    """A condition over ``article`` with its parameters; ``negated``: its opposite, where there is a quicker one."""

    text: str
    params: tuple[object, ...] = ()
    negated: str = ""


NEVER = Sql("0")

_STATES = {
    "unread": "article.state = 'unread'",
    "reading": "article.state = 'reading'",
    "read": "article.state = 'read'",
    "archived": "article.archived = 1",
    "favourite": "article.favourite = 1",
    "failed": "article.failed <> ''",
    "trashed": "article.deleted IS NOT NULL",
    "duplicate": f"article.{DUPLICATE}",
}
_THINGS = {
    "highlight": "article.id IN (SELECT article_id FROM highlight)",
    "note": "article.id IN (SELECT id FROM article WHERE note <> ''"
    " UNION ALL SELECT article_id FROM highlight WHERE note <> '')",
    "original": "article.id IN (SELECT id FROM article WHERE original IS NOT NULL)",
    "summary": "article.summary_source IS NOT NULL",
}
_OPPOSITES = {
    "article.state = 'unread'": "article.state IN ('read', 'reading')",
    "article.state = 'reading'": "article.state IN ('read', 'unread')",
    "article.state = 'read'": "article.state IN ('reading', 'unread')",
    "article.archived = 1": "article.archived = 0",
    "article.favourite = 1": "article.favourite = 0",
    "article.failed <> ''": "article.failed = ''",
    "article.deleted IS NOT NULL": "article.deleted IS NULL",
    "article.summary_source IS NOT NULL": "article.summary_source IS NULL",
}
"""What a negated condition says, put so that an index serves. The columns that are compared with a value are never
NULL, so it is the same as NOT."""
_FLAGS = _OPPOSITES.keys() | set(_OPPOSITES.values())
_AMONG = "article.id IN "
_ABSENT = {
    "author": "+article.byline = ''",
    "site": "+article.site = ''",
    "category": "article.category_id IS NULL",
    "tag": "article.id NOT IN (SELECT article_id FROM article_tag)",
    "lang": "+article.language = ''",
    "published": "+article.published = ''",
    "lastread": "+article.last_read IS NULL",
    "readon": "+article.last_read IS NULL",
    "marked": "article.id NOT IN (SELECT article_id FROM highlight)",
    "snoozed": "article.id NOT IN (SELECT id FROM article WHERE snoozed IS NOT NULL)",
}
_DATES = {
    "saved": "article.created",
    "lastread": "+article.last_read",
    "published": "+article.published",
    "readon": "started",
    "marked": "created",
    "snoozed": "snoozed",
}
_AMONG_DATED = {
    # The sittings; and the last reading, which for what was imported is the only one that is known.
    "readon": "(article.id IN (SELECT article_id FROM reading WHERE {test}"
    " AND id NOT IN (SELECT reading.id FROM reading_void CROSS JOIN reading USING (uuid)))"
    " OR {last})",
    "marked": "article.id IN (SELECT article_id FROM highlight WHERE {test})",
    "snoozed": "article.id IN (SELECT id FROM article WHERE {test})",
}
"""Fields of days that are about something of which an article may have several, or mostly none."""

_HOST = "'.' || replace(substr({rest}, 1, instr({rest} || '/', '/') - 1), ':', '.') || '.'".format(
    rest="substr(url, instr(url, '://') + 3)"
)
_SITES = """
WITH RECURSIVE found (site) AS (
    VALUES ('') UNION ALL
    SELECT (SELECT site FROM article WHERE deleted IS NULL AND site COLLATE NOCASE > found.site
        ORDER BY site COLLATE NOCASE LIMIT 1) FROM found WHERE site IS NOT NULL
)
SELECT site FROM found WHERE site <> '' UNION SELECT site FROM article WHERE deleted IS NOT NULL
"""
"""The sites, one for all ways to write it with capitals: a step in an index for each, not for each article."""
_MOST_NAMES = 20_000
"""Names that a statement asks for one by one; SQLite takes 32,766 parameters."""


def opposite(sql: Sql) -> Sql:
    """The condition that this one does not hold."""
    if sql.negated:
        return Sql(sql.negated, sql.params, sql.text)
    if sql.text in _OPPOSITES:
        return Sql(_OPPOSITES[sql.text])
    if sql.text.startswith(_AMONG):
        return Sql(f"article.id NOT IN {sql.text.removeprefix(_AMONG)}", sql.params)
    return Sql(f"NOT coalesce({sql.text}, 0)", sql.params)


def is_flag(sql: Sql) -> bool:
    """Whether a condition compares a column with a word or a number, and no more."""
    return not sql.params and sql.text in _FLAGS


class Facts:
    """Conditions over a library at a time.

    Args:
        connection: to the library.
        now: what ``today`` and ``7d`` are counted from.
        zone: in whose days dates are meant; None: the system's.
    """

    def __init__(self, connection: sqlite3.Connection, now: datetime, zone: tzinfo | None) -> None:
        self._connection = connection
        self._zone = zone
        self._today = now.astimezone(zone).date() if now.tzinfo else now.date()
        self._now = to_ms(now, zone)
        self._named: dict[str, Callable[[str, str], Sql]] = {
            "site": self._site,
            "category": self._category,
            "tag": self._tag,
            "lang": _language,
            "colour": self._colour,
        }

    def condition(self, field: Field) -> Sql:
        """The condition that a field says.

        Raises:
            QueryError: there is no such field, or it can't have that value.
        """
        name, value = field.name, field.value
        known = {"is": _STATES, "has": _THINGS}.get(name, {}).get(value)
        if known is not None:
            return Sql(known)
        if value == "" and field.operator == ":" and name in _ABSENT:
            return Sql(_ABSENT[name])
        if name == "is" and value == "snoozed":
            asleep, awake = flags.snoozed(self._connection, self._now)
            return Sql(asleep, negated=awake)
        if name in _AMONG_DATED:
            return self._dated(field)
        if name in _DATES:
            return self.day(field, _DATES[name])
        try:
            if name in numbers.FIELDS:
                return Sql(*numbers.condition(field))
        except ValueError:
            pass
        else:
            if name in self._named:
                return self._named[name](value, field.operator)
        raise QueryError(f'Unknown condition "{name}:{value}" at position {field.position + 1}', field.position)

    # --- names

    def _tag(self, value: str, operator: str) -> Sql:
        fits = _fits(value, operator)
        rows = self._connection.execute("SELECT id, name FROM tag").fetchall()
        numbers = [number for number, name in rows if fits(name)]
        if not numbers:
            return NEVER
        return Sql(
            f"article.id IN (SELECT article_id FROM article_tag WHERE tag_id IN ({_marks(numbers)}))", tuple(numbers)
        )

    def _category(self, value: str, operator: str) -> Sql:
        fits = _fits(value.strip("/"), operator)
        above = f"{folded(value.strip('/'))}/"
        rows = self._connection.execute("SELECT id, name FROM category").fetchall()
        given = {path for path, name in rows if fits(name) and name != categories.default_name(path)}
        named = tuple(f"{path}/" for path in given)
        paths = [
            path
            for path, _ in rows
            if path in given
            or fits(path)
            or (operator != "=" and (folded(path).startswith(above) or path.startswith(named)))
        ]
        return Sql(f"article.category_id IN ({_marks(paths)})", tuple(paths)) if paths else NEVER

    def _site(self, value: str, operator: str) -> Sql:
        """Sites with ``value`` in their name, or as a whole label of their address; a domain and those below it."""
        if operator == "=":
            return Sql("+article.site COLLATE NOCASE = ?", (_bindable(value),))
        plain = folded(value)
        domain = re.sub(r"^\w+://", "", plain).split("/")[0].replace(":", ".").removeprefix("www.").rstrip("*.")
        rows = self._connection.execute(_SITES).fetchall()
        if "." in domain:
            # By whole labels: x.com is not in netflix.com.
            wanted = f".{domain.lstrip('.*')}."
            names = [name for (name,) in rows if wanted in f".{folded(name)}."]
        else:
            names = [name for (name,) in rows if plain in folded(name)]
        parts: list[tuple[str, str, tuple[object, ...]]] = []
        if len(names) > _MOST_NAMES:
            parts.append(("+article.site", "LIKE ? ESCAPE '\\'", (f"%{_escaped(_bindable(value))}%",)))
        elif names:
            parts.append(("+article.site COLLATE NOCASE", f"IN ({_marks(names)})", tuple(names)))
        if labels := _bindable(domain.lstrip(".*")):
            # The first test is quick and leaves few for the second; only a domain may be the end of an address.
            quick = _escaped(labels).replace(".", "_") + ("" if "." in domain else ".")
            at = f"IN (SELECT id FROM article WHERE url LIKE ? ESCAPE '\\' AND {_HOST} LIKE ? ESCAPE '\\')"
            parts.append(("article.id", at, (f"%{quick}%", f"%.{_escaped(labels)}.{'' if '.' in domain else '_'}%")))
        if not parts:
            return NEVER
        return Sql(
            f"({' OR '.join(f'{column} {test}' for column, test, _ in parts)})",
            tuple(param for *_, params in parts for param in params),
            f"({' AND '.join(f'{column} NOT {test}' for column, test, _ in parts)})",
        )

    def _colour(self, value: str, _operator: str) -> Sql:
        return Sql("article.id IN (SELECT article_id FROM highlight WHERE colour = ?)", (kept_colour(value),))

    # --- days

    def _dated(self, field: Field) -> Sql:
        """A condition on the days of something that stands beside an article."""
        test = self.day(field, _DATES[field.name])
        if field.name != "readon":
            return Sql(_AMONG_DATED[field.name].format(test=test.text), test.params)
        last = self.day(field, _DATES["lastread"])
        return Sql(_AMONG_DATED["readon"].format(test=test.text, last=last.text), (*test.params, *last.params))

    def day(self, field: Field, column: str) -> Sql:
        """What a field says of a point in time (by whole days in the reader's zone), or a date of publication (text).

        Args:
            field: one of days.
            column: where it stands, trusted SQL.

        Raises:
            QueryError: its value is no day.
        """
        published = field.name == "published"

        def bounds(value: str) -> tuple[object, object]:
            canonical = day_value(value)
            if canonical is None:
                raise QueryError(
                    f'"{value}" at position {field.position + 1} isn\'t a day such as 2024-03-01 or 7d', field.position
                )
            first, after = date_span(canonical, self._today)
            if published:
                size = _precision(first, after)
                return first.isoformat()[:size], after.isoformat()[:size]
            return midnight(first, self._zone), midnight(after, self._zone)

        known = f"{column} <> ''" if published else f"{column} IS NOT NULL"
        if field.operator == "..":
            lower = bounds(field.value) if field.value else None
            upper = bounds(field.upper) if field.upper else None
            if lower and upper and upper[0] < lower[0]:  # type: ignore[operator]
                lower, upper = upper, lower
            tests = [(">=", lower[0])] if lower else []
            tests += [("<", upper[1])] if upper else []
            parts = [known] * (lower is None) + [f"{column} {sign} ?" for sign, _ in tests]
            return Sql(f"({' AND '.join(parts)})", tuple(bound for _, bound in tests))
        first, after = bounds(field.value)
        if field.operator == ":" and not is_length(day_value(field.value) or ""):
            return Sql(f"({column} >= ? AND {column} < ?)", (first, after))
        test = {":": (">=", first), ">=": (">=", first), ">": (">=", after), "<": ("<", first), "<=": ("<", after)}
        sign, bound = test[field.operator]
        return Sql(f"({known} AND {column} {sign} ?)" if sign == "<" else f"{column} {sign} ?", (bound,))


def _precision(first: date, after: date) -> int:
    """How much of a date of publication a span of days tells: its length as text. Dates may be known to the year."""
    if first.day != 1 or after.day != 1:
        return 10
    return 4 if first.month == after.month == 1 else 7


def _language(value: str, operator: str) -> Sql:
    code = _bindable(value).lower()
    if operator != "*":
        column = "+article.language COLLATE NOCASE"
        # Up to what stands behind the hyphen in the alphabet: quicker than LIKE, which would be asked for each article.
        return Sql(f"({column} = ? OR ({column} > ? AND {column} < ?))", (code, f"{code}-", f"{code}."))
    codes = [known for name, known in LANGUAGES.items() if name.startswith(code)]
    return Sql(
        f"(article.language LIKE ? ESCAPE '\\' OR +article.language IN ({_marks(codes)}))",
        (f"{_escaped(code)}%", *codes),
    )


# --- text


def _fits(value: str, operator: str) -> Callable[[str], bool]:
    """Whether a name is the one that was typed, or begins with it; capitals and accents don't matter."""
    wanted = folded(value)
    return (lambda name: folded(name).startswith(wanted)) if operator == "*" else (lambda name: folded(name) == wanted)


def folded(text: str) -> str:
    """A name as it is compared: without capitals and accents."""
    return fold_in_place(text if text.isascii() else unicodedata.normalize("NFC", text))


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)


def _escaped(text: str) -> str:
    """``text`` for LIKE, with the backslash as the escape character."""
    return re.sub(r"([\\%_])", r"\\\1", text)


def _bindable(text: str) -> str:
    """``text`` without lone surrogates, which SQLite does not take."""
    return text.encode("utf-8", "replace").decode()

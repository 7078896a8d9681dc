"""Front matter: the YAML (or TOML) block before a Markdown text, as note programs, web clippers and people write it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from readlater.language.dates import parse_date, parse_time
from readlater.language.safe import safe_line

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.{0,200000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\n(.{0,200000}?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)

WIKILINK = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The values of a YAML front matter by folded key, and the text behind it.

    Without one, or with a broken one (which then is part of the text), there are no values.
    """
    match = _TOML.match(text)
    if match:
        return _toml_values(match.group(1), text, match.end())
    match = _FRONT.match(text)
    if not match:
        return {}, text
    try:
        values = _yaml(match.group(1))
    except (ValueError, RecursionError, OverflowError, TypeError):
        return _simple_values(match.group(1), text, match.end())
    if values is None and match.group(1).strip():
        return _simple_values(match.group(1), text, match.end())
    if not isinstance(values, dict):
        return {}, text
    return {_key(key): value for key, value in values.items()}, text[match.end() :]


def _yaml(block: str) -> Any:
    """The values of a YAML block.

    Raises:
        ValueError: it is broken, or says one thing by the name of another (which can make a little text very large).
    """
    import yaml

    class Plain(yaml.SafeLoader):
        """A loader without aliases."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.events.AliasEvent):
                raise ValueError("an alias")
            return super().compose_node(parent, index)

    try:
        return yaml.load(block, Plain)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _toml_values(block: str, text: str, end: int) -> tuple[dict[str, Any], str]:
    """The values of a block between ``+++`` lines."""
    import tomllib

    try:
        values = tomllib.loads(block)
    except (ValueError, RecursionError):
        return {}, text
    return {_key(key): value for key, value in values.items()}, text[end:]


def _simple_values(block: str, text: str, end: int) -> tuple[dict[str, Any], str]:
    """The values of a front matter that is no YAML but has only ``key: value`` lines (a title with a colon in it)."""
    values: dict[str, Any] = {}
    for line in block.split("\n"):
        match = re.match(r"([\w -]{1,40}):[ \t]*(.*)$", line)
        if match:
            values[_key(match.group(1))] = match.group(2).strip().strip("\"'")
        elif line.strip() and not re.match(r"\s|-\s|#", line):
            return {}, text
    return values, text[end:]


def _key(key: object) -> str:
    return re.sub(r"[\s-]+", "_", str(key).strip().lower())


def first_of(values: dict[str, Any], keys: Iterable[str]) -> Any:
    """The first of the ``keys`` that has a value."""
    return next((values[key] for key in keys if values.get(key) not in (None, "", [], {})), None)


def string_of(value: Any) -> str:
    """A value (of a list: its first) as a line of text; empty for mappings and nothing."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict) or value is None:
        return ""
    return safe_line(value.isoformat() if isinstance(value, (date, datetime)) else str(value))


def strings_of(value: Any, split: bool = False) -> list[str]:
    """A value as a list of strings; with ``split``, a string is divided at commas (or at ``#`` and spaces)."""
    if isinstance(value, dict):
        value = value.get("name", "")
    if isinstance(value, list):
        parts = [string_of(part if not isinstance(part, dict) else part.get("name", "")) for part in value[:100]]
    elif isinstance(value, str) and split:
        parts = (
            re.split(r"[,;]", value)
            if re.search(r"[,;]", value)
            else value.split()
            if value.startswith("#")
            else [value]
        )
    else:
        parts = [string_of(value)]
    return [part.strip() for part in parts if part.strip()]


def plain(text: str) -> str:
    """Text without the brackets of wikilinks."""
    return safe_line(WIKILINK.sub(lambda match: match.group(2) or match.group(1), text))


def date_of(value: Any) -> str:
    """A value as a date of publication: ISO 8601, partial if it is; empty if it is none."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value) if 1000 <= value <= 2999 else ""
    return parse_date(plain(string_of(value))) if value else ""


def time_of(value: Any) -> datetime | None:
    """A value as a moment, naive if it names no offset; None if it is none."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return parse_time(plain(string_of(value))) if value else None

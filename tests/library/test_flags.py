"""Conditions on flags: the same SQL as the compiler of queries makes, so that the same indexes are used."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from readlater.language.query import parse
from readlater.library import Library, filters, flags


@pytest.mark.parametrize(
    "text",
    ["is:unread -is:archived", "is:reading -is:archived", "-is:archived", "is:archived", "is:favourite", "is:read"],
)
def test_flags_are_what_the_compiler_makes_of_them(tmp_path: Path, text: str) -> None:
    query = parse(text)
    with Library.open(tmp_path / "library") as library, library._database.read() as connection:
        condition = filters.compile(connection, query, now=datetime.now(UTC), zone=None)
    assert flags.condition(query.root) == condition.where


@pytest.mark.parametrize("text", ["is:trashed", "ferry", "-is:read", "is:unread OR is:read", "words:<200", "has:note"])
def test_everything_else_is_left_to_the_compiler(text: str) -> None:
    assert flags.condition(parse(text).root) == ""

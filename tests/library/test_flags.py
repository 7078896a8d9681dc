"""Conditions on flags: the same SQL as the compiler of queries makes, so that the same indexes are used."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from readlater.language.query import parse
from readlater.library import Library, filters, flags
from readlater.library.times import to_ms
from tests.factories import draft


@pytest.mark.parametrize(
    "text",
    [
        "is:unread -is:archived -is:snoozed",
        "is:reading -is:archived",
        "-is:archived -is:snoozed",
        "is:archived",
        "is:favourite",
        "is:read",
        "is:snoozed",
    ],
)
def test_flags_are_what_the_compiler_makes_of_them(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    query = parse(text)
    now = datetime.now(UTC)
    monkeypatch.setattr(flags, "now_ms", lambda: to_ms(now))
    with Library.open(tmp_path / "library") as library:
        for number in (library.add(draft(name, f"{name} of two.")).id for name in ("One", "Two")):
            with library._database.read() as connection:
                condition = filters.compile(connection, query, now=now, zone=None)
                assert flags.condition(connection, query.root) == condition.where
            library.snooze([number], now + timedelta(days=1))  # nobody, one, and in the end two are put off


@pytest.mark.parametrize("text", ["is:trashed", "ferry", "-is:read", "is:unread OR is:read", "words:<200", "has:note"])
def test_everything_else_is_left_to_the_compiler(tmp_path: Path, text: str) -> None:
    with Library.open(tmp_path / "library") as library, library._database.read() as connection:
        assert flags.condition(connection, parse(text).root) == ""


def test_where_nothing_is_put_off_no_article_is_asked_for_it(tmp_path: Path) -> None:
    inbox = parse("-is:archived -is:snoozed")
    with Library.open(tmp_path / "library") as library:
        ids = [library.add(draft(name, f"{name} of five. ")).id for name in ("One", "Two", "Three", "Four", "Five")]
        with library._database.read() as connection:
            assert "snoozed" not in flags.condition(connection, inbox.root)
        library.snooze([ids[1], ids[3]], datetime.now(UTC) + timedelta(days=1))
        assert {*library.ids(inbox)} == {ids[0], ids[2], ids[4]}
        with library._database.read() as connection:
            assert f"BETWEEN {ids[1]} AND {ids[3]}" in flags.condition(connection, inbox.root)

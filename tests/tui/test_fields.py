"""What is typed into the fields of an article."""

from __future__ import annotations

from datetime import date

import pytest

from readlater.errors import QueryError
from readlater.tui.fields import complete_name, complete_names, read_category, read_date, read_title, read_url

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-3-5", "2024-03-05"),
        ("5 March 2024", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("5.3.2024", "2024-03-05"),
        ("13/04/2024", "2024-04-13"),
        ("5/5/2024", "2024-05-05"),
        ("14 janvier 2022", "2022-01-14"),
        ("2022年1月14日", "2022-01-14"),
        ("March 2024", "2024-03"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("today", "2026-11-22"),
        ("yesterday", "2026-11-21"),
        ("3 days ago", "2026-11-19"),
        ("monday", "2026-11-16"),
        ("2024-03-05 10:00", "2024-03-05T10:00"),
        ("", ""),
    ],
)
def test_dates_in_any_usual_way(typed: str, read: str) -> None:
    assert read_date(typed, TODAY) == read


@pytest.mark.parametrize(
    ("typed", "says", "where"),
    [
        ("2024-13-05", "no such month", 5),
        ("2024-02-30", "no such day", 8),
        ("03/04/2024", "day or month first", 0),
        ("soon", "no day that is understood", 0),
        ("last week", "no day that is understood", 0),
        ("99", "no day that is understood", 0),
    ],
)
def test_what_is_no_date_is_pointed_at(typed: str, says: str, where: int) -> None:
    with pytest.raises(QueryError, match=says) as caught:
        read_date(typed, TODAY)
    assert caught.value.position == where


def test_addresses() -> None:
    assert read_url(" Example.org/a ") == "https://example.org/a"
    assert read_url("https://example.org/a?utm_source=x") == "https://example.org/a"
    assert read_url(" ") == ""
    with pytest.raises(QueryError, match="no web address") as caught:
        read_url("not an address")
    assert caught.value.position == 3


def test_categories_and_titles() -> None:
    assert read_category(" tech / storage ") == "tech/storage"
    assert read_category("") == ""
    for wrong in ("tech//a", "/tech", "tech/"):
        with pytest.raises(QueryError, match="part of the path is missing"):
            read_category(wrong)
    assert read_title(" A  title ") == "A title"
    with pytest.raises(QueryError, match="needs a title"):
        read_title("  ")


def test_completions_have_their_counts_and_begin_before_they_hold() -> None:
    names = [("The Sea", 5), ("Sea News", 2), ("War", 9)]
    assert [(one.text, one.count) for one in complete_name("sea", names)] == [("Sea News", 2), ("The Sea", 5)]
    [war] = complete_names("sea news, -w", names)
    assert (war.text, war.start, war.end) == ("War", 11, 12)
    assert "War" not in [one.text for one in complete_names("war, ", names)]

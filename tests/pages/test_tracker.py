from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from readlater.language.words import count_words
from readlater.model import Draft
from readlater.pages.read import read_page
from tests.pages.pasted import EN_BODY, JA_BODY, KO

SIMILAR = "Similar Readings (2 items)\nA bell for the new station\nSteam returns to the valley line"
SUMMARY = "Summary\nAn engineer builds a clock from locomotive parts. It strikes the hours in a goods shed."
STATISTICS = "Statistics\n113\nWords3\nRead CountDetails"
DETAILS = (
    "ID: 0f0e0d0c-0b0a-4908-8706-050403020100\nCategory ID: valley\nURL: "
    "https://valleypost.example/clock\nDate: Jan. 14, 2022\n"
    "Created: 2022/01/14 08:51\nUpdated: 2025/12/09 18:16\nLast Read: 2022/02/01 07:05"
)
BODY = "\n".join(EN_BODY)


def read(text: str) -> list[Draft]:
    return read_page(text.encode())


def check(draft: Draft) -> None:
    assert draft.format == "tracker"
    assert [block.text for block in draft.document.body()] == list(EN_BODY)
    assert draft.uuid == "0f0e0d0c-0b0a-4908-8706-050403020100"
    assert (draft.category_id, draft.url, draft.published) == (
        "valley",
        "https://valleypost.example/clock",
        "2022-01-14",
    )
    assert draft.created == datetime(2022, 1, 14, 8, 51)
    assert draft.updated == datetime(2025, 12, 9, 18, 16)
    assert draft.last_read == datetime(2022, 2, 1, 7, 5)
    assert draft.read_count == 3
    assert draft.summary == "An engineer builds a clock from locomotive parts. It strikes the hours in a goods shed."
    assert draft.similar_titles == ("A bell for the new station", "Steam returns to the valley line")


@pytest.mark.parametrize(
    "parts",
    [
        (BODY, SIMILAR, SUMMARY, STATISTICS, DETAILS),
        (BODY, SUMMARY, SIMILAR, DETAILS, STATISTICS.replace("Details", "")),
        (SIMILAR, SUMMARY, STATISTICS, DETAILS, BODY),
        (DETAILS, SUMMARY, STATISTICS, SIMILAR, BODY),
        (BODY + "\n" + BODY, STATISTICS, DETAILS, SIMILAR, SUMMARY),
        (BODY, SIMILAR, SUMMARY, "Statistics\n113\nWords\n3\nRead Count\nDetails", DETAILS),
        (BODY, SIMILAR, SUMMARY, "Statistics\n113Words3Read CountDetails" + DETAILS.replace("\n", "")),
        (
            BODY,
            SIMILAR.replace("\n", "\n\n"),
            "\n" + SUMMARY.replace("\n", "\n\n"),
            STATISTICS,
            DETAILS.replace("\n", "\n\n"),
        ),
    ],
    ids=[
        "as-exported",
        "swapped",
        "body-last",
        "details-first",
        "twice",
        "not-run-together",
        "one-line",
        "empty-lines",
    ],
)
def test_blocks_are_understood_in_any_order(parts: tuple[str, ...]) -> None:
    [draft] = read("\n".join(parts))
    check(draft)


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    text = "\n".join((BODY, SIMILAR, SUMMARY, STATISTICS, DETAILS)).replace("\n", "\r\n")
    [draft] = read_page(b"\xef\xbb\xbf" + text.encode())
    check(draft)


def test_missing_blocks_stay_empty() -> None:
    [draft] = read(f"{BODY}\n{STATISTICS}\nCategory ID: valley\nLast Read: 2022/02/01 07:05")
    assert (draft.read_count, draft.category_id, draft.last_read) == (3, "valley", datetime(2022, 2, 1, 7, 5))
    assert (draft.uuid, draft.url, draft.summary, draft.similar_titles, draft.created) == ("", "", "", (), None)
    assert [block.text for block in draft.document.body()] == list(EN_BODY)


def test_the_last_value_may_run_into_the_next_article() -> None:
    first, second = read("\n".join((BODY, SIMILAR, SUMMARY, STATISTICS, DETAILS)) + KO.text)
    check(first)
    assert (second.title, second.byline, second.site) == (KO.title, KO.byline, KO.site)
    assert [block.text for block in second.document.body()] == list(KO.body)


def test_several_articles_each_with_its_own_values() -> None:
    other = DETAILS.replace("0f0e0d0c", "aaaaaaaa").replace("valley\n", "yamazato\n").replace("/clock", "/library")
    text = "\n".join(
        (BODY, SIMILAR, SUMMARY, STATISTICS, DETAILS, *JA_BODY, "Statistics\n90\nWords12\nRead CountDetails", other)
    )
    first, second = read(text)
    check(first)
    assert [block.text for block in second.document.body()] == list(JA_BODY)
    assert (second.uuid[:8], second.category_id, second.read_count, second.similar_titles) == (
        "aaaaaaaa",
        "yamazato",
        12,
        (),
    )
    assert second.language == "ja"


def test_a_line_behind_the_blocks_makes_no_article() -> None:
    [draft] = read("\n".join((BODY, SIMILAR, SUMMARY, STATISTICS, DETAILS, "", "Back to list")))
    check(draft)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2022年1月14日", "2022-01-14"),
        ("14. Januar 2022", "2022-01-14"),
        ("14 января 2022 г.", "2022-01-14"),
        ("2022. 1. 14.", "2022-01-14"),
        ("14 de enero de 2022", "2022-01-14"),
        ("January 2022", "2022-01"),
        ("2022", "2022"),
    ],
)
def test_dates_of_publication_in_other_languages(said: str, expected: str) -> None:
    [draft] = read("\n".join((BODY, STATISTICS, DETAILS.replace("Jan. 14, 2022", said))))
    assert draft.published == expected
    assert draft.created == datetime(2022, 1, 14, 8, 51)


def test_values_in_other_scripts() -> None:
    text = "\n".join(
        (
            *JA_BODY,
            "Similar Readings (1 item)",
            "ローカル線の駅弁",
            "Summary",
            "廃線の車両が図書館になった。",
            STATISTICS,
            "Category ID: 図書館",
            "Created: 2022年1月14日 08:51",
        )
    )
    [draft] = read(text)
    assert (draft.category_id, draft.similar_titles, draft.summary) == (
        "図書館",
        ("ローカル線の駅弁",),
        "廃線の車両が図書館になった。",
    )
    assert draft.created == datetime(2022, 1, 14, 8, 51)


def test_a_text_that_only_mentions_such_words_is_no_export() -> None:
    text = "Summary\n" + BODY + "\nDate: Jan. 14, 2022\nURL: https://valleypost.example/clock"
    [draft] = read(text)
    assert draft.format == "text"


def test_the_exported_news_page(shared_pages: Path) -> None:
    [draft] = read_page((shared_pages / "000_177d36f708b3b892.txt").read_bytes(), name="000.txt")
    assert draft.uuid == "61e0bb0c-0058-4856-94ba-021035ed5dbd"
    assert (draft.category_id, draft.url) == ("nhk", "https://www3.nhk.or.jp/nhkworld/en/news/20220114_04/")
    assert (draft.published, draft.read_count) == ("2022-01-14", 1)
    assert (draft.created, draft.last_read) == (datetime(2022, 1, 14, 8, 51), datetime(2022, 1, 14, 8, 51))
    assert draft.updated == datetime(2025, 12, 9, 18, 16)
    assert draft.summary.startswith("Russia-led military alliance (CSTO)")
    assert draft.summary.endswith("expected to complete by")
    assert len(draft.similar_titles) == 5
    assert draft.title == "A Russia-led military alliance has begun withdrawing its forces from Kazakhstan after…"
    assert count_words(draft.document.text) == 225
    assert len(list(draft.document.body())) == 9

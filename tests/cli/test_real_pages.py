"""The two real pages: every fact that is known about them, through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlater.exchange.samples import sample_folder
from tests.cli.running import Cli

NHK = "61e0bb0c-0058-4856-94ba-021035ed5dbd"


@pytest.fixture
def real(cli: Cli, shared_pages: Path) -> Cli:
    """The command line over a library of the two pages."""
    found = cli("import", shared_pages, "--json").json
    assert (found["new"], found["total"]) == (2, 2)
    return cli


def test_the_page_of_the_tracker(real: Cli) -> None:
    found = real("show", NHK[:8], "--json").json
    assert found["id"] == NHK
    assert found["category_id"] == "nhk"
    assert found["url"] == "https://www3.nhk.or.jp/nhkworld/en/news/20220114_04/"
    assert found["published"] == "2022-01-14"
    assert found["created"] == "2022-01-14T08:51:00+00:00"
    assert found["updated"] == "2025-12-09T18:16:00+00:00"
    assert found["last_read"] == "2022-01-14T08:51:00+00:00"
    assert found["word_count"] == 225
    assert found["read_count"] == 1
    assert found["state"] == "read"
    assert found["summary"].startswith("Russia-led military alliance (CSTO) withdraws forces from Kazakhstan")
    assert found["summary_source"] == "page"
    assert found["title"].startswith("A Russia-led military alliance has begun withdrawing its forces")
    text = found["text"]
    assert text.startswith("A Russia-led military alliance has begun")
    assert text.rstrip().endswith("Moscow played a major role in resolving the unrest.")
    assert text.count("Putin was briefed by Sergei Shoigu") == 1
    for block in ("Similar Readings", "Statistics", "Read Count", "Category ID", "Assad", "Last Read"):
        assert block not in text
    assert [one["title"] for one in found["noted"]] == [
        "Armenia absent from Russian-led CSTO summit",
        "Putin stresses unity of former Soviet states at CSTO summit",
        "Armenia freezes participation in Russia-led security bloc",
        "Putin orders defense ministry to kick 'enemy' out of Russia's territory",
        "Assad 'leaves Syria' after rebels free Damascus",
    ]


def test_the_page_pasted_from_a_browser(real: Cli) -> None:
    [found] = real("list", "--json", "--full", "title:troops").json
    assert found["title"] == "Russian Troops Deployed to Suppress Kazakhstan Unrest Begin Withdrawal"
    assert found["byline"] == "Lee Hyun-woo"
    assert found["site"] == "The Asia Business Daily"
    text = found["text"]
    for line in (
        *("본문 바로가기", "bar_progress", "Text Size", "Close", "All rights reserved", "Special Coverage"),
        *("Join us on social!", "\nTop"),
    ):
        assert line not in text
    assert '"Withdrawal Complete by the 19th"... Early Withdrawal Decision' in text
    assert "Russia's Influence Expected to Strengthen in Former Soviet States" in text
    for beginning in ("The peacekeeping forces", "According to Russian", "Earlier, on the 6th", "President Vladimir"):
        assert text.count(beginning) == 1
    assert text.rstrip().endswith("the Russian Ministry of Defense said.")


def assert_each_other(cli: Cli) -> None:
    [other] = cli("list", "--json", "title:troops", "title:suppress").json
    for key, neighbour in ((NHK, other["id"]), (other["id"], NHK)):
        found = {one["id"]: one for one in cli("similar", key, "--json").json}
        assert neighbour in found
        shared = {word.lower() for word in found[neighbour]["shared"]}
        assert len(shared & {"csto", "kazakhstan", "withdrawal", "withdrawing", "troops"}) >= 2, shared


def test_each_is_the_others_similar_reading(real: Cli) -> None:
    assert_each_other(real)


def test_also_within_the_sample_library(real: Cli) -> None:
    real("import", sample_folder())
    assert_each_other(real)


def test_both_again_are_merged(real: Cli, shared_pages: Path) -> None:
    before = real("list", "--json", "--full").out
    found = real("import", shared_pages, "--json").json
    assert (found["new"], found["merged"], found["total"]) == (0, 2, 2)
    assert real("list", "--json", "--full").out == before


def test_times_of_the_page_are_of_the_readers_zone(
    cli: Cli, shared_pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READLATER_TIME_ZONE", "Asia/Seoul")
    cli("import", shared_pages)
    assert cli("show", NHK, "--json").json["created"] == "2022-01-14T08:51:00+09:00"
    monkeypatch.setenv("READLATER_TIME_ZONE", "Europe/London")
    assert cli("show", NHK, "--json").json["created"] == "2022-01-13T23:51:00+00:00"


def test_searching_both(real: Cli) -> None:
    assert len(real("search", "csto", "--json").json) == 2
    assert [one["id"] for one in real("search", "tokayev", "--json").json] == [NHK]

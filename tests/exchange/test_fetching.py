"""What becomes of addresses, beyond what the command line's tests show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlater.exchange.fetching import AddOptions, add_urls, fetch_options
from readlater.exchange.importer import Progress
from readlater.library import Library
from readlater.model import Outcome
from readlater.pages.fetch import FetchOptions
from tests.serving import Site, article_html, page, serving

LOCAL = FetchOptions(allow_private=True, timeout=5.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def test_the_limits_come_from_the_configuration() -> None:
    assert fetch_options({}) == FetchOptions()
    found = fetch_options({"allow_private": True, "timeout": 60, "max_megabytes": 1, "user_agent": "me"})
    assert (found.allow_private, found.timeout, found.size_limit, found.user_agent) == (True, 60, 2**20, "me")


def test_progress_and_ledger_agree(library: Library, site: Site) -> None:
    site["/a"] = page(article_html("One story", "one matter"))
    told: list[Progress] = []
    urls = [site.url("/a"), site.url("/gone"), "nothing at all"]
    ledger = add_urls(library, urls, AddOptions(fetch=LOCAL), told.append)
    assert [line.outcome for line in ledger.lines] == [Outcome.NEW, Outcome.FAILED, Outcome.FAILED]
    assert [one.line for one in told] == [None, *ledger.lines]
    assert [(one.done, one.total) for one in told] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert [line.item for line in library.ledger(ledger.run).lines] == urls


def test_what_the_server_said_is_kept_with_the_page(library: Library, site: Site) -> None:
    site["/a"] = page(article_html("One story"), ETag='"v1"', Last_Modified="Fri, 14 Jan 2022 08:51:00 GMT")
    [line] = add_urls(library, [site.url("/a")], AddOptions(fetch=LOCAL)).lines
    original = library.original(library.find_id(line.uuid))
    assert original is not None
    assert (original.data, original.charset, original.mime) == (article_html("One story"), "utf-8", "text/html")
    assert (original.etag, original.last_modified) == ('"v1"', "Fri, 14 Jan 2022 08:51:00 GMT")
    assert original.url == site.url("/a")
    assert library.validators(site.url("/a")) == (1, '"v1"', "Fri, 14 Jan 2022 08:51:00 GMT")


def test_a_page_in_the_trash_comes_back(library: Library, site: Site) -> None:
    site["/a"] = page(article_html("One story"))
    add_urls(library, [site.url("/a")], AddOptions(fetch=LOCAL))
    library.delete([1])
    [line] = add_urls(library, [site.url("/a")], AddOptions(fetch=LOCAL)).lines
    assert (line.outcome, library.counts().total) == (Outcome.MERGED, 1)
    assert "restored from the trash" in line.message


def test_undo_takes_it_back(library: Library, site: Site) -> None:
    site["/a"] = page(article_html("One story"))
    add_urls(library, [site.url("/a")], AddOptions(fetch=LOCAL))
    library.undo()
    assert library.counts().total == 0


def test_a_page_that_takes_too_long_to_read_is_kept_without_its_text(library: Library, site: Site) -> None:
    site["/a"] = page(article_html("One story"))
    [line] = add_urls(library, [site.url("/a")], AddOptions(fetch=LOCAL, time_limit=0.001)).lines
    assert line.outcome is Outcome.NEW
    assert "not done after" in line.message
    article = library.article(library.find_id(line.uuid))
    assert (article.url, article.title) == (site.url("/a"), "One story")
    assert article.failed

"""``readlater refresh``: articles made anew from the pages that were kept."""

from __future__ import annotations

import pytest

from readlater.library import Library
from readlater.model import Original
from tests.cli.running import Cli
from tests.factories import draft

PAGE = b"""<!doctype html><html lang="en"><head><title>The salt road</title></head><body>
<nav><a href="/">Home</a> <a href="/maps">Maps</a></nav>
<article><h1>The salt road</h1>
<p>Before there was a railway, salt came over the pass on the backs of mules, forty at a time.</p>
<p>The drivers slept in huts of stone, of which eleven still have their roofs, and told the hours by the bells.</p>
<p>When the tunnel was opened in the autumn, the last train of mules turned back half way up the mountain.</p>
</article></body></html>"""

OLD = "The drivers slept in huts of stone, of which eleven still have their roofs, and told the hours by the bells."


@pytest.fixture
def old(cli: Cli) -> Cli:
    """A library with an article of which an older version found only the middle paragraph, and one without a page."""
    with Library.open(cli.library) as library:
        page = Original(PAGE, "text/html", name="salt.html", url="https://roads.example/salt")
        number = library.add(
            draft("Salt", OLD, url="https://roads.example/salt", format="html", extractor="html/0"), page
        ).id
        start = OLD.index("huts of stone")
        library.add_highlight(number, start, start + 13)
        library.add(draft("Typed in", "Nothing but words.", url="https://roads.example/typed", extractor="html/0"))
    return cli


def test_what_an_older_version_made_is_made_anew(old: Cli) -> None:
    done = old("refresh", "--json").json
    [line] = done["lines"]
    assert (done["changed"], line["title"], line["outcome"]) == (1, "The salt road", "changed")
    assert line["words_before"] < line["words_after"]
    assert {"name": "title", "before": "Salt", "after": "The salt road"} in line["fields"]
    assert (line["highlights"], line["lost"]) == (1, [])
    shown = old("show", old.id_of("The salt road"), "--json").json
    assert "forty at a time" in shown["text"]
    [mark] = shown["highlights"]
    assert shown["text"][mark["start"] : mark["end"]] == "huts of stone"
    assert old("search", "mules", "--json").json[0]["title"] == "The salt road"
    # Again: nothing is older any more.
    assert old("refresh", "--json").json["total"] == 0
    assert "extracted “The salt road” again" in old("undo").out
    assert old("show", old.id_of("Salt"), "--text").out.strip() == OLD
    assert "All is well." in old("doctor").out


def test_a_dry_run_shows_the_difference_and_changes_nothing(old: Cli) -> None:
    out = old("refresh", "--dry-run", "--diff").out
    assert "+Before there was a railway" in out
    assert "title: Salt → The salt road" in out
    assert "a dry run: nothing was changed" in out
    assert old("show", old.id_of("Salt"), "--text").out.strip() == OLD


def test_an_article_without_a_page_stays_and_says_so(old: Cli) -> None:
    done = old("refresh", "title:typed", "--json", code=1).json
    assert done["failed"] == 1
    assert "no page was kept" in done["lines"][0]["message"]
    assert old("show", old.id_of("Typed in"), "--text").out.strip() == "Nothing but words."


def test_by_id_and_as_lines(old: Cli) -> None:
    import json

    out = old("refresh", "--id", "-", "--json-lines", stdin=f"{old.id_of('Salt')}\n").out
    events = [json.loads(line) for line in out.splitlines()]
    assert [event["event"] for event in events] == ["start", "item", "end"]
    assert any(line.startswith("+Before") for line in events[1]["diff"])


def test_all_that_is_the_same_is_said_to_be(old: Cli) -> None:
    old("refresh")
    done = old("refresh", "--all", "--json", code=1).json
    assert (done["same"], done["failed"]) == (1, 1)


def test_a_query_that_is_wrong_is_told(old: Cli) -> None:
    assert "known are unread" in old.fails("refresh", "is:nonsense", code=2)


def test_an_address_without_its_page_stays_and_says_what_to_do(cli: Cli) -> None:
    with Library.open(cli.library) as library:
        library.add(draft("", "", url="https://roads.example/kept", failed="not fetched: no connection"))
    done = cli("refresh", "--all", "--json").json
    assert (done["kept"], done["failed"]) == (1, 0)
    assert done["lines"][0]["title"] == "https://roads.example/kept"
    assert "readlater add" in done["lines"][0]["message"]

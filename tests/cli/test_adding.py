"""readlater add, with a web server on this machine."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Cli
from tests.serving import Handler, Site, article_html, page, redirect, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def web(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The command line with a configuration that allows this machine."""
    config = tmp_path / "settings.toml"
    config.write_text("[fetch]\nallow_private = true\ntimeout = 5\n", encoding="utf-8")
    monkeypatch.setenv("READLATER_CONFIG", str(config))
    monkeypatch.setattr("readlater.pages.fetch.fetching.FIRST_PAUSE", 0.01)
    return cli


def stored(cli: Cli, query: str = "") -> list[dict[str, object]]:
    found: list[dict[str, object]] = cli("list", query, "--json", "--limit", "0").json
    return found


def test_a_page_is_fetched_and_read(web: Cli, site: Site) -> None:
    site["/story"] = page(article_html("The harbour"), ETag='"v1"')
    result = web("add", site.url("/story?utm_source=mail#part"), "--tag", "later", "--category", "sea", "--json").json
    assert (result["total"], result["new"], result["failed"]) == (1, 1, 0)
    [line] = result["lines"]
    assert (line["item"], line["outcome"], line["title"]) == (
        site.url("/story?utm_source=mail#part"),
        "new",
        "The harbour",
    )
    article = web("show", line["uuid"], "--json").json
    assert (article["url"], article["tags"], article["category_id"]) == (site.url("/story"), ["later"], "sea")
    assert "what we know about the harbour" in article["text"]
    assert web("show", line["uuid"], "--original").out.startswith("<!doctype html>")
    assert "1 new" in web("undo").out or web("list", "--json").json == []


def test_the_same_address_again_asks_whether_it_has_changed(web: Cli, site: Site) -> None:
    body = article_html("The harbour")

    def answer(handler: Handler) -> None:
        known = handler.headers["If-None-Match"] == '"v1"'
        handler.reply(304) if known else page(body, ETag='"v1"')(handler)

    site["/story"] = answer
    web("add", site.url("/story"))
    again = web("add", site.url("/story#part"), "--tag", "sea", "--json").json
    assert (again["merged"], again["new"]) == (1, 0)
    assert "not changed since it was saved" in again["lines"][0]["message"]
    assert "tagged sea" in again["lines"][0]["message"]
    [article] = stored(web)
    assert article["tags"] == ["sea"]
    assert [request.headers["If-None-Match"] for request in site.requests] == [None, '"v1"']
    web("add", site.url("/story"), "--again")
    assert site.requests[-1].headers["If-None-Match"] is None
    assert len(stored(web)) == 1


def test_many_addresses_come_in_their_order(web: Cli, site: Site) -> None:
    """The slow one is told first, and no more than two of one host are asked for at once."""
    busy: list[int] = []
    lock = threading.Lock()
    now = 0

    def slowly(path: str) -> None:
        nonlocal now
        content = page(article_html(f"Story {path}", f"matter {path}"))

        def answer(handler: Handler) -> None:
            nonlocal now
            with lock:
                now += 1
                busy.append(now)
            time.sleep(0.2 if path == "/0" else 0.02)
            with lock:
                now -= 1
            content(handler)

        site[path] = answer

    for number in range(6):
        slowly(f"/{number}")
    urls = [site.url(f"/{number}") for number in range(6)]
    result = web("add", *urls, "no address", site.url("/0#again"), "--json", code=1).json
    assert [line["item"] for line in result["lines"]] == [*urls, "no address", site.url("/0#again")]
    assert [line["outcome"] for line in result["lines"]] == ["new"] * 6 + ["failed", "skipped"]
    assert "the same address as" in result["lines"][-1]["message"]
    assert max(busy) == 2


def test_addresses_from_standard_input(web: Cli, site: Site) -> None:
    for name in ("a", "b", "c"):
        site[f"/{name}"] = page(article_html(f"Story {name}", f"matter {name}"))
    text = f"# to read\n{site.url('/a')}\n\nSee [this]({site.url('/b')}) and ({site.url('/c')}).\nno address here\n"
    result = web("add", "-", "--json", stdin=text).json
    assert [line["item"] for line in result["lines"]] == [site.url("/a"), site.url("/b"), site.url("/c")]
    assert result["new"] == 3
    assert "no web address on standard input" in web.fails("add", "-", stdin="nothing to see\n", code=2)
    assert "no web address on standard input" in web.fails("add", "-", stdin="\0\x01junk\nmore\n", code=2)


def test_a_page_that_a_browser_rendered(web: Cli, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "rendered.html"
    file.write_bytes(article_html("Rendered"))
    result = web("add", "https://app.example.org/story?id=3", "--html", file, "--json").json
    assert result["new"] == 1
    [article] = stored(web)
    assert (article["title"], article["url"]) == ("Rendered", "https://app.example.org/story?id=3")
    web("add", "https://app.example.org/other", "--html", "-", stdin=article_html("Piped", "the pipe"))
    assert {one["title"] for one in stored(web)} == {"Rendered", "Piped"}
    assert site.requests == []
    assert "page of one address" in web.fails("add", "a.example", "b.example", "--html", file, code=2)
    assert "can't be read" in web.fails("add", "https://a.example/", "--html", tmp_path / "none", code=2)


def test_an_address_is_kept_when_its_server_is_away(web: Cli, site: Site) -> None:
    site["/story"] = page(b"", status=503)
    result = web("add", site.url("/story"), "--tag", "train", "--json").json
    assert result["new"] == 1
    assert result["lines"][0]["message"] == "not fetched: HTTP 503: the server is busy"
    [article] = stored(web, "is:failed")
    assert (article["url"], article["tags"]) == (site.url("/story"), ["train"])
    assert site.url("/story") in web("list").out
    again = web("add", site.url("/story"), "--json").json
    assert (again["merged"], again["new"]) == (1, 0)
    assert "HTTP 503" in again["lines"][0]["message"]
    site["/story"] = page(article_html("There at last"))
    web("add", site.url("/story"))
    [article] = stored(web)
    assert (article["title"], article["failed"], article["tags"]) == ("There at last", "", ["train"])


def test_no_connection_keeps_the_addresses(web: Cli) -> None:
    with serving() as gone:
        url = gone.url("/story")
    assert "can't be reached" in web("add", url).out.replace("\n", " ")
    assert [one["url"] for one in stored(web, "is:failed")] == [url]


@pytest.mark.parametrize("keep", [False, True])
def test_what_is_no_page_is_told_and_not_kept_unless_wanted(web: Cli, site: Site, keep: bool) -> None:
    site["/picture"] = page(b"\x89PNG", "image/png")
    arguments = ["add", site.url("/gone"), site.url("/picture"), *(["--keep"] if keep else []), "--json"]
    result = web(*arguments, code=0 if keep else 1).json
    assert [line["outcome"] for line in result["lines"]] == ["new" if keep else "failed"] * 2
    assert "HTTP 404: the page is not there" in result["lines"][0]["message"]
    assert "no page but a picture" in result["lines"][1]["message"]
    assert len(stored(web, "is:failed")) == (2 if keep else 0)


def test_a_page_that_is_gone_later_stays(web: Cli, site: Site) -> None:
    site["/story"] = page(article_html("The harbour"))
    web("add", site.url("/story"))
    del site.answers["/story"]
    result = web("add", site.url("/story"), "--json").json
    assert result["merged"] == 1
    assert "HTTP 404" in result["lines"][0]["message"]
    [article] = stored(web)
    assert (article["title"], article["failed"]) == ("The harbour", "")
    assert "the harbour" in web("show", str(article["id"]), "--text").out


def test_redirects_lead_to_one_article(web: Cli, site: Site) -> None:
    site["/short"] = page(b"", status=503)
    web("add", site.url("/short"))
    site["/short"] = redirect("/story")
    site["/story"] = page(article_html("The harbour"))
    result = web("add", site.url("/short"), site.url("/story"), "--json").json
    assert (result["merged"], result["new"]) == (2, 0)
    [article] = stored(web)
    assert (article["title"], article["failed"], article["url"]) == ("The harbour", "", site.url("/short"))


def test_another_version_of_a_page_that_is_here(web: Cli, site: Site) -> None:
    """The page says where the article is; the library has it there."""
    head = f'<link rel="canonical" href="{site.url("/story")}">'
    site["/story"] = page(article_html("The harbour", head=head))
    site["/story/x.html"] = page(article_html("The harbour, newly", "the new harbour", head=head))
    assert web("add", site.url("/story"), "--json").json["new"] == 1
    assert web("add", site.url("/story/x.html"), "--json").json["merged"] == 1
    assert [one["url"] for one in stored(web)] == [site.url("/story")]


def test_the_own_network_is_refused_unless_allowed(cli: Cli, site: Site) -> None:
    site["/story"] = page(article_html("The harbour"))
    result = cli("add", site.url("/story"), "http://2130706433/", "file:///etc/passwd", "ftp://example.org/", code=1)
    assert "allow_private = true" in " ".join(result.out.split())
    assert "4 failed" in result.out
    assert site.requests == []
    assert stored(cli) == []


def test_the_charset_of_the_server(web: Cli, site: Site) -> None:
    site["/story"] = page(
        article_html("Die Brücke", "die Brücke").decode().encode("iso-8859-1"), "text/html; charset=iso-8859-1"
    )
    web("add", site.url("/story"))
    [article] = stored(web)
    assert article["title"] == "Die Brücke"


def test_other_forms_of_pages(web: Cli, site: Site) -> None:
    words = "A paragraph of some length about the lighthouse and its keeper, who has kept it for years. " * 6
    site["/notes"] = page(f"# The lighthouse\n\n{words}\n\n- one\n- two\n".encode(), "text/markdown; charset=utf-8")
    site["/plain.txt"] = page(f"The keeper\n\n{words}\n\n{words} Again.\n".encode(), "text/plain; charset=utf-8")
    web("add", site.url("/notes"), site.url("/plain.txt"))
    assert {one["url"] for one in stored(web)} == {site.url("/notes"), site.url("/plain.txt")}


def test_events(web: Cli, site: Site) -> None:
    site["/story"] = page(article_html("The harbour"))
    lines = web("add", site.url("/story"), site.url("/gone"), "--json-lines", code=1).out.splitlines()
    events = [json.loads(line) for line in lines]
    assert [event["event"] for event in events] == ["start", "item", "item", "end"]
    assert events[0]["total"] == 2
    assert (events[1]["outcome"], events[2]["outcome"]) == ("new", "failed")
    assert (events[3]["new"], events[3]["failed"]) == (1, 1)


def test_wrong_use(web: Cli, tmp_path: Path) -> None:
    assert "name what to add" in web.fails("add", code=2)
    result = web("add", str(tmp_path), "page.html", code=1)
    assert "use readlater import" in " ".join(result.out.split())
    result = web("import", "https://example.org/story", code=1)
    assert "a web address: use readlater add" in " ".join(result.out.split())


def test_control_c_keeps_what_is_done(web: Cli, site: Site) -> None:
    held = threading.Event()
    site["/a"] = page(article_html("The harbour"))
    site["/b"] = lambda handler: held.wait(20)
    site["/c"] = page(article_html("The lighthouse", "the lighthouse"))
    process = web.process("add", site.url("/a"), site.url("/b"), site.url("/c"), "--json-lines")
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line).get("outcome") == "new":
            break
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    held.set()
    assert process.returncode == 130
    assert b"all of it is kept" in err
    assert b"Traceback" not in err
    end = json.loads(out.splitlines()[-1])
    assert end["event"] == "end"
    titles = {str(one["title"]) for one in stored(web)}
    assert "The harbour" in titles
    assert end["new"] == len(titles)

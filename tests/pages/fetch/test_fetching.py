"""What comes of asking a server for a page."""

from __future__ import annotations

import gzip
import ssl
import subprocess
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from shutil import which

import brotli
import pytest
import zstandard

from readlater.errors import FetchError
from readlater.pages.fetch import FetchOptions, fetch
from readlater.pages.fetch.options import system_languages
from readlater.pages.fetch.refresh import refresh_target
from tests.serving import Handler, Site, article_html, page, redirect, serving

from .conftest import LOCAL

PAGE = article_html("The harbour")
PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


def refused(url: str, options: FetchOptions = LOCAL) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url, options=options)
    assert "\n" not in str(caught.value)
    return caught.value


# --- a page


def test_a_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_AT.UTF-8")
    site["/a"] = page(
        PAGE, "text/html; charset=iso-8859-15", ETag='"v1"', Last_Modified="Fri, 14 Jan 2022 08:51:00 GMT"
    )
    fetched = fetch(site.url("/a?b=%c3%a9&utm_source=x#part"), options=LOCAL)
    assert (fetched.data, fetched.mime, fetched.charset) == (PAGE, "text/html", "iso-8859-15")
    assert fetched.url == fetched.final_url == site.url("/a?b=%C3%A9&utm_source=x")
    assert (fetched.etag, fetched.last_modified) == ('"v1"', "Fri, 14 Jan 2022 08:51:00 GMT")
    assert abs(fetched.fetched - datetime.now(UTC)) < timedelta(minutes=1)
    assert not fetched.not_modified
    [request] = site.requests
    assert request.path == "/a?b=%C3%A9&utm_source=x"
    assert request.headers["User-Agent"].startswith("readlater/")
    assert request.headers["Accept"].startswith("text/html")
    assert request.headers["Accept-Language"].startswith("de-AT, de;q=0.9")
    assert request.headers["Accept-Encoding"] == "gzip, deflate, br, zstd"
    assert request.headers["Referer"] is None
    assert request.headers["Cookie"] is None


def test_we_call_ourselves_as_configured(site: Site) -> None:
    site["/a"] = page(PAGE)
    fetch(site.url("/a"), options=replace(LOCAL, user_agent="Somebody/1.0", languages="ko"))
    assert site.requests[0].headers["User-Agent"] == "Somebody/1.0"
    assert site.requests[0].headers["Accept-Language"] == "ko"


@pytest.mark.parametrize(
    ("locale", "header"),
    [
        ("C.UTF-8", "en;q=0.8, *;q=0.5"),
        ("", "en;q=0.8, *;q=0.5"),
        ("en_GB.UTF-8", "en;q=0.8, *;q=0.5"),
        ("ko", "ko, en;q=0.6, *;q=0.5"),
        ("sr_RS@latin", "sr-RS, sr;q=0.9, en;q=0.6, *;q=0.5"),
    ],
)
def test_the_languages_are_those_of_the_system(locale: str, header: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", locale)
    assert system_languages() == header


@pytest.mark.parametrize("path", ["/%C3%A9%20%27%5B", "/a'b(c)!*;=:@,$&+~", "/a//b/%2F", "/100%25", "/?x=%5B%5D&y='|"])
def test_the_path_goes_to_the_server_as_it_is_written(site: Site, path: str) -> None:
    site[path.replace("|", "%7C")] = page(PAGE)
    fetch(site.url(path), options=LOCAL)
    assert site.paths() == [path.replace("|", "%7C")]


# --- redirects


def test_redirects_are_followed(site: Site) -> None:
    site["/1"] = redirect("/2", 301)
    site["/2"] = redirect("3?q=a b", 302)
    site["/3"] = redirect("?q=2", 303)
    site["/3?q=2"] = redirect(site.url("/é#part"), 307)
    site["/%C3%A9"] = redirect(f"//127.0.0.1:{site.port}/6", 308)
    site["/6"] = page(PAGE)
    site.answers["/3?q=a%20b"] = site.answers["/3"]
    fetched = fetch(site.url("/1"), options=LOCAL)
    assert fetched.data == PAGE
    assert (fetched.url, fetched.final_url) == (site.url("/1"), site.url("/6"))
    assert len(site.requests) == 6


@pytest.mark.parametrize("chain", [{"/1": "/1"}, {"/1": "/2", "/2": "/1"}, {f"/{n}": f"/{n + 1}" for n in range(1, 9)}])
def test_redirects_have_an_end(site: Site, chain: dict[str, str]) -> None:
    for path, target in chain.items():
        site[path] = redirect(target)
    error = refused(site.url("/1"))
    assert "redirected more than 5 times" in str(error)
    assert not error.passing
    assert len(site.requests) == 6


def test_a_redirect_to_nowhere(site: Site) -> None:
    site["/a"] = page(b"", status=302)
    assert "names no other address" in str(refused(site.url("/a")))


def test_cookies_go_back_to_the_same_host_only(site: Site, names: dict[str, list[list[str]]]) -> None:
    names["one.test"] = names["two.test"] = [["127.0.0.1"]]
    site["/1"] = redirect("/2", Set_Cookie="seen=yes; Path=/; HttpOnly; Domain=.test")
    site["/2"] = redirect(site.url("/3", "two.test"), Set_Cookie="more=1")
    site["/3"] = redirect(site.url("/4", "one.test"))
    site["/4"] = page(PAGE)
    fetch(site.url("/1", "one.test"), options=LOCAL)
    assert [request.headers["Cookie"] for request in site.requests] == [None, "seen=yes", None, "seen=yes; more=1"]
    fetch(site.url("/4", "one.test"), options=LOCAL)
    assert site.requests[-1].headers["Cookie"] is None


def test_a_page_that_only_leads_elsewhere(site: Site) -> None:
    site["/a"] = page(b'<meta http-equiv="Refresh" content="0; URL=\'/b?x=1&amp;y=2\'"><title>Moved</title><p>Moved.')
    site["/b"] = page(PAGE)
    fetched = fetch(site.url("/a"), options=LOCAL)
    assert fetched.data == PAGE
    assert fetched.final_url == site.url("/b?x=1&y=2")


def test_such_a_page_is_followed_once(site: Site) -> None:
    moved = b'<meta http-equiv=refresh content="0;url=/%s">'
    site["/a"] = page(moved % b"b")
    site["/b"] = page(moved % b"c")
    assert fetch(site.url("/a"), options=LOCAL).data == moved % b"c"
    site["/c"] = page(moved % b"c")
    assert fetch(site.url("/c"), options=LOCAL).final_url == site.url("/c")
    site["/d"] = page(moved % b"../file:///etc/passwd")
    assert "HTTP 404" in str(refused(site.url("/d")))
    site["/e"] = page(b'<meta http-equiv=refresh content="0;url=file:///etc/passwd">')
    assert "no web address" in str(refused(site.url("/e")))


@pytest.mark.parametrize(
    ("markup", "target"),
    [
        ('<meta http-equiv="refresh" content="5;url=/b">', "/b"),
        ("<META HTTP-EQUIV=REFRESH CONTENT=0;URL=/b>", "/b"),
        ('<noscript><meta http-equiv="refresh" content="0,/b"></noscript>', "/b"),
        (
            '<script>var a = "many words %s"</script><meta http-equiv="refresh" content="1; url=/b">' % ("word " * 200),
            "/b",
        ),
        ('<meta http-equiv="refresh" content="6;url=/b">', ""),
        ('<meta http-equiv="refresh" content="300">', ""),
        ('<meta http-equiv="refresh" content="0">', ""),
        ('<meta http-equiv="refresh" content="soon;url=/b">', ""),
        ('<meta name="refresh" content="0;url=/b">', ""),
        ('<!-- <meta http-equiv="refresh" content="0;url=/b"> -->', ""),
        ('<meta http-equiv="refresh" content="0;url=/b"><p>' + "A page with words of its own. " * 20, ""),
        ('<meta http-equiv="refresh" content="0;url=/b">' + " " * 40_000, ""),
    ],
)
def test_which_pages_lead_elsewhere(markup: str, target: str) -> None:
    assert refresh_target(markup.encode(), "no such charset") == target


# --- what is no page


@pytest.mark.parametrize(
    ("mime", "says"),
    [
        ("image/png", "a picture (image/png)"),
        ("video/mp4", "a film"),
        ("audio/mpeg", "a sound"),
        ("application/json", "data"),
        ("application/zip", "an archive"),
        ("application/rss+xml", "a feed"),
        ("text/css", "no page but text/css"),
        ("text/javascript; charset=utf-8", "no page but text/javascript"),
    ],
)
def test_other_kinds_of_things_are_refused(site: Site, mime: str, says: str) -> None:
    site["/a"] = page(b"x" * 100, mime)
    error = refused(site.url("/a"))
    assert says in str(error)
    assert not error.passing


@pytest.mark.parametrize(
    "mime",
    [
        "text/html",
        "Text/HTML ;charset=x",
        "application/xhtml+xml",
        "text/plain",
        "application/pdf",
        "application/epub+zip",
        "multipart/related",
        "application/octet-stream",
        "text/markdown",
    ],
)
def test_kinds_of_pages(site: Site, mime: str) -> None:
    site["/a"] = page(PAGE, mime)
    assert fetch(site.url("/a"), options=LOCAL).mime == mime.partition(";")[0].strip().lower()


def test_a_page_without_a_kind(site: Site) -> None:
    site["/a"] = lambda handler: handler.reply(200, PAGE)
    assert fetch(site.url("/a"), options=LOCAL).mime == ""


@pytest.mark.parametrize(
    ("status", "says", "passing"),
    [
        (400, "can't be had", False),
        (401, "password", False),
        (403, "--html", False),
        (404, "not there", False),
        (410, "gone", False),
        (418, "can't be had", False),
        (451, "legal", False),
        (304, "can't be had", False),
        (408, "can't be had", True),
        (500, "fault", True),
        (507, "fault", True),
    ],
)
def test_errors_of_the_server(site: Site, status: int, says: str, passing: bool) -> None:
    site["/a"] = page(b"<p>sorry" if status != 304 else b"", status=status)
    error = refused(site.url("/a"))
    assert str(error).startswith(f"HTTP {status}: ")
    assert says in str(error)
    assert error.passing is passing
    assert len(site.requests) == 1


def test_an_empty_page(site: Site) -> None:
    site["/a"] = page(b"")
    assert "empty" in str(refused(site.url("/a")))
    site["/b"] = lambda handler: handler.raw(b"HTTP/1.1 204 No Content\r\n\r\n")
    assert "empty" in str(refused(site.url("/b")))


# --- packed pages, and sizes


@pytest.mark.parametrize("coding", PACKERS)
def test_packed_pages(site: Site, coding: str) -> None:
    long = PAGE * 300
    site["/a"] = page(PACKERS[coding](long), Content_Encoding=coding)
    assert fetch(site.url("/a"), options=LOCAL).data == long


def test_odd_packings(site: Site) -> None:
    raw = zlib.compressobj(wbits=-15)
    half = len(PAGE) // 2
    site["/raw-deflate"] = page(raw.compress(PAGE) + raw.flush(), Content_Encoding="deflate")
    site["/not-packed"] = page(PAGE, Content_Encoding="gzip")
    site["/members"] = page(gzip.compress(PAGE[:half]) + gzip.compress(PAGE[half:]), Content_Encoding="gzip")
    site["/rubbish"] = page(gzip.compress(PAGE) + b"\0" * 20, Content_Encoding="gzip")
    site["/twice"] = page(brotli.compress(gzip.compress(PAGE)), Content_Encoding="gzip, br")
    site["/identity"] = page(PAGE, Content_Encoding="identity")
    frames = zstandard.ZstdCompressor().compress(PAGE[:half]) + zstandard.ZstdCompressor().compress(PAGE[half:])
    site["/frames"] = page(frames, Content_Encoding="zstd")
    for path in list(site.answers):
        assert fetch(site.url(path), options=LOCAL).data == PAGE, path


@pytest.mark.parametrize("coding", PACKERS)
def test_damaged_packings(site: Site, coding: str) -> None:
    packed = bytearray(PACKERS[coding](PAGE * 50))
    packed[len(packed) // 2 :] = b"\xff" * (len(packed) // 2)
    site["/a"] = page(bytes(packed), Content_Encoding=coding)
    assert "damaged" in str(refused(site.url("/a"))) or "broke off" in str(refused(site.url("/a")))


@pytest.mark.parametrize("coding", PACKERS)
def test_packings_that_break_off(site: Site, coding: str) -> None:
    site["/a"] = page(PACKERS[coding](PAGE * 50)[:-9], Content_Encoding=coding)
    error = refused(site.url("/a"))
    assert "broke off" in str(error)
    assert error.passing


@pytest.mark.parametrize("coding", ["compress", "gzip, gzip, gzip, gzip", "br,sdch"])
def test_unknown_packings(site: Site, coding: str) -> None:
    site["/a"] = page(PAGE, Content_Encoding=coding)
    assert "not understood" in str(refused(site.url("/a")))


@pytest.mark.parametrize("coding", PACKERS)
def test_bombs_are_stopped_before_they_are_memory(site: Site, coding: str) -> None:
    import tracemalloc

    packed = PACKERS[coding](bytes(64 * 2**20))
    assert len(packed) < 2**19
    site["/a"] = page(packed, Content_Encoding=coding)
    del packed
    tracemalloc.start()
    try:
        error = refused(site.url("/a"), replace(LOCAL, size_limit=2**20))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "larger than 1 MB" in str(error)
    assert not error.passing
    assert most < 8 * 2**20


def test_a_bomb_in_a_bomb(site: Site) -> None:
    inner = gzip.compress(bytes(64 * 2**20))
    site["/a"] = page(gzip.compress(gzip.compress(inner)), Content_Encoding="gzip, gzip, gzip")
    assert "larger than" in str(refused(site.url("/a"), replace(LOCAL, size_limit=2**20)))


def test_large_pages(site: Site) -> None:
    small = replace(LOCAL, size_limit=10_000)
    site["/said"] = lambda handler: handler.raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999999999999\r\n\r\n"
    )
    assert "larger than" in str(refused(site.url("/said"), small))

    def endless(handler: Handler) -> None:
        handler.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            handler.raw(b"word " * 1000)

    site["/endless"] = endless
    assert "larger than" in str(refused(site.url("/endless"), small))
    site["/just"] = page(b"x" * 10_000)
    assert len(fetch(site.url("/just"), options=small).data) == 10_000


# --- servers that do not go on


def test_a_server_that_says_nothing(site: Site) -> None:
    site["/a"] = lambda handler: time.sleep(1)
    error = refused(site.url("/a"), replace(LOCAL, patience=0.1))
    assert "did not go on for 0.1 seconds" in str(error)
    assert error.passing


def drip(before: bytes, drop: bytes) -> object:
    def answer(handler: Handler) -> None:
        handler.raw(before)
        for _ in range(200):
            handler.raw(drop)
            time.sleep(0.02)

    return answer


@pytest.mark.parametrize(
    ("before", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_a_server_that_drips(site: Site, before: bytes, drop: bytes) -> None:
    """Every byte comes soon enough; all of them never would."""
    site["/a"] = drip(before, drop)  # type: ignore[assignment]
    began = time.monotonic()
    error = refused(site.url("/a"), replace(LOCAL, timeout=0.3))
    assert "not done after 0.3 seconds" in str(error)
    assert error.passing
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<p>begun",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegun\r\nff\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nbegun",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 100_000 + b"\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"",
    ],
    ids=["length", "chunks", "no chunks", "a huge header", "many headers", "no HTTP", "nothing"],
)
def test_answers_that_break_off_are_asked_for_again(site: Site, pauses: list[float], answer: bytes) -> None:
    site["/a"] = lambda handler: handler.raw(answer)
    error = refused(site.url("/a"))
    assert "broke off" in str(error)
    assert error.passing
    assert len(site.requests) == 3
    assert len(pauses) == 2
    assert 0.3 < pauses[0] < 0.7 < pauses[1] < 1.3


def test_a_server_that_is_there_again(site: Site, pauses: list[float]) -> None:
    answers = iter([page(b"", status=503), page(b"", status=502), page(PAGE)])
    site["/a"] = lambda handler: next(answers)(handler)
    assert fetch(site.url("/a"), options=LOCAL).data == PAGE
    assert len(pauses) == 2


def test_a_server_that_is_not_there(pauses: list[float]) -> None:
    with serving() as gone:
        url = gone.url("/a")
    error = refused(url)
    assert "can't be reached" in str(error)
    assert error.passing
    assert len(pauses) == 2


def test_retry_after(site: Site, pauses: list[float]) -> None:
    busy = [
        page(b"", status=429, Retry_After="3"),
        page(b"", status=503, Retry_After=format_datetime(datetime.now(UTC) + timedelta(seconds=4), usegmt=True)),
        page(PAGE),
    ]
    answers = iter(busy)
    site["/a"] = lambda handler: next(answers)(handler)
    assert fetch(site.url("/a"), options=LOCAL).data == PAGE
    assert pauses[0] == 3
    assert 2 < pauses[1] <= 4


@pytest.mark.parametrize(
    ("header", "requests"), [("3600", 1), ("99999999999999999999", 1), ("soon", 3), ("-5", 3), ("0", 3)]
)
def test_a_server_that_wants_to_be_left_alone(site: Site, pauses: list[float], header: str, requests: int) -> None:
    site["/a"] = page(b"", status=429, Retry_After=header)
    error = refused(site.url("/a"))
    assert str(error) == "HTTP 429: the server has had too many requests"
    assert error.passing
    assert len(site.requests) == requests


def test_no_pause_is_longer_than_a_person_waits(site: Site, pauses: list[float]) -> None:
    site["/a"] = page(b"", status=503, Retry_After="12")
    assert "HTTP 503" in str(refused(site.url("/a"), replace(LOCAL, timeout=60.0)))
    site["/b"] = page(b"", status=503, Retry_After="4")
    assert "HTTP 503" in str(refused(site.url("/b"), replace(LOCAL, timeout=2.0)))
    site["/c"] = lambda handler: handler.raw(b"")
    assert "broke off" in str(refused(site.url("/c"), replace(LOCAL, timeout=0.3)))
    assert site.paths() == ["/a", "/b", "/c"]
    assert pauses == []


# --- has it changed?


def test_conditional_requests(site: Site) -> None:
    def answer(handler: Handler) -> None:
        known = handler.headers["If-None-Match"] == '"v1"' and handler.headers["If-Modified-Since"] == "yesterday"
        handler.reply(304, b"", {"ETag": '"v1"'}) if known else page(PAGE, ETag='"v2"')(handler)

    site["/a"] = answer
    fetched = fetch(site.url("/a"), options=LOCAL, etag='"v1"', last_modified="yesterday")
    assert fetched.not_modified
    assert fetched.data == b""
    fetched = fetch(site.url("/a"), options=LOCAL, etag='"v0"')
    assert not fetched.not_modified
    assert (fetched.data, fetched.etag) == (PAGE, '"v2"')


def test_validators_can_hold_anything(site: Site) -> None:
    site["/a"] = page(PAGE, ETag="x" * 5000)
    assert fetch(site.url("/a"), options=LOCAL, etag="a\r\nX-Evil: 1", last_modified="é").etag == ""
    assert site.requests[0].headers["If-None-Match"] is None
    assert site.requests[0].headers["X-Evil"] is None


# --- secure connections


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for page.test that nobody but the test trusts, and its key."""
    if which("openssl") is None:
        pytest.skip("there is no openssl to make a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    files = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=page.test"
        f" -addext subjectAltName=DNS:page.test -out {files[0]} -keyout {files[1]}".split(),
        check=True,
        capture_output=True,
    )
    return files


@pytest.fixture
def secure(
    certificate: tuple[Path, Path], names: dict[str, list[list[str]]]
) -> Iterator[tuple[Site, list[str | None]]]:
    """A secure site, and the names that it was greeted by."""
    heard: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.sni_callback = lambda _, name, __: heard.append(name)
    names["page.test"] = names["other.test"] = [["127.0.0.1"]]
    with serving(context) as site:
        site["/a"] = page(PAGE)
        yield site, heard


def test_the_certificate_is_held_against_the_name(
    secure: tuple[Site, list[str | None]], certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, heard = secure
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    assert fetch(site.url("/a", "page.test"), options=LOCAL).data == PAGE
    assert heard == ["page.test"]
    for host in ("other.test", "127.0.0.1"):
        error = refused(site.url("/a", host))
        assert f"{host} can't prove that it is {host}" in str(error)
        assert error.passing


def test_a_certificate_that_nobody_vouches_for(secure: tuple[Site, list[str | None]]) -> None:
    site, _ = secure
    error = refused(site.url("/a", "page.test"))
    assert "can't prove that it is page.test" in str(error)
    assert site.requests == []


def test_certificates_that_are_not_there(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pem"
    broken.write_text("no certificate")
    for path in (tmp_path / "none.pem", broken):
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        assert "the certificates that SSL_CERT_FILE" in str(refused(site.url("/a").replace("http:", "https:")))


def test_a_server_that_is_not_secure(site: Site, names: dict[str, list[list[str]]]) -> None:
    names["page.test"] = [["127.0.0.1"]]
    error = refused(site.url("/a", "page.test").replace("http:", "https:"))
    assert "secure" in str(error) or "broke off" in str(error) or "reached" in str(error)
    assert error.passing

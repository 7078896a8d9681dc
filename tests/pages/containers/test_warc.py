from __future__ import annotations

import gzip
import io
import zlib
from datetime import UTC, datetime
from hashlib import sha256

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.errors import PageError
from readlater.pages.containers import Member, container_form, members
from tests.pages.containers.crawls import PROSE, Crawl, page

SITE = "https://mill.example"


def read(data: bytes) -> list[Member]:
    assert container_form(data[: 64 * 1024]) == "warc"
    return list(members(io.BytesIO(data), "crawl.warc"))


def urls(data: bytes) -> list[str]:
    return [member.url for member in read(data) if not member.problem]


def crawl() -> Crawl:
    made = Crawl()
    made.record("warcinfo", "", b"software: a test\r\n", "application/warc-fields")
    made.response(f"{SITE}/first", page(body=b"short"), "text/html; charset=koi8-r")
    made.response(f"{SITE}/second", page())
    return made


@pytest.mark.parametrize("shape", ["plain", "packed", "packed_whole"])
def test_pages_of_every_packing(shape: str) -> None:
    first, second = read(getattr(crawl(), shape))
    assert (first.name, first.url, first.charset, first.mime) == (
        f"{SITE}/first",
        f"{SITE}/first",
        "koi8-r",
        "text/html",
    )
    assert first.saved == datetime(2022, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert second.data == page()


def test_encodings_of_bodies() -> None:
    made = Crawl()
    chunked = b"".join(
        b"%x\r\n%s\r\n" % (len(page()[at : at + 999]), page()[at : at + 999]) for at in range(0, len(page()), 999)
    )
    made.response(f"{SITE}/chunked", chunked + b"0\r\n\r\n", http="Transfer-Encoding: chunked\r\n")
    made.response(f"{SITE}/gzip", gzip.compress(page()), http="Content-Encoding: gzip\r\n")
    made.response(f"{SITE}/deflate", zlib.compress(page()), http="Content-Encoding: deflate\r\n")
    bare = zlib.compressobj(wbits=-15)
    made.response(f"{SITE}/bare", bare.compress(page()) + bare.flush(), http="Content-Encoding: deflate\r\n")
    zstd = zstandard.ZstdCompressor().compress(page())
    made.response(f"{SITE}/zstd", zstd, http="Content-Encoding: zstd\r\n")
    made.response(f"{SITE}/unknown", page(), http="Content-Encoding: UTF-8\r\n")
    made.response(f"{SITE}/br", brotli.compress(page()), http="Content-Encoding: br\r\n")
    made.response(f"{SITE}/not-packed", page(), http="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
    found = read(made.plain)
    assert [member.name.rsplit("/", 1)[1] for member in found] == (
        ["chunked", "gzip", "deflate", "bare", "zstd", "unknown", "br", "not-packed"]
    )
    assert all(member.data == page() for member in found)


def test_what_is_no_page() -> None:
    made = crawl()
    made.response(f"{SITE}/short", page(body=b"An advertisement."))
    made.response(f"{SITE}/404", page(), status="404 Not Found")
    made.response(f"{SITE}/moved", page(), status="301 Moved", http=f"Location: {SITE}/second\r\n")
    made.response(f"{SITE}/style.css", PROSE, "text/css")
    made.response(f"{SITE}/notes.txt", PROSE, "text/plain")
    made.response(f"{SITE}/frame", page())
    made.request(f"{SITE}/frame", "Sec-Fetch-Dest: iframe")
    made.response(f"{SITE}/embedded", page())
    made.record("metadata", f"{SITE}/embedded", b"via: x\r\nhopsFromSeed: LE\r\n", "application/warc-fields")
    made.record("revisit", f"{SITE}/again", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "application/http")
    made.record("resource", "urn:text:https://mill.example/x", PROSE, "text/plain")
    made.record("response", "dns:mill.example", b"20220102 mill.example. 1 IN A 192.0.2.1", "text/dns")
    made.record("metadata", "", b"x", "text/x")
    assert urls(made.plain) == [f"{SITE}/first", f"{SITE}/second"]


def test_what_the_browser_asked_for_as_a_document_is_a_page_however_short() -> None:
    made = crawl()
    made.response(f"{SITE}/short", page(body=b"A short one."))
    made.request(f"{SITE}/short", "Sec-Fetch-Dest: document")
    made.response(f"{SITE}/notes.txt", PROSE, "text/plain")
    made.request(f"{SITE}/notes.txt", "Sec-Fetch-Dest: document")
    assert urls(made.packed)[2:] == [f"{SITE}/short", f"{SITE}/notes.txt"]


def test_a_list_of_pages_decides_and_redirections_are_followed() -> None:
    made = Crawl()
    pages = b'{"pages": [{"url": "https://mill.example/go", "timestamp": "20220102030405"}]}'
    info = b"software: x\r\njson-metadata: " + pages + b"\r\n"
    made.record("warcinfo", "", info, "application/warc-fields")
    made.response(f"{SITE}/advertisement", page())
    made.response(f"{SITE}/go", b"", status="302 Found", http="Location: /there\r\n")
    made.response(f"{SITE}/there", page(body=b"Short, but listed."))
    assert urls(made.plain) == [f"{SITE}/there"]


def test_of_several_captures_the_last_whole_one_counts() -> None:
    made = crawl()
    made.response(f"{SITE}/second", page("Newer"), date="2023-01-01T00:00:00Z")
    made.response(f"{SITE}/second", page("Older"), date="2021-01-01T00:00:00Z")
    made.response(f"{SITE}/second", page("Cut"), date="2024-01-01T00:00:00Z", WARC_Truncated="length")
    found = read(made.plain)
    assert [member.name for member in found] == [f"{SITE}/first", f"{SITE}/second"]
    assert b"Newer" in found[1].data


def test_pictures_of_a_page_come_with_it() -> None:
    picture = b"\x89PNG\r\n\x1a\n" + b"x" * 900
    made = Crawl()
    made.response(f"{SITE}/a/page", page(body=PROSE + b"<img src='../i/wheel.png?a=1&amp;b=2'><img src=\"/none.png\">"))
    made.response(f"{SITE}/i/wheel.png?a=1&b=2", picture, "image/png")
    made.response(f"{SITE}/i/other.png", picture, "image/png")
    [member] = read(made.packed)
    assert [(part.name, part.mime, part.data) for part in member.parts] == [
        (f"{SITE}/i/wheel.png?a=1&b=2", "image/png", picture)
    ]


def test_a_file_that_was_cut_off_gives_what_is_readable_and_says_so() -> None:
    for data in (crawl().plain[:-500], crawl().packed[:-30], crawl().packed_whole[:-9]):
        found = read(data)
        assert found[0].data == page(body=b"short")
        assert [member.problem for member in found[1:] if member.problem][-1].startswith("the archive is")
        assert not any(member.data for member in found[1:] if member.data != page())


def test_wrong_lengths_do_not_hide_the_next_record() -> None:
    made = crawl()
    made.record("metadata", f"{SITE}/x", b"hopsFromSeed: L\r\nmore: lines\r\n", "application/warc-fields", length="5")
    made.response(f"{SITE}/third", page())
    assert urls(made.plain) == [f"{SITE}/first", f"{SITE}/second", f"{SITE}/third"]


def test_wrong_lengths_write_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    test_wrong_lengths_do_not_hide_the_next_record()
    assert capfd.readouterr() == ("", "")


def test_older_versions_and_arc() -> None:
    made = Crawl(version="WARC/0.17")
    made.response(f"{SITE}/old", page())
    assert urls(made.plain) == [f"{SITE}/old"]
    body = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page()
    head = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n"
    arc = (
        b"filedesc://x.arc 0.0.0.0 20080102030405 text/plain %d\n%s\n" % (len(head), head)
        + b"%s/arc 192.0.2.1 20080102030405 text/html %d\n" % (SITE.encode(), len(body))
        + body
        + b"\n"
    )
    for data in (arc, gzip.compress(arc)):
        [member] = read(data)
        assert (member.url, member.data) == (f"{SITE}/arc", page())
        assert member.saved == datetime(2008, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_a_body_that_grows_beyond_measure_is_a_problem_of_its_own() -> None:
    made = crawl()
    made.response(f"{SITE}/bomb", gzip.compress(page(body=b"a b " * 15_000_000)), http="Content-Encoding: gzip\r\n")
    bomb = brotli.compress(page(body=b"a b " * 15_000_000), quality=1)
    made.response(f"{SITE}/brotli", bomb, http="Content-Encoding: br\r\n")
    mixed = gzip.compress(b"<p>" + b" ".join(sha256(b"%d" % number).hexdigest().encode() for number in range(2000)))
    made.response(f"{SITE}/damaged", mixed[:40_000] + b"\xff" * 60 + mixed[40_060:], http="Content-Encoding: gzip\r\n")
    made.request(f"{SITE}/damaged", "Sec-Fetch-Dest: document")
    made.response(f"{SITE}/third", page())
    found = {member.url: member for member in read(made.plain)}
    assert "larger than 50 MB" in found[f"{SITE}/bomb"].problem
    assert "larger than 50 MB" in found[f"{SITE}/brotli"].problem
    assert "damaged" in found[f"{SITE}/damaged"].problem
    assert found[f"{SITE}/third"].data == page()


def test_chinese_pages_are_measured_without_spaces() -> None:
    made = crawl()
    made.response(f"{SITE}/zh", page(body="河边的旧磨坊转了两百年，".encode() * 200))
    assert urls(made.plain)[2:] == [f"{SITE}/zh"]


def test_markup_that_never_ends_takes_no_time() -> None:
    made = crawl()
    for number, piece in enumerate((b"<script>", b"<", b"<svg", b'<a "', b"<!--")):
        made.response(f"{SITE}/{number}", b"<p>" + piece * (400_000 // len(piece)))
    assert urls(made.plain)[:2] == [f"{SITE}/first", f"{SITE}/second"]


def test_headers_that_are_none() -> None:
    for data in (
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\n\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: -5\r\nWARC-Type: response\r\n\r\n",
    ):
        assert all(member.problem for member in read(data))
    made = crawl()
    made.response("javascript:alert(1)", page())
    made.response("http://[::1", page())
    made.record("response", f"{SITE}/raw", page(), "application/http")
    assert urls(made.plain) == [f"{SITE}/first", f"{SITE}/second"]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_damage_never_raises_but_a_page_error(data: st.DataObject) -> None:
    made = crawl()
    raw = bytearray(data.draw(st.sampled_from([made.plain, made.packed, made.packed_whole])))
    for _ in range(data.draw(st.integers(0, 4))):
        raw[data.draw(st.integers(8, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(raw[: data.draw(st.integers(8, len(raw)))])
    try:
        found = list(members(io.BytesIO(cut), "x"))
    except PageError:
        return
    assert all(bool(member.data) != bool(member.problem) for member in found)

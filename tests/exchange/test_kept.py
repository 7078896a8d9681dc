"""Kept pages as files: what a hostile page could do in a browser is taken from it before it gets there."""

from __future__ import annotations

import re
import stat
from html.parser import HTMLParser
from pathlib import Path

import pytest

from readlater.exchange.kept import harmless, write_kept
from readlater.model import Original, Part

HOSTILE = """<!DOCTYPE html><html lang=en><head><meta http-equiv="&#114;efresh" content="0;url=https://evil.example/">
<META
 data-x=">" http-equiv=refresh content="0;url=https://evil.example/"><link rel=preconnect href=https://evil.example>
<title>Bees</title><script>steal()</script></head><body onload="steal()"><p>Bees.</p></body></html>"""


class Tags(HTMLParser):
    """The tags of a page, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def policy(text: str) -> str:
    """The policy, which must come before every other element."""
    tag, attributes = Tags(text).found[0]
    assert (tag, attributes["http-equiv"]) == ("meta", "Content-Security-Policy")
    return attributes["content"] or ""


def test_a_hostile_page_can_do_nothing() -> None:
    page = harmless(HOSTILE)
    assert page.startswith("<!DOCTYPE html><meta http-equiv=")
    rules = policy(page)
    for rule in (
        "default-src 'none'",
        "script-src 'none'",
        "connect-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
    ):
        assert rule in rules
    assert not re.search(r"https?:", rules)
    tags = Tags(page).found
    assert not [tag for tag, _ in tags if tag == "link"]
    assert [attributes.get("http-equiv") for tag, attributes in tags if tag == "meta"] == [
        "Content-Security-Policy",
        "x-dns-prefetch-control",
        None,
        None,
    ]
    assert "<p>Bees.</p>" in page


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<p>Grüße, 蜂蜜</p>".encode("utf-16"), ""),
        ("<meta charset=windows-1252><p>Grüße</p>".encode("cp1252"), ""),
        ("<html><p>Grüße</p></html>".encode("latin-1"), "iso-8859-1"),
        (b"\xef\xbb\xbf<html><p>Gr\xc3\xbc\xc3\x9fe</p></html>", ""),
    ],
)
def test_every_encoding_becomes_one_that_can_not_be_misread(tmp_path: Path, data: bytes, charset: str) -> None:
    path = write_kept(Original(data, "text/html", charset=charset), tmp_path)
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\xef\xbb\xbf") == 1
    text = written.decode("utf-8-sig")
    policy(text)
    assert "Grüße" in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"%PDF-1.4\n", ".pdf"),
        (b"From: a@b.example\nTo: c@d.example\nSubject: Hi\nMIME-Version: 1.0\n\nHello there\n", ".eml"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>steal()</script></svg>", ".txt"),
        (b"Just words.\n", ".txt"),
        (b"\x00\x01\x02", ".txt"),
        (b"", ".txt"),
    ],
)
def test_other_forms_are_as_they_were(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = write_kept(Original(data, "application/octet-stream"), tmp_path)
    assert path.suffix == suffix
    assert path.read_bytes() == data


def test_pictures_lie_where_the_page_looks_for_them_and_nowhere_else(tmp_path: Path) -> None:
    names = ("page_files/a%20b.png", "../up.png", "/root.png", "C:/x.png", "page.html", "x/../../y.png", "ok.svg")
    parts = tuple(Part(f"part:{name}", "image/png", b"png") for name in names[:-1])
    parts += (Part("part:ok.svg", "image/svg+xml", b"<svg/>"), Part("https://a.example/x.png", "image/png", b"png"))
    folder = tmp_path / "folder"
    folder.mkdir()
    write_kept(Original(b"<html><body><p>Hi</p></body></html>", "text/html", parts=parts), folder)
    written = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert written == ["folder/page.html", "folder/page_files/a b.png"]
    assert b"Hi" in (folder / "page.html").read_bytes()

from __future__ import annotations

import base64
import quopri
import time
from datetime import UTC, datetime

import pytest

from readlater.errors import PageError
from readlater.model import BlockKind
from readlater.pages.read import read_page
from tests.pages.pasted import EN_BODY, RU_BODY

PAGE = (
    "<html><head><title>The clock</title></head><body><article><h1>The clock</h1>"
    + "".join(f"<p>{text}</p>" for text in EN_BODY)
    + "<img src='cid:img-1@mhtml.blink' alt='The dial'></article></body></html>"
)
ADVERTISEMENT = (
    "<html><body>"
    + "<p>Buy the large and shining thing today, for it will be gone tomorrow and you would be sorry.</p>" * 40
    + "</body></html>"
)


def part(
    body: str,
    location: str,
    kind: str = "text/html",
    encoding: str = "quoted-printable",
    charset: str = "utf-8",
    identity: str = "",
) -> bytes:
    data = body.encode(charset)
    sent = (
        quopri.encodestring(data)
        if encoding == "quoted-printable"
        else base64.encodebytes(data)
        if encoding == "base64"
        else data
    )
    head = (
        f"Content-Type: {kind}{f'; charset={charset}' if charset != 'utf-8' else ''}\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\nContent-Location: {location}\r\n"
    )
    if identity:
        head += f"Content-ID: <{identity}>\r\n"
    return head.encode() + b"\r\n" + sent.replace(b"\n", b"\r\n")


def mhtml(*parts: bytes, snapshot: str = "https://valleypost.example/clock", extra: str = "") -> bytes:
    head = "From: <Saved by Blink>\r\n" + (f"Snapshot-Content-Location: {snapshot}\r\n" if snapshot else "")
    head += (
        "Subject: =?utf-8?Q?=D0=A7=D0=B0=D1=81=D1=8B?=\r\nDate: Fri, 14 Jan 2022 08:51:00 "
        "-0000\r\nMIME-Version: 1.0\r\n"
    )
    head += (
        f'Content-Type: multipart/related;\r\n\ttype="text/html";{extra}\r\n\tboundary="----Boundary--x----"\r\n\r\n'
    )
    return (
        head.encode()
        + b"".join(b"\r\n------Boundary--x----\r\n" + one for one in parts)
        + b"\r\n------Boundary--x------\r\n"
    )


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_the_page_at_the_saved_address(encoding: str) -> None:
    data = mhtml(
        part(ADVERTISEMENT, "https://ads.example/"), part(PAGE, "https://valleypost.example/clock", encoding=encoding)
    )
    [draft] = read_page(data)
    assert draft.format == "mhtml"
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert (draft.url, draft.created) == ("https://valleypost.example/clock", datetime(2022, 1, 14, 8, 51, tzinfo=UTC))
    assert [block.source for block in draft.document.blocks if block.kind is BlockKind.IMAGE] == [
        "cid:img-1@mhtml.blink"
    ]
    assert "Часы" in [entry.value for entry in draft.found["title"]]


def test_the_part_named_as_start_and_then_the_first() -> None:
    parts = (
        part(ADVERTISEMENT, "https://ads.example/", identity="a"),
        part(PAGE, "https://valleypost.example/clock", identity="b"),
    )
    [draft] = read_page(mhtml(*parts, snapshot="", extra='\r\n\tstart="<b>";'))
    assert draft.document.text == "\n\n".join(EN_BODY)
    [draft] = read_page(mhtml(*reversed(parts), snapshot=""))
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert draft.url == "https://valleypost.example/clock"


def test_old_files_say_their_charset_in_the_part() -> None:
    page = "<html><body>" + "".join(f"<p>{text}</p>" for text in RU_BODY) + "</body></html>"
    [draft] = read_page(mhtml(part(page, "https://valleypost.example/clock", charset="windows-1251")))
    assert draft.document.text == "\n\n".join(RU_BODY)


def test_a_cut_off_file_and_one_without_a_page() -> None:
    data = mhtml(part(PAGE, "https://valleypost.example/clock", encoding="8bit"))
    [draft] = read_page(data[: data.rindex(b"<img")])
    assert draft.document.text.startswith(EN_BODY[0])
    with pytest.raises(PageError, match="without a page"):
        read_page(mhtml(part("x", "https://a.example/x.css", kind="text/css")))


def test_deep_nesting_ends() -> None:
    nested = b"".join(b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(5000))
    start = time.process_time()
    with pytest.raises(PageError):
        read_page(b"MIME-Version: 1.0\r\nFrom: <Saved by Blink>\r\n" + nested)
    assert time.process_time() - start < 2

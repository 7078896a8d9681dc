from __future__ import annotations

import base64
import quopri
from datetime import UTC, datetime

import pytest

from readlater.errors import PageError
from readlater.model import BlockKind, Draft
from readlater.pages.forms.mhtml import open_mhtml, read_mhtml
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


def test_the_address_as_old_browsers_named_it() -> None:
    parts = (part(ADVERTISEMENT, "https://ads.example/"), part(PAGE, "https://valleypost.example/clock"))
    data = mhtml(*parts).replace(b"Snapshot-Content-Location", b"X-Snapshot-Content-Location")
    assert b"\nX-Snapshot" in data
    [draft] = read_page(data)
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert draft.url == "https://valleypost.example/clock"


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
    with pytest.raises(PageError):
        read_page(b"MIME-Version: 1.0\r\nFrom: <Saved by Blink>\r\n" + nested)


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


def picture(location: str, identity: str = "") -> bytes:
    head = f"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {location}\r\n"
    return (head + (f"Content-ID: <{identity}>\r\n" if identity else "") + "\r\n").encode() + base64.encodebytes(
        PICTURE
    )


def images(draft: Draft) -> list[str]:
    return [block.source for block in draft.document.blocks if block.kind is BlockKind.IMAGE]


def test_an_article_in_a_frame_stands_where_the_frame_does() -> None:
    shell = (
        "<html><head><title>The clock</title></head><body><nav><a href='/'>Home</a></nav>"
        "<iframe src='cid:frame-1@mhtml.blink'></iframe><iframe src='cid:frame-2@mhtml.blink'></iframe></body></html>"
    )
    frame = PAGE.replace("cid:img-1@mhtml.blink", "dial.png").replace("<article>", "<article><a href='more'>More</a>")
    parts = (
        part(shell, "https://valleypost.example/clock"),
        part("<p>Buy the thing.</p>", "https://ads.example/", identity="frame-2@mhtml.blink"),
        part(frame, "https://frames.example/inner/page", identity="frame-1@mhtml.blink"),
    )
    [draft] = read_page(mhtml(*parts, picture("https://frames.example/inner/dial.png")))
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert (draft.title, draft.url) == ("The clock", "https://valleypost.example/clock")
    assert images(draft) == ["https://frames.example/inner/dial.png"]


def test_a_page_of_its_own_keeps_its_frames_out() -> None:
    page = PAGE.replace("</article>", "</article><iframe src='https://ads.example/'></iframe>")
    [draft] = read_page(
        mhtml(part(page, "https://valleypost.example/clock"), part(ADVERTISEMENT, "https://ads.example/"))
    )
    assert draft.document.text == "\n\n".join(EN_BODY)


def test_a_frameset_by_relative_addresses() -> None:
    page = (
        "<html><head><title>The Post</title></head><frameset cols='20%,*'><frame src='nav.htm'><frame src='a/main.htm'>"
        "<noframes><body>Your browser shows no frames.</body></noframes></frameset></html>"
    )
    data = mhtml(
        part(page, "https://valleypost.example/clock"),
        part("<a href='x'>One</a> <a href='y'>Two</a>", "nav.htm"),
        part(
            PAGE.replace("<title>The clock", "<title>The clock of the valley"), "https://valleypost.example/a/main.htm"
        ),
    )
    [draft] = read_page(data)
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert draft.title.startswith("The clock")


def test_frames_that_hold_each_other_end() -> None:
    one = "<frameset><frame src='https://b.example/'></frameset>"
    two = "<frameset><frame src='https://a.example/'></frameset>"
    data = mhtml(part(one, "https://a.example/"), part(two, "https://b.example/"), snapshot="https://a.example/")
    assert read_page(data)[0].failed


@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
def test_soft_line_breaks_however_they_are_broken(line_end: bytes) -> None:
    body = quopri.encodestring(PAGE.encode()).replace(b"=\n", b"= \n" if line_end == b"\n" else b"=\r\r\n")
    head = "Content-Type: text/html\r\nContent-Transfer-Encoding: Quoted-Printable\r\nContent-Location: https://valleypost.example/clock\r\n\r\n"
    data = mhtml(head.encode() + body).replace(b"\r\n", line_end)
    [draft] = read_page(data)
    assert draft.document.text == "\n\n".join(EN_BODY)


def test_utf_16_in_a_part_and_for_the_whole_file() -> None:
    page = mhtml(part(PAGE, "https://valleypost.example/clock", encoding="base64", charset="utf-16"))
    [draft] = read_page(page)
    assert draft.document.text == "\n\n".join(EN_BODY)
    whole = mhtml(part(PAGE, "https://valleypost.example/clock")).decode().encode("utf-16")
    assert read_mhtml(whole).document.text == "\n\n".join(EN_BODY)


def test_a_file_of_one_part_as_old_browsers_wrote_it() -> None:
    data = (
        b'From: "Saved by Windows Internet Explorer 8"\r\nSubject: \r\nDate: Wed, 14 May 2014 12:34:56 +0200\r\n'
        b'MIME-Version: 1.0\r\nContent-Type: text/html;\r\n\tcharset="Windows-1252"\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://valleypost.example/clock\r\n\r\n"
    ) + quopri.encodestring(PAGE.replace("The clock", "Die Uhr für alle").encode("cp1252"))
    [draft] = read_page(data)
    assert (draft.title, draft.url) == ("Die Uhr für alle", "https://valleypost.example/clock")


def test_the_root_within_nested_parts_and_an_address_seen_from_its_base() -> None:
    inner = (
        b"Content-Type: multipart/alternative; boundary=inner\r\n\r\n"
        b"--inner\r\nContent-Type: text/plain\r\n\r\nclock\r\n--inner\r\n"
        b"Content-Type: text/html\r\nContent-Base: https://valleypost.example/a/\r\nContent-Location: clock\r\n\r\n"
        + PAGE.replace("cid:img-1@mhtml.blink", "../dial.png").encode()
        + b"\r\n--inner--\r\n"
    )
    [draft] = read_page(mhtml(inner, picture("https://valleypost.example/dial.png"), snapshot=""))
    assert draft.url == "https://valleypost.example/a/clock"
    assert images(draft) == ["https://valleypost.example/dial.png"]


def test_of_many_addresses_of_a_picture_the_saved_one() -> None:
    page = PAGE.replace(
        "src='cid:img-1@mhtml.blink'",
        "src='dial.png' data-src='https://far.example/large.png' srcset='https://far.example/x.png 2x'",
    )
    data = mhtml(part(page, "https://valleypost.example/clock"), picture("https://valleypost.example/dial.png"))
    assert images(read_page(data)[0]) == ["https://valleypost.example/dial.png"]
    assert images(read_page(mhtml(part(page, "https://valleypost.example/clock")))[0]) == [
        "https://far.example/large.png"
    ]


def test_many_parts_and_no_end() -> None:
    parts = [picture(f"https://valleypost.example/{number}.png") for number in range(150)]
    data = mhtml(part(ADVERTISEMENT, "https://ads.example/"), *parts, part(PAGE, "https://valleypost.example/clock"))
    [draft] = read_page(data[: data.rindex(b"------Boundary--x------")])
    assert draft.document.text == "\n\n".join(EN_BODY)


def test_a_shadow_tree_is_part_of_the_page() -> None:
    page = PAGE.replace("<article>", '<my-page><template shadowmode="open" shadowdelegatesfocus=""><article>').replace(
        "</article>", "</article></template></my-page>"
    )
    assert 'shadowrootmode="open"' in (
        file := open_mhtml(mhtml(part(page, "https://valleypost.example/clock")))
    ).markup(file.parts[0])


def test_bytes_are_believed_more_than_what_a_part_says_of_them() -> None:
    page = PAGE.replace("The clock", "Die Uhr für alle")
    data = part(page, "https://valleypost.example/clock").replace(b"text/html", b"text/html; charset=iso-8859-1")
    assert read_page(mhtml(data))[0].title == "Die Uhr für alle"


def test_thousands_of_parts_with_damaged_headers() -> None:
    parts = [b"Content-Type: image/png\r\nX: \xe9\xff\r\n\r\nx"] * 3000
    data = mhtml(part(PAGE, "https://valleypost.example/clock"), *parts)
    assert read_page(data)[0].document.text == "\n\n".join(EN_BODY)

from __future__ import annotations

import base64
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.pages.forms.mail import looks_like_mail
from readlater.pages.forms.mhtml import find_root, open_mhtml
from readlater.pages.forms.mime import MimePart, header_text, header_time, leaves, read_part

PIECES = st.lists(
    st.sampled_from(
        [
            b"--b",
            b"--b--",
            b"\r\n",
            b"\n",
            b"\r",
            b"\n\n",
            b"Content-Type: multipart/mixed; boundary=b",
            b'Content-Type: multipart/related; boundary="b"; start="<x>"',
            b"Content-Type: text/html; charset=utf-16",
            b"Content-Transfer-Encoding: quoted-printable",
            b"Content-Transfer-Encoding: base64",
            b"Content-Location: http://[x/",
            b"Content-Base: http://[",
            b"Subject: =?utf-8?Q?=?= =?x?B?a?=",
            b"Date: Fri, 99 Foo 2022",
            b"From: =?",
            b"=E9=\r\n=",
            b"\x00\xff\xfe",
            b"<p>text</p>",
        ]
    ),
    max_size=40,
).map(b"".join)


@settings(max_examples=150)
@given(st.one_of(PIECES, st.binary(max_size=400)))
def test_nothing_breaks_the_splitter(data: bytes) -> None:
    whole = read_part(data)
    parts = leaves(whole)
    find_root(whole, parts)
    for part in parts:
        assert not part.kind.startswith("multipart/")
        part.content()
    file = open_mhtml(data)
    file.find("cid:x")
    file.find("a/b", "http://[")
    header_text(whole.headers.get("subject", ""))
    header_time(whole.headers.get("date", ""))
    looks_like_mail(data)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=6), st.sampled_from(["base64", "quoted-printable"]))
def test_what_was_sent_is_what_comes_out(bodies: list[bytes], encoding: str) -> None:
    encode = base64.encodebytes if encoding == "base64" else quopri.encodestring
    data = b"Content-Type: multipart/mixed; boundary=zzz\r\n\r\n"
    for body in bodies:
        data += b"--zzz\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: " + encoding.encode() + b"\r\n\r\n"
        data += encode(body.replace(b"\r", b"")).replace(b"\n", b"\r\n") + b"\r\n"
    parts = leaves(read_part(data + b"--zzz--\r\n"))
    contents = [part.content().replace(b"\r\n", b"\n").rstrip(b"\n") for part in parts]
    assert contents == [body.replace(b"\r", b"").rstrip(b"\n") for body in bodies]


@pytest.mark.parametrize(
    ("header", "name", "value"),
    [
        ('multipart/mixed; type="text/html"; boundary="x;y"', "boundary", "x;y"),
        ("multipart/mixed;boundary=plain", "boundary", "plain"),
        ("text/plain; name*=utf-8''%e2%82%ac.txt", "name", "€.txt"),
        ("text/plain; name*0*=utf-8''%e2; name*1*=%82%ac", "name", "€"),
        ("text/plain; name*0=one; name*1=two", "name", "onetwo"),
        ('text/plain; name="=?utf-8?Q?=E2=82=AC?="', "name", "€"),
        ("text/plain", "boundary", ""),
        ('text/html charset="utf-8"', "charset", "utf-8"),
        ('multipart/related; type="a; boundary=no"; boundary=yes', "boundary", "yes"),
    ],
)
def test_parameters(header: str, name: str, value: str) -> None:
    assert MimePart({"content-type": header}, b"").parameter(name) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?Q?=D0=A7?= \t =?utf-8?B?0LDRgdGL?= today", "Часы today"),
        ("=?utf-8?Q?=D0?= =?utf-8?Q?=A7?=", "Ч"),  # a letter that was cut in two
        ("=?unknown-8bit?Q?caf=E9?=", "café"),
        ("plain  text", "plain text"),
        ("=?utf-8?B?x", "=?utf-8?B?x"),
    ],
)
def test_encoded_headers(value: str, text: str) -> None:
    assert header_text(value) == text


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("Fri, 14 Jan 2022 08:51:00 -0000", "2022-01-14T08:51:00+00:00"),
        ("Fri, Jan 14 2022 08:51:00 GMT-0700", "2022-01-14T08:51:00-07:00"),
        ("Fri Jan 14 2022 08:51:00 GMT+05:30 (a zone)", "2022-01-14T08:51:00+05:30"),
        ("2022-01-14T08:51:00Z", "2022-01-14T08:51:00+00:00"),
        ("some day", ""),
        ("", ""),
    ],
)
def test_dates_as_programs_write_them(value: str, time: str) -> None:
    found = header_time(value)
    assert (found.isoformat() if found else "") == time


def test_a_multipart_body_that_does_not_name_its_boundary() -> None:
    data = b"Content-Type: multipart/related\r\n\r\n--xyz\r\nContent-Type: text/html\r\n\r\n<p>a</p>\r\n--xyz--\r\n"
    assert [part.kind for part in leaves(read_part(data))] == ["text/html"]


def test_huge_headers_and_nuls() -> None:
    data = b"Subject: " + b"a" * 100_000 + b"\r\nX-Nul: a\x00b\r\n" + b"X: y\r\n" * 1000 + b"\r\nbody"
    whole = read_part(data)
    assert whole.body == b"body"
    assert whole.headers["x-nul"] == "ab"
    assert read_part(b"A: b\r\n" * 100_000).headers == {}

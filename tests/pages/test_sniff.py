from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.errors import PageError
from readlater.pages.read import read_page
from readlater.pages.sniff import sniff
from tests.pages.pasted import EN_BODY

BODY = "\n".join(EN_BODY)


def _zip(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data)  # of a fixed date: the bytes name the test
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"<!DOCTYPE html><html><p>x</p></html>", "html"),
        (b"\xef\xbb\xbf\n  <!-- hi --><!doctype HTML>\n<p>x", "html"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>x</body></html>", "html"),
        (b"<div><p>only a part</p></div>", "html"),
        (b"<?xml version='1.0'?><article><p>only a part</p></article>", "html"),
        ("<html><p>x</p></html>".encode("utf-16"), "html"),
        (
            b"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.org/a \n--><p>x</html>",
            "singlefile",
        ),
        (b"<!DOCTYPE html>\n<!-- saved from url=(0021)https://example.org/a -->\n<html><p>x</html>", "saved-page"),
        (
            (
                b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/\r\nMIME-Version: "
                b"1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
            ),
            "mhtml",
        ),
        (
            b"Message-ID: <1@a>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n",
            "mhtml",
        ),
        (
            b"From: <Gespeichert von einem Browser>\r\nSubject: Uhr\r\nDate: Fri, 14 Jan 2022 08:51:00 +0100\r\n"
            b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Location: https://a.example/\r\n\r\n<p>x</p>",
            "mhtml",
        ),
        (
            b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\n",
            "mail",
        ),
        (b"---\ntitle: A\n---\n\nBody text.\n", "markdown"),
        (b"# Title\n\nSome *words* and [a link](https://example.org).\n\n```python\nx = 1\n```\n", "markdown"),
        (BODY.encode(), "text"),
        (b"The <b> tag makes text bold, and <i> makes it italic: so says the book that I read today.", "text"),
        (b"Date: Monday\nTo: all\n\nThe meeting is moved.", "text"),
        (f"{BODY}\nSimilar Readings (1 item)\nA\nCategory ID: x".encode(), "tracker"),
        ("본문\n".encode("cp949") + BODY.encode(), "text"),
        (b"BMW builds cars in Munich, and has done so for a hundred years.", "text"),
        (b"OggS is how such files begin, and this one is about them.", "text"),
        (b"%PDF-1.7\n...", "pdf"),
        (b"\n\n%PDF-1.4\n...", "pdf"),
        (_zip(mimetype=b"application/epub+zip"), "epub"),
        (_zip(**{"META-INF/container.xml": b"<x/>", "a.html": b"<p>"}), "epub"),
        (b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource", "webarchive"),
        (b"<?xml version='1.0'?><plist><dict><key>WebMainResource</key></dict></plist>", "webarchive"),
        (gzip.compress(b"<!doctype html><p>x</p>", mtime=0), "html"),
        (gzip.compress(b"# Title\n\n* one\n", mtime=0), "text"),
        (
            b"From: a@b.example\r\nTo: c@d.example\r\nSubject: Hi\r\nDate: Mon, 3 Jan 2022 10:00:00 +0000\r\n\r\n"
            b"Hello.",
            "mail",
        ),
        (
            b"Received: from x\r\nFrom: a@b.example\r\nTo: c@d.example\r\nSubject: Hi\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\n",
            "mail",
        ),
        (b'+++\ntitle = "A"\n+++\n\nBody text.\n', "markdown"),
        (b"name,place\nAnn,Rome\nBo,Oslo\n", "text"),
        (b"https://a.example/x is where I read it.\nhttps://b.example/y\n", "text"),
    ],
)
def test_forms(data: bytes, form: str) -> None:
    assert sniff(data) == form
    assert sniff(data, "page.pdf") == form


def test_a_packed_page_has_the_name_of_what_is_in_it() -> None:
    assert sniff(gzip.compress(b"A line of text.\n\n* one\n"), "note.md.gz") == "markdown"


def test_a_name_decides_only_between_markdown_and_text() -> None:
    assert sniff(b"A line of text.\n\n* one\n", "note.md") == "markdown"
    assert sniff(b"A line of text.\n\n* one\n", "note.txt") == "text"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"  \r\n\t", "empty"),
        (_zip(a=b"x"), "readlater import"),
        (_zip(mimetype=b"application/vnd.oasis.opendocument.text", content=b"x"), "office"),
        (_zip(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "office"),
        (_zip(**{"META-INF/MANIFEST.MF": b"x", "a.class": b"x"}), "programs"),
        (gzip.compress(b"x" * 100, mtime=0)[:-9], "cut off"),
        (b"\x1f\x8b\x08\x00" + b"\xff" * 40, "gzip"),
        (gzip.compress(b"\0" * 60_000_000, mtime=0), "gzip"),
        (gzip.compress(gzip.compress(b"<p>x</p>" * 9, mtime=0), mtime=0), "gzip"),
        (gzip.compress(b"", mtime=0), "empty"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n", "readlater import"),
        (gzip.compress(b"WARC/1.1\r\n", mtime=0), "readlater import"),
        (
            b"From a Mon Jan  3 10:00:00 2022\nFrom: a@b\n\nHi\n\nFrom b Mon Jan  3 10:00:00 2022\nFrom: a@b\n",
            "readlater import",
        ),
        (b"BZh91AY&SY\x00\x01\x02\xff", "bzip2"),
        (b"<?xml version='1.0'?>\n<package xmlns='x'><metadata><title>The clock</title></metadata></package>", "XML"),
        (b"<?xml version='1.0'?><!-- x --><tv:list xmlns:tv='x'/>", "XML"),
        (b"\0" * 257 + b"ustar\x0000", "tar"),
        (b"\x89PNG\r\n\x1a\n....", "images"),
        (b"\xff\xd8\xff\xe0....", "images"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "images"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "images"),
        (b"bplist00....", "property lists"),
        (b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>", "bookmark"),
        (b"\xef\xbb\xbf\n<!-- x -->\n<!doctype netscape-bookmark-file-1><DL><p>", "bookmark"),
        (b"<DL><p><DT><A HREF='https://a.example/'>a</A><DT><A HREF='https://b.example/'>b</A></DL>", "bookmark"),
        (
            b"<!DOCTYPE html><html><title>Pocket Export</title><a href='https://a.example/' time_added='1'>a</a>",
            "bookmark",
        ),
        (b"\xef\xbb\xbftitle,url,time_added,tags,status\nA,https://a.example/,1,,unread\n", "CSV"),
        (b"URL,Title,Selection,Folder\nhttps://a.example/,A,,Unread\n", "CSV"),
        (b"https://a.example/1\nhttps://a.example/2 | Two\n\nhttps://b.example/\n", "list of addresses"),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "RSS"),
        (b'[{"url": "https://example.org"}]', "JSON"),
        (bytes(range(256)) * 40, "binary"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_other_files_are_refused_by_name(data: bytes, word: str) -> None:
    with pytest.raises(PageError, match=word) as error:
        sniff(data, "file.bin")
    assert "\n" not in str(error.value)


def test_the_form_can_be_given() -> None:
    [draft] = read_page(b"<p>as text</p>", as_format="text")
    assert "<p>" in draft.document.text
    with pytest.raises(PageError, match="no form of page"):
        read_page(b"x", as_format="docx")


_BEGINNINGS = [
    b"",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"%PDF-1.4\n",
    b"bplist00",
    b"WARC/1.0\r\n",
    b"From a@b Mon\nFrom: x\n",
    b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
    b"From: a@b.example\nTo: c@d.example\nSubject: x\nDate: x\n\n",
    b"---\n",
    b"<html>",
    b"\xff\xfe",
    b"title,url\n",
]


@given(st.sampled_from(_BEGINNINGS), st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(beginning: bytes, rest: bytes) -> None:
    try:
        drafts = read_page(beginning + rest, name="x")
    except PageError:
        return
    assert drafts


@pytest.mark.parametrize(
    "code",
    [
        "body {\n  margin: 0;\n  color: #222;\n}\n.nav { float: left; }\n",
        "body{margin:0;color:#222}.nav{float:left;padding:0}a{color:red}",
        "(function () {\n  var seen = {};\n  window.go = function (x) {\n    seen[x] = 1;\n  };\n})();\n",
    ],
)
def test_styles_and_scripts_beside_pages_are_no_articles(code: str) -> None:
    with pytest.raises(PageError, match="program code"):
        sniff(code.encode(), "site.css")


def test_a_text_with_some_code_in_it_is_a_text() -> None:
    assert sniff((BODY + "\n\nfor (;;) {\n  wait();\n}\n").encode()) == "text"
    assert sniff(b"Milk; bread; eggs;\nThe rest can wait until the shop opens again on Monday.") == "text"

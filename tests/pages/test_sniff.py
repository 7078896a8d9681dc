from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from readlater.errors import PageError
from readlater.pages.read import read_page
from readlater.pages.sniff import sniff
from tests.pages.pasted import EN_BODY

BODY = "\n".join(EN_BODY)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"<!DOCTYPE html><html><p>x</p></html>", "html"),
        (b"\xef\xbb\xbf\n  <!-- hi --><!doctype HTML>\n<p>x", "html"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>x</body></html>", "html"),
        (b"<div><p>only a part</p></div>", "html"),
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
        (b"---\ntitle: A\n---\n\nBody text.\n", "markdown"),
        (b"# Title\n\nSome *words* and [a link](https://example.org).\n\n```python\nx = 1\n```\n", "markdown"),
        (BODY.encode(), "text"),
        (b"The <b> tag makes text bold, and <i> makes it italic: so says the book that I read today.", "text"),
        (b"Date: Monday\nTo: all\n\nThe meeting is moved.", "text"),
        (f"{BODY}\nSimilar Readings (1 item)\nA\nCategory ID: x".encode(), "tracker"),
        ("본문\n".encode("cp949") + BODY.encode(), "text"),
        (b"BMW builds cars in Munich, and has done so for a hundred years.", "text"),
    ],
)
def test_forms(data: bytes, form: str) -> None:
    assert sniff(data) == form
    assert sniff(data, "page.pdf") == form


def test_a_name_decides_only_between_markdown_and_text() -> None:
    assert sniff(b"A line of text.\n\n* one\n", "note.md") == "markdown"
    assert sniff(b"A line of text.\n\n* one\n", "note.txt") == "text"


def _zip(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"  \r\n\t", "empty"),
        (b"%PDF-1.7\n...", "PDF"),
        (_zip(a=b"x"), "zip"),
        (_zip(mimetype=b"application/epub+zip"), "EPUB"),
        (gzip.compress(b"x", mtime=0), "gzip"),
        (b"\x89PNG\r\n\x1a\n....", "images"),
        (b"\xff\xd8\xff\xe0....", "images"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "images"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "images"),
        (b"bplist00....", "web archives"),
        (b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>", "bookmark"),
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
        read_page(b"x", as_format="pdf")

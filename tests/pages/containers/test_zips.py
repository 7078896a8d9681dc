from __future__ import annotations

import io
import json
import struct
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.errors import PageError
from readlater.pages.containers import Member, container_form, members
from tests.pages.books import epub, xhtml
from tests.pages.containers.crawls import Crawl, page

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40


def packed(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def read(data: bytes) -> list[Member]:
    return list(members(io.BytesIO(data), "pages.zip"))


def names(data: bytes) -> list[str]:
    return [found.name for found in read(data) if not found.problem]


def problems(data: bytes) -> dict[str, str]:
    return {found.name: found.problem for found in read(data) if found.problem}


def test_pages_and_what_is_none() -> None:
    data = packed(
        {
            "a.html": b"<p>a</p>",
            "sub/b.MD": b"# b",
            "sub/c.eml": b"From: x@y\n\nhi",
            "plain": b"Some text.",
            "list.json": b"[]",
            "style.css": b"x",
            "script.js": b"x",
            "img/wheel.png": PNG,
            ".hidden.html": b"<p>x</p>",
            ".git/page.html": b"<p>x</p>",
            "__MACOSX/a.html": b"x",
            "empty.html": b"  \n",
            "a_files/saved_resource.html": b"<p>frame</p>",
            "b_files/real.html": b"<p>no page of that name</p>",
            "folder/": b"",
        }
    )
    assert container_form(data) == "zip"
    assert names(data) == ["a.html", "sub/b.MD", "sub/c.eml", "plain", "list.json", "b_files/real.html"]


def test_pictures_come_with_their_pages() -> None:
    markup = (
        b"<img src=\"A%20page_files/wheel%201.png\"><img src='./A page_files/wheel 1.png'>"
        b'<img srcset="A%20page_files/two.jpg 2x, https://a.example/x.png 1x"><img src="missing.png">'
        b'<img src="../../secret.png"><script src="A%20page_files/x.js"></script>'
        b'<iframe src="A%20page_files/frame.html"></iframe>'
    )
    [found] = read(
        packed(
            {
                "in/A page.html": markup,
                "in/A page_files/wheel 1.png": PNG,
                "in/A page_files/two.jpg": b"\xff\xd8\xff",
                "in/A page_files/x.js": b"x",
                "in/A page_files/frame.html": b"<p>frame</p>",
            }
        )
    )
    assert [(part.name, part.mime) for part in found.parts] == [
        ("part:A%20page_files/wheel%201.png", "image/png"),
        ("part:./A page_files/wheel 1.png", "image/png"),
        ("part:A%20page_files/two.jpg", "image/jpeg"),
        ("part:A%20page_files/frame.html", "text/html"),
    ]
    assert found.parts[0].data == PNG
    [note] = read(
        packed({"n/index.md": b"# A\n\n![wheel](i%201.png) ![[j.png|200]]", "n/i 1.png": PNG, "n/j.png": PNG})
    )
    assert [part.name for part in note.parts] == ["part:i 1.png", "part:j.png"]


def test_archives_within() -> None:
    inner = packed({"x.html": b"<p>x</p>", "deeper.zip": packed({"y.html": b"<p>y</p>"})})
    crawl = Crawl()
    crawl.response("https://mill.example/", page())
    data = packed({"inner.zip": inner, "crawl.warc.gz": crawl.packed, "z.html": b"<p>z</p>"})
    assert names(data) == ["inner.zip/x.html", "crawl.warc.gz/https://mill.example/", "z.html"]
    assert list(problems(data)) == ["inner.zip/deeper.zip"]
    damaged = packed({"inner.zip": inner[:-30], "z.html": b"<p>z</p>"})
    assert names(damaged) == ["z.html"]
    assert "damaged" in problems(damaged)["inner.zip"]


def test_a_book_among_pages_is_a_page() -> None:
    book = epub({"a.xhtml": xhtml("<p>x</p>")})
    assert container_form(book) == ""
    assert [(found.name, found.data) for found in read(packed({"book.epub": book}))] == [("book.epub", book)]
    late = packed(
        {"big.bin": b"0" * 10, "pad": bytes(range(256)) * 400, "META-INF/container.xml": b"<x/>"}, zipfile.ZIP_STORED
    )
    assert [found.data for found in read(late)] == [late]


@pytest.mark.parametrize(
    "entries",
    [
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"},
        {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"},
        {"META-INF/MANIFEST.MF": b"x", "A.class": b"x"},
    ],
)
def test_other_zip_files_are_no_archives(entries: dict[str, bytes]) -> None:
    data = packed(entries, zipfile.ZIP_STORED)
    assert container_form(data) == ""
    with pytest.raises(PageError, match="no archive"):
        read(data)


def test_names_are_only_labels() -> None:
    data = packed(
        {
            "../../etc/passwd.html": b"<p>1</p>",
            "/abs.html": b"<p>2</p>",
            "C:\\dir\\win.html": b"<p>3</p>",
            "ev\x1b]0;il\x07.html": b"<p>4</p>",
        }
    )
    assert names(data) == ["../../etc/passwd.html", "/abs.html", "C:/dir/win.html", "ev.html"]
    utf8 = packed({"xx.html": b"<p>5</p>"}).replace(b"xx.html", "é.html".encode())
    assert names(utf8) == ["é.html"]


def test_of_entries_of_one_name_the_last_with_content_counts() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.html", b"<p>1</p>")
        for data in (b"<p>2</p>", b""):
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr("a.html", data)
    assert [found.data for found in read(buffer.getvalue())] == [b"<p>2</p>"]


def _flagged(data: bytes, offset_local: int, offset_central: int, value: int) -> bytes:
    out = bytearray(data)
    struct.pack_into("<H", out, data.index(b"PK\x03\x04") + offset_local, value)
    struct.pack_into("<H", out, data.index(b"PK\x01\x02") + offset_central, value)
    return bytes(out)


def test_entries_that_cannot_be_read_are_problems_and_the_rest_goes_on() -> None:
    data = packed({"a.html": b"<p>a</p>" * 50, "b.html": b"<p>b</p>"})
    for broken, word in (
        (_flagged(data, 6, 8, 1), "password"),
        (_flagged(data, 8, 10, 99), "packed in a way"),
        (_flagged(data, 8, 10, 14), "damaged"),
        (data.replace(b"<p>b</p>", b"<p>b</p>"), ""),
    ):
        found = read(broken)
        assert found[-1].data == b"<p>b</p>"
        assert word in found[0].problem
    stored = packed({"a.html": b"<p>a</p>", "b.html": b"<p>b</p>"}, zipfile.ZIP_STORED)
    wrong = stored.replace(b"<p>a</p>", b"<p>X</p>")
    assert "damaged" in read(wrong)[0].problem
    assert names(wrong) == ["b.html"]


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({"bomb.html": b"\0" * 5_000_000, "small.html": b"a" * 900_000, "z.html": b"<p>z</p>"})
    assert names(data) == ["small.html", "z.html"]
    assert "grows" in problems(data)["bomb.html"]
    with_total = packed({f"{number}.html": b"<p>%d</p>" % number * 50_000 for number in range(5)}, zipfile.ZIP_STORED)
    found = list(members_within(with_total, 1_000_000))
    assert [bool(one.problem) for one in found] == [False, False, True]
    monkeypatch.setattr("readlater.pages.containers.zips.MAX_MEMBERS", 2)
    with pytest.raises(PageError, match="divide it"):
        read(data)


def members_within(data: bytes, total: int) -> list[Member]:
    from readlater.pages.containers.member import Budget
    from readlater.pages.containers.opening import open_members

    return list(open_members(io.BytesIO(data), "x", Budget(total), 0))


def test_an_entry_too_large_is_a_problem() -> None:
    large = bytes(range(256)) * 4 * 1024 * 51
    data = packed({"large.html": large, "z.html": b"<p>z</p>"}, zipfile.ZIP_STORED)
    assert "larger than 50 MB" in problems(data)["large.html"]
    assert names(data) == ["z.html"]


def test_a_directory_that_is_cut_off() -> None:
    with pytest.raises(PageError, match="damaged or cut off"):
        read(packed({"a.html": b"<p>a</p>"})[:-30])


def test_mozilla_archives() -> None:
    rdf = (
        '<?xml version="1.0"?><RDF:RDF xmlns:MAF="x" xmlns:RDF="y"><RDF:Description RDF:about="urn:root">'
        '<MAF:originalurl RDF:resource="https://mill.example/a?b=1&amp;c=2"/><MAF:title RDF:resource="Mill"/>'
        '<MAF:archivetime RDF:resource="Mon, 03 Jan 2022 10:00:00 -0000"/>'
        '<MAF:indexfilename RDF:resource="index.html"/>'
        '<MAF:charset RDF:resource="UTF-8"/></RDF:Description></RDF:RDF>'
    )
    folder = {
        "index.rdf": rdf.encode(),
        "index.html": b'<p>page</p><img src="index_files/w.png">',
        "index_files/w.png": PNG,
        "index_files/frame.html": b"<p>frame</p>",
    }
    data = packed({f"{number}/{name}": one for number in (1, 2) for name, one in folder.items()})
    found = read(data)
    assert [one.name for one in found] == ["1/index.html", "2/index.html"]
    assert (found[0].url, found[0].charset) == ("https://mill.example/a?b=1&c=2", "UTF-8")
    assert found[0].saved == datetime(2022, 1, 3, 10, tzinfo=UTC)
    assert [part.name for part in found[0].parts] == ["part:index_files/w.png"]


def test_clipped_pages_in_one_archive() -> None:
    data = packed(
        {
            "index.html": (
                b'<!DOCTYPE html><html data-scrapbook-source="https://mill.example/x" '
                b'data-scrapbook-create="20220103100000123"><p>page</p><img src="w.png"></html>'
            ),
            "w.png": PNG,
            "frame_1.html": b"<p>frame</p>",
        }
    )
    [found] = read(data)
    assert (found.name, found.url) == ("index.html", "https://mill.example/x")
    assert found.saved == datetime(2022, 1, 3, 10, tzinfo=UTC)
    assert [part.name for part in found.parts] == ["part:w.png"]


def wacz(pages: str | None) -> bytes:
    crawl, other = Crawl(), Crawl()
    for number in range(3):
        crawl.response(f"https://mill.example/{number}", page(str(number)))
    other.response("https://mill.example/other", page("other"))
    entries = {
        "archive/data.warc.gz": crawl.packed,
        "archive/more.warc": other.plain,
        "indexes/index.cdx": b"x",
        "datapackage.json": b"{}",
    }
    if pages is not None:
        entries["pages/pages.jsonl"] = pages.encode()
    return packed(entries, zipfile.ZIP_STORED)


def test_wacz() -> None:
    lines = [
        {"format": "json-pages-1.0", "id": "pages"},
        {"id": "1", "url": "https://mill.example/1#part", "title": "One", "ts": "2022-01-02T03:04:05Z"},
        {"id": "2", "url": "https://mill.example/other"},
        {"url": 7},
    ]
    listed = "\n".join(json.dumps(line) for line in lines) + "\n{broken\n[1]\n"
    data = wacz(listed)
    assert container_form(data[: 64 * 1024]) == "wacz"
    assert names(data) == ["https://mill.example/1", "https://mill.example/other"]
    assert names(wacz(None)) == [f"https://mill.example/{name}" for name in (0, 1, 2, "other")]


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_damage_never_raises_but_a_page_error(data: st.DataObject) -> None:
    valid = data.draw(
        st.sampled_from([packed({"a.html": b"<p>a</p>" * 9, "b.zip": packed({"c.md": b"# c"})}), wacz("{}")])
    )
    raw = bytearray(valid)
    for _ in range(data.draw(st.integers(0, 5))):
        raw[data.draw(st.integers(4, len(raw) - 1))] = data.draw(st.integers(0, 255))
    raw = raw[: data.draw(st.sampled_from([len(raw), len(raw) // 2, len(raw) - 5]))]
    try:
        found = read(bytes(raw))
    except PageError:
        return
    assert all(bool(one.data) != bool(one.problem) for one in found)

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from readlater.model import BlockKind, Draft, Original, Part
from readlater.pages.forms.kept import companion_folder
from readlater.pages.forms.pictures import Pictures, find_picture, picture_kind
from readlater.pages.forms.polyglot import packed_page
from readlater.pages.read import read_page
from tests.pages.forms.test_mhtml import PAGE, PICTURE, mhtml, part, picture
from tests.pages.pasted import EN_BODY

BODY = "".join(f"<p>{text}</p>" for text in EN_BODY)
URI = "data:image/png;base64," + base64.b64encode(PICTURE).decode()
SMALL = "data:image/gif;base64," + base64.b64encode(b"GIF89a" + bytes(30)).decode()


def page(images: str, head: str = "") -> bytes:
    article = f"<article><h1>The clock</h1>{BODY}{images}</article>"
    return f"<html><head><title>The clock</title>{head}</head><body>{article}</body></html>".encode()


def sources(draft: Draft) -> list[str]:
    return [block.source for block in draft.document.blocks if block.kind is BlockKind.IMAGE]


CANONICAL = '<link rel="canonical" href="https://valleypost.example/a/clock">'


def test_pictures_within_the_page_are_found_by_their_short_names() -> None:
    data = page(f"<img src='{URI}' data-src='https://far.example/x.png' alt='The dial' width=600>", CANONICAL)
    [draft] = read_page(data)
    [source] = sources(draft)
    assert source.startswith("data:image/png;sha256=")
    assert len(source) < 80
    found = find_picture(Original(data, "text/html"), "html", source)
    assert found == Part(source, "image/png", PICTURE)
    assert find_picture(Original(data, "text/html"), "", source[:-2] + "0,") is None


def test_small_pictures_are_their_own_source() -> None:
    found = find_picture(Original(b"", "text/html"), "html", SMALL)
    assert found is not None
    assert found.mime == "image/gif"
    svg = "data:image/svg+xml;charset=utf-8,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"
    found = find_picture(Original(b"", "text/html"), "html", svg)
    assert found is not None
    assert found.data.startswith(b"<svg xmlns='")


def test_a_drawing_of_nothing_only_keeps_the_place() -> None:
    blank = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='20' height='9'/%3E"
    coded = "data:image/svg+xml;base64," + base64.b64encode(b"<svg width='20'><!-- x --></svg>").decode()
    drawn = "data:image/svg+xml,%3Csvg width='90'%3E%3Crect width='90' height='9'/%3E%3C/svg%3E"
    text = "<p>A working clock, built from the parts of engines that nobody wanted any more.</p>" * 3
    images = "".join(f'<img src="{source}" width=600 alt="">' for source in (blank, coded, drawn))
    [draft] = read_page(f"<html><body><article><h1>The clock</h1>{text}{images}{text}</article></body></html>".encode())
    sources = [block.source for block in draft.document.blocks if block.kind is BlockKind.IMAGE]
    assert sources == [drawn.replace(" ", "%20")]


@pytest.mark.parametrize(
    ("tag", "source"),
    [
        ("cid:dial@x", "cid:dial@x"),
        ("https://valleypost.example/dial.png", "https://valleypost.example/dial.png"),
        ("/dial.png#part", "https://valleypost.example/dial.png"),
    ],
)
def test_parts_of_mhtml(tag: str, source: str) -> None:
    article = PAGE.replace("cid:img-1@mhtml.blink", tag)
    location = "cid:dial@x" if tag.startswith("cid:") else "https://valleypost.example/dial.png"
    data = mhtml(
        part(article, "https://valleypost.example/clock"),
        picture(location, "dial@x" if tag.startswith("cid:") else ""),
    )
    [draft] = read_page(data)
    assert sources(draft) == [source]
    found = find_picture(Original(data, "multipart/related"), "mhtml", source)
    assert found is not None
    assert found.data == PICTURE


def test_a_part_that_only_has_a_place_on_a_disk() -> None:
    article = PAGE.replace("cid:img-1@mhtml.blink", "clock_files/dial.png")
    data = mhtml(part(article, "file:///C:/clock.htm"), picture("file:///C:/clock_files/dial.png"), snapshot="")
    [draft] = read_page(data)
    [source] = sources(draft)
    assert find_picture(Original(data, "multipart/related"), "mhtml", source) is not None


def test_files_that_were_kept_beside_the_page() -> None:
    parts = (
        Part("part:./The clock_files/dial one.png", "image/png", PICTURE),
        Part("https://a.example/x", "", PICTURE),
    )
    pictures = Pictures(Original(b"", "text/html", parts=parts), "html")
    for source in (
        "part:./The clock_files/dial one.png",
        "part:The%20clock_files/dial%20one.png",
        r"part:The clock_files\dial one.png",
        "https://a.example/x",
    ):
        assert pictures.find(source) is not None, source
    assert pictures.find("part:other.png") is None
    assert pictures.find("https://b.example/x") is None
    assert pictures.find("") is None


def test_what_is_no_picture_is_none() -> None:
    original = Original(b"", "text/html", parts=(Part("part:a", "image/png", b"<html>404</html>"),))
    assert find_picture(original, "html", "part:a") is None
    assert find_picture(Original(b"\xff" * 40, ""), "webarchive", "https://a.example/") is None
    assert find_picture(Original(b"PK\x03\x04" + b"\xff" * 40, ""), "epub", "part:a.png") is None


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (PICTURE, ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", ".webp"),
        (b"\x00\x00\x00\x20ftypavif", ".avif"),
        (b"<?xml version='1.0'?>\n<!-- x --><svg xmlns='x'/>", ".svg"),
        (b"<html><svg></svg></html>", ""),
        (b"", ""),
    ],
)
def test_kinds_of_pictures(data: bytes, suffix: str) -> None:
    assert picture_kind(data)[1] == suffix


# -- the folder beside a page


@pytest.mark.parametrize(
    ("markup", "folder"),
    [
        ('<img src="./The clock_files/a.png"><a href="https://a.example/">x</a>', "The clock_files"),
        ('<img src="The%20clock_files/a.png"><script src="The%20clock_files/b.js">', "The clock_files"),
        (r'<img src="The clock_files\a.png">', "The clock_files"),
        ('<img src="Die Uhr-Dateien/a.png">', "Die Uhr-Dateien"),
        ('<img src="時計_ファイル/a.png">', "時計_ファイル"),
        ('<img src="page_files/a.png">' + '<img src="other/a.png">' * 3, ""),
        ('<img src="/page_files/a.png">', ""),
        ('<img src="../page_files/a.png">', ""),
        ('<img src="https://a.example/page_files/a.png">', ""),
        ('<img src="a.png">', ""),
    ],
)
def test_the_folder_that_a_browser_saved(markup: str, folder: str) -> None:
    assert companion_folder(markup) == folder


def test_a_file_beside_the_page_wins_over_addresses_for_scripts() -> None:
    images = (
        "<img src='./x_files/a.png' data-src='https://far.example/a.png' srcset='https://far.example/b.png 2x' alt=A>"
        "<img src='./x_files/blank.gif' data-src='https://far.example/c.png' alt=C>"
        "<picture><source srcset='./x_files/d1.webp 1x, ./x_files/d2.webp 2x'>"
        "<img src='https://far.example/d.png' alt=D></picture>"
    )
    [draft] = read_page(page(images, CANONICAL))
    assert sources(draft) == ["part:./x_files/a.png", "https://far.example/c.png", "part:./x_files/d2.webp"]


def test_relative_pictures_of_a_page_without_an_address() -> None:
    assert sources(read_page(page("<img src='img/a.png' alt=A>"))[0]) == ["part:img/a.png"]
    assert sources(read_page(page("<img src='img/a.png' alt=A>", CANONICAL))[0]) == [
        "https://valleypost.example/a/img/a.png"
    ]


# -- a page that is a zip file, too


def packed(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return b"<!DOCTYPE html><html><body>Please wait<!--" + file.getvalue() + b"--></body></html>"


def test_the_page_that_is_packed_in_another() -> None:
    data = packed(index_html=page("<img src='a.png'>"), a_png=PICTURE)
    found = packed_page(data)
    assert found is not None
    assert found.data == page("<img src='a.png'>")
    assert found.pictures == ("a.png",)
    picture = find_picture(Original(data, "text/html"), "html", "part:a.png")
    assert picture is not None
    assert picture.data == PICTURE


@pytest.mark.parametrize(
    "data",
    [
        b"<html>PK\x05\x06</html>",
        packed(other_txt=b"x"),
        packed(index_html=b" "),
        packed(index_html=b"x" * 1000).replace(b"\x4b", b"\x00", 3),
        packed(index_html=page("")).split(b"<!--", 1)[1],
        b"",
    ],
)
def test_all_other_files_hold_none(data: bytes) -> None:
    assert packed_page(data) is None

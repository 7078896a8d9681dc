from __future__ import annotations

import contextlib
import plistlib
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.errors import PageError
from readlater.model import BlockKind, Original
from readlater.pages.forms.pictures import find_picture
from readlater.pages.forms.webarchive import open_webarchive, read_webarchive
from readlater.pages.read import read_page
from tests.pages.forms.test_mhtml import PAGE, PICTURE
from tests.pages.pasted import EN_BODY

URL = "https://valleypost.example/a/clock"


def resource(data: bytes, mime: str, url: str, **more: str) -> dict[str, Any]:
    return {"WebResourceData": data, "WebResourceMIMEType": mime, "WebResourceURL": url} | more


def archive(main: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"WebMainResource": main} | more


PAGE_HERE = PAGE.replace("cid:img-1@mhtml.blink", "dial one.png' data-src='/lazy.png").encode()
DIAL = resource(PICTURE, "image/png", "https://valleypost.example/a/dial%20one.png")


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_the_page_and_its_pictures(form: plistlib.PlistFormat) -> None:
    data = plistlib.dumps(archive(resource(PAGE_HERE, "text/html", URL), WebSubresources=[DIAL]), fmt=form)
    [draft] = read_page(data, name="The clock.webarchive")
    assert (draft.format, draft.title, draft.url) == ("webarchive", "The clock", URL)
    assert draft.document.text == "\n\n".join(EN_BODY)
    [source] = [block.source for block in draft.document.blocks if block.kind is BlockKind.IMAGE]
    found = find_picture(Original(data, "application/x-webarchive"), "webarchive", source)
    assert found is not None
    assert (found.name, found.mime, found.data) == (source, "image/png", PICTURE)


def test_the_character_set_is_that_of_the_archive() -> None:
    page = PAGE.replace("The clock", "Die Uhr für alle").encode("cp1252")
    main = resource(page, "text/html", URL, WebResourceTextEncodingName="windows-1252")
    [draft] = read_webarchive(plistlib.dumps(archive(main)))
    assert draft.title == "Die Uhr für alle"


def test_a_frameset_and_the_article_in_a_frame_of_a_frame() -> None:
    shell = b"<html><head><title>The Post</title></head><frameset><frame src='inner/'></frameset></html>"
    inner = archive(
        resource(b"<iframe src='clock.html'></iframe>", "text/html", "https://valleypost.example/a/inner/"),
        WebSubframeArchives=[
            archive(
                resource(PAGE_HERE, "text/html", "https://valleypost.example/a/inner/clock.html"),
                WebSubresources=[DIAL | {"WebResourceURL": "https://valleypost.example/a/inner/dial%20one.png"}],
            )
        ],
    )
    [draft] = read_webarchive(plistlib.dumps(archive(resource(shell, "text/html", URL), WebSubframeArchives=[inner])))
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert draft.url_original == URL
    assert [block.source for block in draft.document.blocks if block.kind is BlockKind.IMAGE] == [
        "https://valleypost.example/a/inner/dial%20one.png"
    ]


def test_a_text_is_read_and_a_picture_is_said_to_be_one() -> None:
    text = "The clock of the valley\n\n" + "\n\n".join(EN_BODY)
    [draft] = read_webarchive(plistlib.dumps(archive(resource(text.encode(), "text/plain", URL + ".txt"))))
    assert draft.format == "webarchive"
    assert EN_BODY[-1] in draft.document.text
    with pytest.raises(PageError, match=r"x: is a web archive of a picture|x is a web archive of a picture"):
        read_webarchive(plistlib.dumps(archive(resource(PICTURE, "image/png", URL))), "x")


BAD: list[bytes] = [
    b"bplist00",
    b"bplist00" + b"\xff" * 100,
    plistlib.dumps({}),
    plistlib.dumps([1, 2]),
    plistlib.dumps({"WebMainResource": "text"}),
    plistlib.dumps({"WebMainResource": {"WebResourceData": 7}}),
    plistlib.dumps({"WebMainResource": {"WebResourceData": b"  "}}),
    plistlib.dumps(archive(resource(plistlib.dumps({}, fmt=plistlib.FMT_BINARY), "", URL))),
    b"<?xml version='1.0'?><plist>" + b"<array>" * 50_000,
    b"<?xml version='1.0'?><!DOCTYPE plist [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><plist><string>&b;</string></plist>",
]


@pytest.mark.parametrize("data", BAD)
def test_damaged_and_hostile_archives(data: bytes) -> None:
    with pytest.raises(PageError, match="web archive"):
        read_webarchive(data)


def test_wrong_types_within_are_passed_over() -> None:
    tree = archive(
        resource(PAGE_HERE, "text/html", URL) | {"WebResourceTextEncodingName": 7},
        WebSubresources=[1, "x", {"WebResourceData": 1}, {"WebResourceURL": 3, "WebResourceData": b"x"}, DIAL],
        WebSubframeArchives={"a": 1},
    )
    found = open_webarchive(plistlib.dumps(tree, fmt=plistlib.FMT_BINARY))
    assert found.find("dial one.png") is not None
    assert not found.frames


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_any_damage_is_told(seed: int) -> None:
    data = bytearray(plistlib.dumps(archive(resource(b"<p>x</p>", "text/html", URL)), fmt=plistlib.FMT_BINARY))
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(8, len(data))] = chance.randrange(256)
    with contextlib.suppress(PageError):
        open_webarchive(bytes(data))

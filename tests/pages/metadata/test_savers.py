from __future__ import annotations

from datetime import UTC, datetime

import pytest

from readlater.pages.metadata.savers import saved_by
from readlater.pages.read import read_page
from tests.pages.pasted import EN_BODY

URL = "https://valleypost.example/clock?a=1&b=2"
TIME = datetime(2022, 3, 11, 3, 12, 36, tzinfo=UTC)


@pytest.mark.parametrize(
    ("markup", "source", "time"),
    [
        (f"<!DOCTYPE html>\n<!-- saved from url=(0040){URL} -->\n<html>", "saved-from", None),
        (
            f"<html><!--\n Page saved with SingleFile \n url: {URL} \n "
            "saved date: Thu Mar 10 2022 19:12:36 GMT-0800 (Pacific Standard Time)\n-->",
            "singlefile",
            TIME,
        ),
        (f"<html><!--\n Archive processed by SingleFile \n url: {URL} \n info: x\n-->", "singlefile", None),
        (
            "<html><head>" + "<style>" + "p{}" * 50_000 + "</style>"
            '<meta content="https://valleypost.example/clock?a=1&amp;b=2" name="savepage-url">'
            "<meta name='savepage-date' content='Fri Mar 11 2022 03:12:36 GMT+0000 (GMT)'>",
            "savepage",
            TIME,
        ),
        (
            '<html lang="en" data-scrapbook-source="https://valleypost.example/clock?a=1&amp;b=2" '
            'data-scrapbook-create="20220311031236000">',
            "scrapbook",
            TIME,
        ),
        (f"<!-- Saved from {URL} at 2022-03-11T03:12:36Z using monolith v2.8.1 --><html>", "monolith", TIME),
        (f"<!-- Saved from {URL} at Fri, 11 Mar 2022 03:12:36 GMT using monolith v2.4 -->", "monolith", TIME),
    ],
)
def test_marks_of_programs(markup: str, source: str, time: datetime | None) -> None:
    found = saved_by(markup)
    assert found is not None
    assert (found.url, found.source, found.time) == (URL, source, time)


def test_a_mirror_has_no_scheme() -> None:
    mark = "<!-- Mirrored from www.valleypost.example/a/clock.html by HTTrack Website Copier/3.x [XR&CO'2014], "
    found = saved_by(f"<html>\n{mark}Fri, 11 Mar 2022 03:12:36 GMT -->")
    assert found is not None
    assert (found.url, found.time) == ("https://www.valleypost.example/a/clock.html", TIME)


@pytest.mark.parametrize(
    "markup",
    [
        "<!-- saved from url=(0014)about:internet -->",
        "<!-- saved from url=(0020)file:///C:/clock.htm -->",
        "<p>saved from url=(0020)https://a.example/</p>",
        '<meta name="savepage-url" content="">',
        "",
    ],
)
def test_no_address_of_the_web(markup: str) -> None:
    assert saved_by(markup) is None


def test_a_date_without_an_address_is_one() -> None:
    found = saved_by('<html data-scrapbook-create="20220311031236000">')
    assert found is not None
    assert (found.url, found.time) == ("", TIME)


def test_the_mark_wins_over_the_canonical_address() -> None:
    body = "".join(f"<p>{text}</p>" for text in EN_BODY)
    page = (
        f'<html data-scrapbook-source="{URL}" data-scrapbook-create="20220311031236000"><head><title>The clock</title>'
    )
    page += f'<link rel="canonical" href="https://other.example/x"></head><body><article>{body}</article></body></html>'
    [draft] = read_page(page.encode())
    assert (draft.url_original, draft.created) == (URL, TIME)
    assert [(one.value, one.source) for one in draft.found["url"]][:2] == [
        (URL, "scrapbook"),
        ("https://other.example/x", "canonical"),
    ]


PRINT = "<html><head><title>x</title></head><body onload='window.print()'><p>Text</p>"


@pytest.mark.parametrize(
    ("line", "url"),
    [
        (
            "<p>Find this article at:<br> https://valleypost.example/news/clock</p>",
            "https://valleypost.example/news/clock",
        ),
        ("<p>URL to article: <strong>https://valleypost.example/?p=7</strong></p>", "https://valleypost.example/?p=7"),
        ("<p>Article printed from the Post: https://valleypost.example</p>", ""),
        ("<p>Source: https://a.example/1</p><p>Source: https://a.example/2</p>", ""),
        ("<p>https://a.example/1</p>", ""),
    ],
)
def test_a_version_for_printing_names_its_article(line: str, url: str) -> None:
    found = saved_by(PRINT + line)
    assert (found.url if found else "") == url
    assert saved_by(PRINT.replace("window.print()", "") + line) is None
    assert saved_by("<link rel=canonical href=/x>" + PRINT + line) is None

"""Pages as programs other than a browser's window have them: for phones, for printers, from page-saving tools."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

from readlater.model import BlockKind, Draft, Original
from readlater.pages.forms.pictures import find_picture
from readlater.pages.read import read_page
from tests.pages.forms.test_mhtml import PICTURE
from tests.pages.pasted import EN_BODY

BODY = [f"<p>{text}</p>" for text in EN_BODY]


def sources(draft: Draft, kind: BlockKind = BlockKind.IMAGE) -> list[str]:
    return [block.source for block in draft.document.blocks if block.kind is kind]


def test_amp() -> None:
    page = f"""<!doctype html><html ⚡ lang=en><head><title>The clock | Valley Post</title>
<link rel=canonical href="https://valleypost.example/clock"><style amp-boilerplate>body{{visibility:hidden}}</style>
<noscript><style amp-boilerplate>body{{}}</style></noscript></head><body>
<amp-sidebar layout=nodisplay><ul><li><a href=/a>News</a><li><a href=/b>Sport</a></ul></amp-sidebar>
<amp-consent layout=nodisplay><div>We use cookies. <button>Accept</button></div></amp-consent>
<amp-analytics><script type="application/json">{{"vars":{{}}}}</script></amp-analytics><article><h1>The clock</h1>
<amp-img src="/img/dial.jpg" srcset="/img/dial2.jpg 2x" alt="The dial" width=600 height=400>
<noscript><img src="/img/dial.jpg" alt="The dial"></noscript></amp-img>{BODY[0]}
<amp-ad type=x><div placeholder>Advertisement</div></amp-ad>{BODY[1]}
<amp-youtube data-videoid="abcdefghijk" width=480 height=270></amp-youtube>{BODY[2]}{BODY[3]}</article>
<amp-list src="/rel.json"><template type="amp-mustache"><a href="{{{{url}}}}">{{{{title}}}}</a></template></amp-list>
</body></html>"""
    [draft] = read_page(page.encode())
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert (draft.title, draft.url) == ("The clock", "https://valleypost.example/clock")
    assert sources(draft) == ["https://valleypost.example/img/dial.jpg"]
    assert sources(draft, BlockKind.VIDEO) == ["https://www.youtube.com/watch?v=abcdefghijk"]


def test_a_version_for_printing() -> None:
    page = f"""<html><head><title>The clock</title></head><body onload="window.print()">
<div><a href="javascript:window.print()">Print this page</a> | <a href="javascript:window.close()">Close</a></div>
<h2>The clock</h2><div>By Ann Baker<br>January 14, 2022</div>{"".join(BODY)}<hr>
<p>Find this article at:<br>https://valleypost.example/news/the-clock</p></body></html>"""
    [draft] = read_page(page.encode())
    assert draft.url == "https://valleypost.example/news/the-clock"
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert draft.byline == "Ann Baker"


def test_what_a_version_for_printing_says_of_itself() -> None:
    address = "https://valleypost.example/news/the-clock"
    page = f"""<html><head><title>Valley Post » The clock » Print</title>
<link rel=canonical href="{address}"></head><body>
<p><strong>- Valley Post - <span>https://valleypost.example</span> -</strong></p><hr>
<div id=outline><h1 id=blog-title>The clock</h1>
<p id=blog-date>Posted By <u>Ann Baker</u> On January 14, 2022 @ 9:12 am In <u>News</u> | <u>No Comments</u></p>
<div id=blog-content>{"".join(BODY)}</div><hr><p>Article printed from Valley Post: <strong>https://valleypost.example</strong></p>
<p>URL to article: <strong>{address}</strong></p>
<p>Click <a href="#Print" onclick="window.print()">here</a> to print.</p></div></body></html>"""
    [draft] = read_page(page.encode())
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert (draft.title, draft.byline, draft.url) == ("The clock", "Ann Baker", address)
    assert draft.published == "2022-01-14T09:12"


def test_a_snapshot_with_everything_in_it() -> None:
    uri = "data:image/png;base64," + base64.b64encode(PICTURE).decode()
    page = f"""<!DOCTYPE html> <html lang=en><!--
 Page saved with SingleFile
 url: https://valleypost.example/a/clock?x=1
 saved date: Thu Mar 10 2022 19:12:36 GMT-0800 (Pacific Standard Time)
--><meta charset=utf-8><meta http-equiv=content-security-policy content="default-src 'none'; img-src data:">
<title>The clock</title><style>p{{background:url({uri})}}</style><link rel=canonical href=https://valleypost.example/a/clock>
<body><my-header><template shadowrootmode=open><nav><a href=https://valleypost.example/>Home</a></nav></template></my-header>
<my-page><template shadowrootmode=open><article><h1>The clock</h1>{"".join(BODY)}
<img src={uri} alt="The dial" class=wide width=600></article></template></my-page>
<iframe srcdoc="<p>We use cookies.</p>"></iframe></body></html>"""
    data = page.encode()
    [draft] = read_page(data)
    assert draft.format == "singlefile"
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert draft.url_original == "https://valleypost.example/a/clock?x=1"
    assert draft.created == datetime(2022, 3, 11, 3, 12, 36, tzinfo=UTC)
    [source] = sources(draft)
    found = find_picture(Original(data, "text/html"), "singlefile", source)
    assert found is not None
    assert found.data == PICTURE

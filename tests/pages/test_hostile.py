"""Pages that were made to break a reader, or that look as if: the article in them is read all the same.

How long each may take is not tested here; what would take minutes instead of moments is seen without a clock.
"""

from __future__ import annotations

import json

import pytest

from readlater.errors import PageError
from readlater.model import BlockKind, Draft
from readlater.pages.guard import MAX_ATTRIBUTES, MAX_MARKUP, MAX_TAGS, PARAGRAPH, guard
from readlater.pages.html.parse import parse
from readlater.pages.html.tables import MAX_COLUMNS, MAX_ROWS
from readlater.pages.read import read_page
from tests.pages.pasted import EN_BODY

ARTICLE = "<article><h1>The clock</h1>" + "".join(f"<p>{text}</p>" for text in EN_BODY) + "</article>"
BIG = 10_500_000
"""Characters of one node above which the parser loses the rest of the page."""


def read(markup: str, head: str = "") -> Draft:
    page = f"<!DOCTYPE html><html><head><title>The clock</title>{head}</head><body>{markup}</body></html>"
    [draft] = read_page(page.encode("utf-8", "surrogatepass"))
    return draft


def lost(draft: Draft) -> list[str]:
    """The paragraphs of the article that are not in the text."""
    return [text for text in EN_BODY if text not in draft.document.text]


NESTED = {
    "divs-300": "<div>" * 300 + ARTICLE + "</div>" * 300,
    "divs-100000": "<div>" * 100_000 + ARTICLE,
    "quotes": "<blockquote>" * 20_000 + ARTICLE,
    "inline": "<b>" * 5_000 + ARTICLE,
    "spans-100000": "<span>" * 100_000 + ARTICLE,
    "lists": "<ul><li>" * 2_000 + ARTICLE,
    "lists-of-terms": "<dl><dd>" * 20_000 + ARTICLE,
    "terms": "<dd>" * 5_000 + ARTICLE,
    "heads-of-tables": "<table><thead>" * 3_000 + ARTICLE,
    "readings": "<ruby>" * 3_000 + ARTICLE,
    "tables": "<table><tr><td>" * 500 + ARTICLE,
    "items-in-divs": "<div><li>" * 400 + ARTICLE,
    "shadows": "<x-a><template shadowrootmode=open><slot></slot>" * 1_000 + ARTICLE,
    "lists-to-choose-from": "<select><option>a" * 30_000 + "</select>" * 30_000 + ARTICLE,
    "formula": ARTICLE + "<math>" + "<msup>" * 50_000,
}


@pytest.mark.parametrize("name", NESTED)
def test_nesting(name: str) -> None:
    assert lost(read(NESTED[name])) == []


LARGE = {
    "text": ARTICLE + "<div>" + "word " * (BIG // 5) + "</div>",
    "attribute": f"<p title='{'x' * BIG}'>a</p>" + ARTICLE,
    "alternative-text": f"<img src=a.png alt='{'x' * BIG}'>" + ARTICLE,
    "style": "<style>" + "x" * BIG + "</style>" + ARTICLE,
    "script": "<script>" + "x" * BIG + "</script>" + ARTICLE,
    "data-address": f"<img src='data:image/png;base64,{'A' * BIG}'>" + ARTICLE,
    "data-address-with-quotes": f"<img src=\"data:image/svg+xml,<svg a='{'b' * BIG}'/>\">" + ARTICLE,
    "comment": f"<!--{'x' * BIG}-->" + ARTICLE,
}


@pytest.mark.parametrize("name", LARGE)
def test_one_node_of_more_than_ten_megabytes(name: str) -> None:
    assert lost(read(LARGE[name])) == []


MANY = {
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">" + ARTICLE,
    "attributes-with-signs": "<p " + " ".join(f"a{n}='>'" for n in range(100_000)) + ">" + ARTICLE,
    "breaks": ARTICLE + "<div>" + "a line<br>" * 20_000 + "</div>",
    "end-tags": ARTICLE + "</div>" * 100_000,
    "slots": "<x-a><template shadowrootmode=open>" + "<slot name=q></slot>" * 9_000 + "</template></x-a>" + ARTICLE,
    "links-of-a-heading": "<h2>" + "<a href=#x>#</a>" * 9_000 + "</h2>" + ARTICLE,
    "boxes-of-an-item": ARTICLE + "<ul><li>x" + "<input type=checkbox>" * 9_000 + "</ul>",
    "pictures-without-scripts": ARTICLE + "<figure>" + "<noscript><img src=a.png></noscript>" * 9_000 + "</figure>",
    "cells": ARTICLE + "<table><tr>" + "<td>x" * 30_000 + "</table>",
    "iframes": ARTICLE + "<iframe srcdoc='<p>x'></iframe>" * 3_000,
    "scripts": ARTICLE + "<script>" * 30_000,
    "drawings": ARTICLE + "<svg>" * 30_000,
    "formulas": ARTICLE + "$$ x \\( y \\[ z " * 30_000,
    "brackets": ARTICLE + "\\[ x_1 " * 100_000,
    "open-figures": "<figure><img src=a.png>" * 12_000 + ARTICLE,
    "pages-in-frames": ARTICLE + "<iframe srcdoc='<p>x'></iframe>" * 60_000,
    "open-pages-in-frames": ARTICLE + "<iframe srcdoc='<p>x></iframe>" * 60_000,
    "rows": ARTICLE + "<table>" + "".join(f"<tr><td>Row {n}<td>{n}" for n in range(50_000)) + "</table>",
    "bylines": ARTICLE + "<p>By John Smith</p>" * 50_000,
    "readings-in-a-line": ARTICLE + "<p>" + "<ruby>漢<rt>かん</rt></ruby>" * 30_000,
    "elements-of-a-line": ARTICLE + "<p>" + "<span class=a>word</span> " * 60_000,
    "attributes-of-many": ARTICLE + ("<p " + " ".join(f"a{n}=1" for n in range(390)) + ">a</p>") * 2_000,
}


@pytest.mark.parametrize("name", MANY)
def test_very_many(name: str) -> None:
    assert lost(read(MANY[name])) == []


@pytest.mark.parametrize(
    "head",
    [
        "<meta name=description content=x>" * 100_000,
        "<meta" * 100_000 + ">",
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<script type="application/ld+json">' + '{"a":' * 100_000 + "</script>",
        '<script type="application/ld+json">' + json.dumps({"@type": "Article", "x": "y" * 5_000_000}) + "</script>",
        '<script type="application/ld+json">{"@type":"Article"}</script>' * 3_000,
        "<meta property=og:title content='The clock" + " - a" * 100_000 + "'>",
    ],
    ids=["metas", "open-metas", "json-lists", "json-objects", "json-5mb", "many-json", "title-of-parts"],
)
def test_heads(head: str) -> None:
    draft = read(ARTICLE, head)
    assert lost(draft) == []
    assert draft.title == "The clock"


BROKEN = {
    "quotes": ARTICLE + '<a b="' * 30_000,
    "tags": ARTICLE + "<a <a <a " * 30_000,
    "comment": ARTICLE + "<!--" + "x" * 300_000,
    "comments": ARTICLE + "<!--" * 30_000,
    "character-data": ARTICLE + "<![CDATA[" * 30_000,
    "instructions": ARTICLE + "<?xml " * 30_000,
    "script": ARTICLE + "<script>var a = '" + "x" * 1000,
    "data": ARTICLE + "data:" * 100_000,
    "data-in-quotes": ARTICLE + '"data:a/b,' * 100_000,
    "references": ARTICLE + "&#x" * 100_000,
    "signs": ARTICLE + "<" * 500_000,
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_never_closed(name: str) -> None:
    assert lost(read(BROKEN[name])) == []


def test_an_unclosed_comment_before_the_article_is_read_as_a_browser_does() -> None:
    draft = read("<!-- x" + ARTICLE)
    assert draft.failed != ""


def test_fifty_megabytes_are_cut() -> None:
    markup = "<p>" + "word " * 20
    assert len(guard(markup * 500_000)) <= MAX_MARKUP


def test_of_very_many_tags_the_words_stay() -> None:
    said = guard("<b>x</b> y" * (MAX_TAGS + 5_000) + "<script type='math/tex'>z</script><p>The end.</p>")
    assert said.count("<b>") == MAX_TAGS
    assert said.count("y") == MAX_TAGS + 5_000
    assert "The end." in said[-12:]
    assert "z" not in said


@pytest.mark.parametrize("around", ["table", "select", "a", "nav", "button", "ruby", "form"])
def test_behind_very_many_tags_there_still_is_text(around: str) -> None:
    opened = "<tr><td>x" if around == "table" else "<option>x" if around == "select" else "<b>x</b>"
    said = "".join(f"<p>{text}</p>" for text in EN_BODY)
    draft = read(f"<h1>The clock</h1><{around} href='#'>{opened * MAX_TAGS}<i></{around}><div>{said}</div>")
    words = " ".join(draft.document.text.split())
    assert [text for text in EN_BODY if text not in words] == []


def test_behind_very_many_tags_there_still_are_paragraphs() -> None:
    line = "The clock on the tower was repaired by the old man. "
    said = guard("<b></b>" * MAX_TAGS + f"<div>{line}</div>" * 1_000)
    paragraphs = said[said.rfind("</b>") :].split("<p>")
    assert sum(part.count(line.strip()) for part in paragraphs) == 1_000
    assert max(map(len, paragraphs)) < PARAGRAPH + 2 * len(line)


def test_of_very_many_attributes_the_first_stay() -> None:
    many = " ".join(f"data-a{n}='{n}'" for n in range(MAX_ATTRIBUTES))
    said = guard(f"<p><a href='https://a.example/' {many} title='x'>there</a> and <img src='b.png' {many}></p>")
    assert "<a href='https://a.example/' data-a0" in said
    assert "title='x'" not in said
    assert "<img src='b.png'" in said
    assert ">there</a> and " in said


def test_a_page_that_is_written_into_a_frame_swallows_nothing() -> None:
    frame = '<iframe title="x" srcdoc="<p>Another page says &quot;so&quot;.</p>" width=1></iframe>'
    draft = read(frame + ARTICLE.replace(" the ", ' "the" ') + frame)
    assert "Another page" not in draft.document.text
    assert [text for text in EN_BODY if text.replace(" the ", ' "the" ') not in draft.document.text] == []
    assert guard(frame) == '<iframe title="x" width=1></iframe>'


def test_short_lines_far_within_a_long_article_stay() -> None:
    lines = "".join(f"<p>A <a href='/{n}'>line</a> with the number {n} of this list</p>" for n in range(8_000))
    draft = read(ARTICLE.replace("</article>", f"{lines}</article>"))
    assert lost(draft) == []
    assert "with the number 5000 of" in draft.document.text


def test_five_megabytes_of_paragraphs() -> None:
    filler = "".join(f"<p>{' '.join(f'{word}{n}' for word in EN_BODY[0].split() * 16)}</p>" for n in range(2_000))
    draft = read(ARTICLE + filler)
    assert lost(draft) == []
    assert len(filler) > 5_000_000
    assert "retired1999 " in draft.document.text


def test_long_tables_lose_nothing() -> None:
    rows = "".join(f"<tr><td>Row {n}</td><td>{n * 3}</td></tr>" for n in range(2 * MAX_ROWS + 5))
    wide = "".join(f"<td>w{n}</td>" for n in range(MAX_COLUMNS + 40))
    draft = read(
        f"{ARTICLE}<table><tr><th>Name</th><th>Number</th></tr>{rows}</table><table><tr>{wide}</tr><tr>{wide}</tr></table>"
    )
    blocks = [block for block in draft.document.blocks if block.kind is BlockKind.TABLE]
    assert [len(block.cells) for block in blocks[:3]] == [MAX_ROWS, MAX_ROWS, 6]
    assert [block.header_rows for block in blocks[:3]] == [1, 0, 0]
    assert f"Row {2 * MAX_ROWS + 4}\t" in blocks[2].text
    said = draft.document.text
    assert [n for n in range(MAX_COLUMNS + 40) if f"w{n}" not in said] == []


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("bcdefghi", "cdefghij", strict=True))
    + '<!ENTITY x SYSTEM "file:///etc/passwd">]><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head>'
    "<body><p>&j; &x;</p>{}</body></html>"
)


def test_entities_are_neither_multiplied_nor_fetched() -> None:
    [draft] = read_page(ENTITIES.replace("{}", ARTICLE).encode())
    assert lost(draft) == []
    assert "lollol" not in draft.document.text
    assert "root:" not in draft.document.text


EVIL = "a\x1b]52;c;aGVsbG8=\x07b\x1b[31mc\x9b1md\u202ee\u2066f\u200bg\x00h&#27;[2Ji&#x9b;j&#8238;k&#0;l&#x202e;m"


def test_nothing_that_a_terminal_would_obey_gets_through() -> None:
    draft = read(
        f"<h1>The {EVIL} clock</h1>{ARTICLE}<h2 id='{EVIL}'>{EVIL}</h2><p><a href='https://a.example/{EVIL}' "
        f"title='{EVIL}'>{EVIL}</a> <code>{EVIL}</code> and so on, as is said of clocks.</p>"
        f"<p>It goes on here<sup><a href=#n>{EVIL[:1]}</a></sup>.</p><ul><li>{EVIL}</li></ul>"
        f"<pre><code class='language-py{EVIL}'>{EVIL}</code></pre><pre data-lang='{EVIL}'>x = 1</pre>"
        f"<img src='https://a.example/{EVIL}.png' alt='{EVIL}'>"
        f"<figure><img src=b.png><figcaption>{EVIL}</figcaption></figure>"
        f"<iframe src='https://youtu.be/{EVIL}' title='{EVIL}' allowfullscreen></iframe>"
        f"<table><tr><th>{EVIL}</th><th>b</th></tr><tr><td>{EVIL}</td><td>d</td></tr></table>"
        f"<ruby>{EVIL}<rt>{EVIL}</rt></ruby><math alttext='{EVIL}'><mi>x</mi></math><p id=n>{EVIL} note</p>",
        f"<meta name=author content='{EVIL}'><meta name=description content='{EVIL}'>"
        f"<meta property=article:tag content='{EVIL}'><meta property=og:site_name content='{EVIL}'>",
    )
    found = repr(draft)
    for sign in ("\\x1b", "\\x9b", "\\x07", "\\x00", "\\u202e", "\\u2066", "\\u200b"):
        assert sign not in found
    assert "52;c" not in found
    assert lost(draft) == []


def test_nul_characters_and_lone_surrogates() -> None:
    assert lost(read("\x00" * 50_000 + ARTICLE.replace(" the ", " t\x00he "))) == []
    assert lost(read(ARTICLE + "<p>&#xD800;&#56320; and &#xFFFFFF; and &#99999999;</p>")) == []
    assert guard("<p>a\ud800b\udfffc</p>") == "<p>abc</p>"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf_16(encoding: str) -> None:
    [draft] = read_page(f"<html><head><title>The clock</title></head><body>{ARTICLE}</body></html>".encode(encoding))
    assert lost(draft) == []


def test_a_page_of_nothing_says_so() -> None:
    for data in (b"", b"\x00" * 1000, b"<" * 1000, b"<html>" * 1000):
        try:
            failed = [draft.failed for draft in read_page(data, as_format="html")]
        except PageError as error:
            failed = [str(error)]
        assert len(failed) == 1
        assert failed[0]


def test_deep_trees_are_flattened_for_every_element() -> None:
    for tag in ("dt", "dd", "thead", "tfoot", "rt", "rp", "optgroup", "li", "td", "p", "button", "x-y"):
        tree = parse(f"<div>{f'<{tag}>a' * 2_000}</div><p>The end.</p>")
        assert "The end." in tree.text_content(), tag

"""The HTML rendering: complete, well formed, harmless."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.exchange.render.head import Head
from readlater.exchange.render.html import html
from readlater.model import Block, BlockKind, Cut, Document, Span, SpanKind
from tests.exchange.strategies import documents

VOID = {"meta", "link", "hr", "br", "img"}


class Checker(HTMLParser):
    """Checks that elements are closed in order; keeps the text of the article and every attribute."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.attributes: list[tuple[str, str, str]] = []
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "br":
            self.text += " "

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> without its beginning"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and "article" in self.open and "header" not in self.open:
            self.text += data


def checked(document: Document, head: Head | None = None, *, remote_images: bool = False) -> Checker:
    checker = Checker()
    checker.feed(html(document, head or Head(title="T"), remote_images=remote_images))
    checker.close()
    assert checker.open == []
    return checker


def one(kind: BlockKind, text: str = "", **fields: object) -> Document:
    return Document((Block(kind, text, **fields),))  # type: ignore[arg-type]


@given(documents())
def test_it_is_well_formed_and_holds_every_word(document: Document) -> None:
    checker = checked(document)
    shown = "".join(checker.text.split())
    position = 0
    for block in document.body():
        if block.kind in (BlockKind.TABLE, BlockKind.MATH):
            continue
        words = "".join(block.text.split())
        found = shown.find(words, position)
        if any(span.kind is SpanKind.RUBY for span in block.spans):
            continue  # the readings stand in between
        assert found >= 0
        position = found + len(words)


@given(documents(), st.text(max_size=20), st.text(max_size=20))
def test_nothing_in_it_runs_or_asks_the_network(document: Document, title: str, url: str) -> None:
    checker = checked(document, Head(title=title, url=url, byline=title, summary=title, language=url))
    assert not {"script", "iframe", "object", "form", "svg", "base"} & set(checker.elements)
    for tag, name, value in checker.attributes:
        assert not name.startswith("on")
        if name == "src":
            assert value.startswith("data:image/")
        if name == "href":
            assert value.startswith(("http://", "https://", "mailto:", "#")) or tag == "link"


def test_it_forbids_scripts_and_requests() -> None:
    [policy] = [value for _, name, value in checked(Document()).attributes if "default-src" in value]
    assert "default-src 'none'" in policy
    assert "img-src data:;" in policy
    assert "script" not in policy


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x", "file:///x", ""]
)
def test_a_dangerous_link_is_only_its_text(target: str) -> None:
    document = one(BlockKind.PARAGRAPH, "click", spans=(Span(0, 5, SpanKind.LINK, target),))
    checker = checked(document)
    assert "a" not in checker.elements
    assert "click" in checker.text


def test_what_looks_like_markup_is_text() -> None:
    text = "<script>alert('&amp;')</script>"
    checker = checked(one(BlockKind.PARAGRAPH, text), Head(title=text, summary=text))
    assert text in checker.text
    assert "script" not in checker.elements


def test_images_are_links_unless_they_are_asked_for() -> None:
    document = one(BlockKind.IMAGE, "A cat", source="https://example.org/cat.jpg")
    assert "img" not in checked(document).elements
    assert ("a", "href", "https://example.org/cat.jpg") in checked(document).attributes
    shown = checked(document, remote_images=True)
    assert ("img", "src", "https://example.org/cat.jpg") in shown.attributes
    assert ("img", "alt", "A cat") in shown.attributes


def test_an_image_inside_the_article_is_shown_but_none_that_could_hold_a_script() -> None:
    assert "img" in checked(one(BlockKind.IMAGE, "x", source="data:image/png;base64,AAAA")).elements
    assert "img" not in checked(one(BlockKind.IMAGE, "x", source="data:image/svg+xml;base64,AAAA")).elements


def test_lists_nest() -> None:
    items = (("a", 0, "•"), ("b", 1, "1."), ("c", 1, "2."), ("d", 0, "•"), ("e", 0, "3."))
    rendered = html(Document(tuple(Block(BlockKind.ITEM, t, level=n, marker=m) for t, n, m in items)), Head())
    body = rendered[rendered.index("</header>") + 9 : rendered.index("</article>")]
    assert "".join(body.split()) == (
        '<ul><li>a<ol><livalue="1">b</li><livalue="2">c</li></ol></li><li>d</li></ul><ol><livalue="3">e</li></ol>'
    )


def test_quotations_nest() -> None:
    blocks = [("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 0)]
    rendered = html(Document(tuple(Block(BlockKind.PARAGRAPH, t, quote=q) for t, q in blocks)), Head())
    body = rendered[rendered.index("</header>") + 9 : rendered.index("</article>")]
    assert "".join(body.split()) == (
        "<p>a</p><blockquote><p>b</p><blockquote><p>c</p></blockquote><p>d</p></blockquote><p>e</p>"
    )


def test_what_was_cut_stays_out() -> None:
    document = Document((Block(BlockKind.PARAGRAPH, "kept"), Block(BlockKind.PARAGRAPH, "Subscribe!", cut=Cut.ACTION)))
    assert "Subscribe" not in html(document, Head())


def test_code_tables_notes_and_directions() -> None:
    document = Document(
        (
            Block(BlockKind.CODE, "\nx < 1", language="c++"),
            Block(BlockKind.TABLE, "a\tb", cells=(((0, 1), (2, 3)),), header_rows=1),
            Block(BlockKind.PARAGRAPH, "see 1", spans=(Span(4, 5, SpanKind.NOTE, "1"),)),
            Block(BlockKind.FOOTNOTE, "the note", marker="1"),
        )
    )
    rendered = html(document, Head(language="ar", direction="rtl"))
    assert '<html lang="ar" dir="rtl">' in rendered
    assert '<pre><code class="language-c++">\nx &lt; 1</code></pre>' in rendered
    assert "<tr><th>a</th><th>b</th></tr>" in rendered
    assert '<sup><a href="#note-1">1</a></sup>' in rendered
    assert '<p id="note-1"><sup>1</sup> the note</p>' in rendered

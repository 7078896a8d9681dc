from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.errors import PageError
from readlater.model import Block, BlockKind, Cut, Draft, Original, SpanKind
from readlater.pages.forms.pictures import find_picture
from readlater.pages.read import read_page
from tests.pages.books import PROSE, epub, xhtml

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40


def read(data: bytes) -> list[Draft]:
    return read_page(data, name="mill.epub")


def body(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in draft.document.blocks if block.cut is None]


def test_a_book_is_one_article() -> None:
    fields = (
        '<dc:title id="t">The Mill</dc:title><dc:title>A subtitle</dc:title>'
        '<dc:creator opf:role="aut">Ann Lee</dc:creator><dc:creator opf:role="trl">No One</dc:creator>'
        "<dc:creator>Bo Ek</dc:creator><dc:publisher>Valley Press</dc:publisher><dc:language>de-DE</dc:language>"
        '<dc:date opf:event="publication">2021-05-06</dc:date>'
        '<meta property="dcterms:modified">2022-01-02T00:00:00Z</meta>'
        "<dc:identifier>urn:isbn:9780000000000</dc:identifier><dc:source>https://mill.example/book</dc:source>"
        "<dc:description>&lt;p&gt;How it &lt;b&gt;turned&lt;/b&gt;.&lt;/p&gt;</dc:description>"
        "<dc:subject>Mills</dc:subject><dc:subject>Rivers</dc:subject>"
    )
    data = epub(
        {
            "nav.xhtml": xhtml("<h1>The Mill</h1>"),
            "one.xhtml": xhtml(f"<h1>One</h1><p>{PROSE}</p>"),
            "two.xhtml": xhtml(f"<p>{PROSE}</p>"),
        },
        fields,
        titles={"one.xhtml": "One", "two.xhtml": "Part two"},
        files={"OEBPS/images/cover.png": PNG},
    )
    [draft] = read(data)
    assert (draft.format, draft.title, draft.byline, draft.site) == (
        "epub",
        "The Mill",
        "Ann Lee, Bo Ek",
        "Valley Press",
    )
    assert (draft.language, draft.published, draft.modified[:10]) == ("de-DE", "2021-05-06", "2022-01-02")
    assert (draft.url, draft.summary, draft.tags) == (
        "https://mill.example/book",
        "How it turned .",
        ("Mills", "Rivers"),
    )
    assert draft.lead_image == "part:OEBPS/images/cover.png"
    assert body(draft) == [
        ("heading", "One"),
        ("paragraph", PROSE.strip()),
        ("heading", "Part two"),
        ("paragraph", PROSE.strip()),
    ]
    assert draft.document.blocks[0].cut is Cut.REPETITION


def test_structure_within_chapters() -> None:
    chapters = {
        "text/one.xhtml": xhtml(
            f'<h1 id="top">One</h1><p>{PROSE}<a epub:type="noteref" href="../notes.xhtml#n1">1</a> See '
            '<a href="two.xhtml#here">there</a>, <a href="two.xhtml">two</a>, <a href="gone.xhtml#x">gone</a> and '
            '<a href="https://a.example/">the web</a>.</p><img src="../images/wheel%201.png" alt="Wheel"/>'
        ),
        "text/two.xhtml": xhtml(
            '<title/><script src="x.js"/><div class="page"/><h2>Two</h2><p id="here">Here.</p><a id="e"/><p>And on.</p>'
            '<svg viewBox="0 0 1 1"><image xlink:href="../images/map.png"/></svg><p><![CDATA[a < b]]></p>'
        ),
        "notes.xhtml": xhtml('<h2>Notes</h2><aside epub:type="footnote" id="n1"><p>A note.</p></aside>'),
    }
    [draft] = read(epub(chapters, files={"OEBPS/images/wheel 1.png": PNG, "OEBPS/images/map.png": PNG}))
    blocks = draft.document.blocks
    paragraph = next(block for block in blocks if "See there" in block.text)
    targets = [span.target for span in paragraph.spans if span.kind is SpanKind.LINK]
    there = next(block for block in blocks if block.text == "Here.")
    two = next(block for block in blocks if block.text == "Two")
    assert targets[:2] == [f"#{there.anchor}", f"#{two.anchor}"]
    assert targets[-1] == "https://a.example/"
    assert "gone" in paragraph.text
    assert all("book.invalid" not in str(block) for block in blocks)
    [note] = [block for block in blocks if block.kind is BlockKind.FOOTNOTE]
    assert note.text == "A note."
    assert [span.target for span in paragraph.spans if span.kind is SpanKind.NOTE] == [note.marker]
    pictures = [block for block in blocks if block.kind is BlockKind.IMAGE]
    assert [(block.text, block.source) for block in pictures] == [
        ("Wheel", "part:OEBPS/images/wheel 1.png"),
        ("", "part:OEBPS/images/map.png"),
    ]
    assert "And on." in draft.document.text
    assert "a < b" in draft.document.text


def test_pictures_are_found_again() -> None:
    data = epub({"a.xhtml": xhtml(f'<p>{PROSE}</p><img src="i/w%20x.png"/>')}, files={"OEBPS/i/w x.png": PNG})
    [draft] = read(data)
    [picture] = [block for block in draft.document.blocks if block.kind is BlockKind.IMAGE]
    part = find_picture(Original(data, "application/epub+zip"), "epub", picture.source)
    assert part is not None
    assert part.data == PNG


def wallabag(number: int) -> dict[str, str]:
    """Two files an article: a page about it, and its text."""
    return {
        f"{number}_cover.xhtml": xhtml(
            f"<h1>Title {number}</h1><dl><dt>Published by</dt><dd>Ann Lee</dd>"
            f"<dt>Added on</dt><dd>2022-01-0{number}</dd>"
            f'<dt>Address</dt><dd><a href="https://a.example/{number}">https://a.example/{number}</a></dd></dl>'
        ),
        f"{number}.xhtml": xhtml(f"<p>{PROSE * 3}</p>"),
    }


def test_a_bundle_with_a_page_before_each_article() -> None:
    chapters = {"cover.xhtml": xhtml("<h1>All articles</h1><p>by <a href='https://w.example/'>w.example</a></p>")}
    chapters |= wallabag(1) | wallabag(2) | wallabag(3)
    data = epub(chapters, titles={path: f"Entry {path}" for path in chapters})
    drafts = read(data)
    assert [(draft.title, draft.url, draft.byline) for draft in drafts] == [
        (f"Title {number}", f"https://a.example/{number}", "Ann Lee") for number in (1, 2, 3)
    ]
    assert [draft.item for draft in drafts] == [f"OEBPS/{number}_cover.xhtml" for number in (1, 2, 3)]
    assert (drafts[0].published, drafts[0].created) == ("", datetime(2022, 1, 1))
    assert body(drafts[0]) == [("paragraph", (PROSE * 3).strip())]
    [again] = read_page(data, item=drafts[1].item)
    assert again == drafts[1]
    with pytest.raises(PageError, match="no article called"):
        read_page(data, item="OEBPS/gone.xhtml")


@pytest.mark.parametrize(
    "chapter",
    [
        '<h1><a href="https://b.example/{0}">Title {0}</a></h1><p>by Ann Lee</p><p>{1}</p>',
        '<h1>Title {0}</h1><p>Ann Lee · <a href="https://b.example/{0}">b.example</a></p><p>{1}</p>',
        '<h1>Title {0}</h1><p>{1}</p><p><a href="https://b.example/{0}">View original</a></p>',
        '<h1>Title {0}</h1><p>{1}</p><div>Made by <b>x</b> from <a href="https://b.example/{0}">https://b.example/{0}</a>'
        " with <i>y</i></div>",
        "<h1>Title {0}</h1><p>{1}</p><p>Source: https://b.example/{0}</p>",
    ],
    ids=["heading", "host", "last-line", "sentence", "bare"],
)
def test_bundles_by_where_the_address_stands(chapter: str) -> None:
    chapters = {f"{number}.xhtml": xhtml(chapter.format(number, PROSE * 2)) for number in range(3)}
    drafts = read(epub(chapters))
    assert [(draft.title, draft.url) for draft in drafts] == [
        (f"Title {number}", f"https://b.example/{number}") for number in range(3)
    ]


def test_a_bundle_by_its_heads_and_what_goes_on_in_another_file() -> None:
    head = '<meta name="dc.source" content="https://c.example/{0}"/><meta name="author" content="Bo Ek"/>'
    head += '<meta name="dc.date" content="2022-02-0{0}"/>'
    chapters = {}
    for number in (1, 2):
        chapters[f"{number}a.xhtml"] = xhtml(f"<h1>Title {number}</h1><p>{PROSE * 2}</p>", head=head.format(number))
        chapters[f"{number}b.xhtml"] = xhtml(f"<p>And on. {PROSE}</p>")
    contents = "".join(f'<li><a href="{number}a.xhtml">Title {number}</a></li>' for number in (1, 2))
    data = epub(
        {"list.xhtml": xhtml(f"<ul>{contents}</ul>"), **chapters},
        titles={f"{number}a.xhtml": f"Title {number}" for number in (1, 2)},
    )
    drafts = read(data)
    assert [(draft.title, draft.byline, draft.published) for draft in drafts] == [
        ("Title 1", "Bo Ek", "2022-02-01"),
        ("Title 2", "Bo Ek", "2022-02-02"),
    ]
    assert "And on." in drafts[0].document.text


def test_a_book_with_links_is_no_bundle() -> None:
    chapters = {
        f"{number}.xhtml": xhtml(
            f"<h1>Chapter {number}</h1>"
            f'<p>{PROSE} See <a href="https://a.example/{number}">this study</a>.</p><p>{PROSE}</p>'
            '<p><a href="https://press.example/book">press.example</a></p>'
        )
        for number in range(4)
    }
    [draft] = read(epub(chapters))
    assert draft.title == "The Mill"
    assert draft.document.text.count("See this study") == 4


ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
    '<enc:EncryptedData><enc:EncryptionMethod Algorithm="{}"/><enc:CipherData><enc:CipherReference URI="{}"/>'
    "</enc:CipherData></enc:EncryptedData></encryption>"
)


def test_protected_books() -> None:
    locked = ENCRYPTED.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/a.xhtml").encode()
    with pytest.raises(PageError, match="protected against copying"):
        read(epub({"a.xhtml": b"\x81\x92" * 99}, files={"META-INF/encryption.xml": locked}))
    fonts = ENCRYPTED.format("http://www.idpf.org/2008/embedding", "OEBPS/font.otf").encode()
    [draft] = read(epub({"a.xhtml": xhtml(f"<p>{PROSE}</p>")}, files={"META-INF/encryption.xml": fonts}))
    assert PROSE.strip() in draft.document.text


def test_damage_that_leaves_something_to_read() -> None:
    whole = {"a.xhtml": xhtml(f"<p>{PROSE}</p>"), "b.xhtml": xhtml("<p>b</p>")}
    [draft] = read(epub(whole, spine=["a.xhtml", "gone.xhtml", "b.xhtml"]))
    assert body(draft)[-1] == ("paragraph", "b")
    [draft] = read(epub({**whole, "../../c.xhtml": xhtml("<p>c</p>")}))
    assert [entry.value for entry in draft.found["missing"]] == ["../c.xhtml: not in the file"]
    latin = xhtml("<p>Die Mühle drehte sich, und die Räder standen nie.</p>").replace("utf-8", "iso-8859-1")
    [draft] = read(epub({"a.xhtml": latin.encode("iso-8859-1")}))
    assert "Mühle" in draft.document.text
    # without a package file, all pages by name
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("a.html", f"<p>{PROSE}</p>")
    [draft] = read(buffer.getvalue())
    assert draft.document.text == PROSE.strip()


def test_a_chapter_that_is_not_there_is_told() -> None:
    data = epub({"a.xhtml": xhtml(f"<p>{PROSE}</p>"), "b.xhtml": xhtml("<p>b</p>")})
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer := io.BytesIO(), "w") as new:
        for info in old.infolist():
            if not info.filename.endswith("b.xhtml"):
                new.writestr(info, old.read(info))
    [draft] = read(buffer.getvalue())
    assert [entry.value for entry in draft.found["missing"]] == ["OEBPS/b.xhtml: not in the file"]


def test_hostile_books() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<html><body><p>&c;&f; text</p></body></html>"
    )
    [draft] = read(epub({"a.xhtml": bomb}, "<dc:title>&amp;x; The Mill</dc:title>"))
    assert "root:" not in str(draft)
    assert len(draft.document.text) < 200
    [draft] = read(epub({"a.xhtml": xhtml("<div>" * 3000 + PROSE + "</div>" * 3000)}))
    assert PROSE.strip() in draft.document.text
    with pytest.raises(PageError):
        read(epub({"a.xhtml": b"\0" * 60_000_000}))
    with pytest.raises(PageError, match="damaged or cut off"):
        read(epub({"a.xhtml": xhtml("<p>x</p>")})[:-40])


@pytest.mark.parametrize("piece", ["<![CDATA[", "<svg>", "<image href=", '<a "', "<a b='", "<p/", "<x/>", "<!--"])
def test_markup_that_never_ends_takes_no_time(piece: str) -> None:
    data = epub({"a.xhtml": xhtml(f"<p>{PROSE}</p>"), "b.xhtml": piece * (100_000 // len(piece))})
    [draft] = read(data)
    assert PROSE.strip() in draft.document.text


def test_a_book_of_pictures_has_no_text() -> None:
    [draft] = read(epub({"a.xhtml": xhtml('<img src="1.png"/>')}, files={"OEBPS/1.png": PNG}))
    assert draft.failed


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_damage_never_raises_but_a_page_error(data: st.DataObject) -> None:
    raw = bytearray(epub({"a.xhtml": xhtml(f"<p>{PROSE}</p>"), **wallabag(1), **wallabag(2)}, titles={"a.xhtml": "A"}))
    for _ in range(data.draw(st.integers(0, 6))):
        raw[data.draw(st.integers(60, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        drafts = read_page(bytes(raw), as_format="epub")
    except PageError:
        return
    assert all(isinstance(block, Block) for draft in drafts for block in draft.document.blocks)


@given(st.text(max_size=400), st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_markup_is_read(markup: str, fields: str) -> None:
    try:
        read_page(epub({"a.xhtml": xhtml(markup), "b.xhtml": markup}, fields), as_format="epub")
    except PageError:
        return

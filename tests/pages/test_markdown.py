from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.model import Block, BlockKind, Cut, Draft, SpanKind
from readlater.pages.read import read_page


def read(text: str) -> Draft:
    [draft] = read_page(text.encode(), as_format="markdown")
    return draft


def marked(block: Block, kind: SpanKind) -> list[tuple[str, str]]:
    return [(block.text[span.start : span.end], span.target) for span in block.spans if span.kind is kind]


@pytest.mark.parametrize(
    "front",
    [
        (
            'title: "The clock"\nsource: "https://a.example/x?utm_source=y"\nauthor:\n  - "[[Ann Lee]]"\n  - '
            '"[[Bo Ek]]"\npublished: 2022-01-14\ncreated: 2022-03-01\ndescription: "How it was '
            'made."\ntags:\n  - "clippings"\n  - "clocks"'
        ),
        (
            "title: The clock\nwebsite: The Valley Post\nsource: https://a.example/x\nauthors: [Ann Lee, Bo "
            "Ek]\npublished: 2022-01-14\nsaved: 2022-03-01\nsummary: How it was made.\nlabels: [clippings, "
            "clocks]"
        ),
        (
            "title: The clock\nurl: https://a.example/x\nauthor: Ann Lee, Bo Ek\ndate: Jan. 14, "
            "2022\ndate_saved: 2022/03/01\nexcerpt: How it was made.\ntags: '#clippings #clocks'"
        ),
    ],
    ids=["web-clipper", "readeck", "plugins"],
)
def test_front_matter_by_family(front: str) -> None:
    draft = read(f"---\n{front}\n---\n\nText of the note.\n")
    assert (draft.title, draft.url, draft.byline, draft.published) == (
        "The clock",
        "https://a.example/x",
        "Ann Lee, Bo Ek",
        "2022-01-14",
    )
    assert (draft.created, draft.summary, draft.tags) == (
        datetime(2022, 3, 1),
        "How it was made.",
        ("clippings", "clocks"),
    )
    assert draft.document.text == "Text of the note."


def test_a_broken_front_matter_is_text_and_a_title_with_a_colon_is_none() -> None:
    assert read("---\ntitle: The clock: a story\nurl: https://a.example/x\n---\nText.").title == "The clock: a story"
    draft = read("---\n{[ broken\n---\n\nText.")
    assert "broken" in draft.document.text
    assert read("---\na: &a [x]\nb: *a\n---\n\nText.").document.text == "Text."


def test_a_rule_in_the_body_is_no_front_matter() -> None:
    draft = read("---\ntitle: A\n---\n\nOne.\n\n---\n\nurl: two\n\n---\n\nThree.")
    assert [block.kind for block in draft.document.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.RULE,
        BlockKind.PARAGRAPH,
        BlockKind.RULE,
        BlockKind.PARAGRAPH,
    ] or "Three." in draft.document.text
    assert draft.url == ""


def test_structure() -> None:
    draft = read(
        "# The clock\n\n## Parts\n\nSome *thin **and** thick*, `a < b`, ~~old~~, ==bright==, "
        "[link](https://a.example/x), [[Note|noted]] and a note.[^n]\n\n"
        "3. one\n   - inner\n4. two\n\n- [ ] open\n- [x] done\n\n> quoted\n>\n> > twice\n\n```py "
        "title=x\na = 1\n```\n\n| a | b |\n|---|--:|\n| 1 | **2** |"
        "\n\n![The dial](https://a.example/i.png)\n\n$$x^2$$\n\n[^n]: The *note*.\n"
    )
    assert draft.title == "The clock"
    blocks = draft.document.blocks
    assert (blocks[0].kind, blocks[0].cut) == (BlockKind.HEADING, Cut.REPETITION)
    paragraph = blocks[2]
    assert paragraph.text == "Some thin and thick, a < b, old, bright, link, noted and a note.[n]"
    for kind, expected in (
        (SpanKind.EMPHASIS, [("thin and thick", "")]),
        (SpanKind.STRONG, [("and", "")]),
        (SpanKind.CODE, [("a < b", "")]),
        (SpanKind.DELETED, [("old", "")]),
        (SpanKind.MARK, [("bright", "")]),
        (SpanKind.LINK, [("link", "https://a.example/x")]),
        (SpanKind.NOTE, [("[n]", "n")]),
    ):
        assert marked(paragraph, kind) == expected
    items = [(block.marker, block.level, block.text) for block in blocks if block.kind is BlockKind.ITEM]
    assert items == [("3.", 0, "one"), ("•", 1, "inner"), ("4.", 0, "two"), ("☐", 0, "open"), ("☑", 0, "done")]
    assert [(block.quote, block.text) for block in blocks if block.quote] == [(1, "quoted"), (2, "twice")]
    [code] = [block for block in blocks if block.kind is BlockKind.CODE]
    assert (code.text, code.language) == ("a = 1", "py")
    [table] = [block for block in blocks if block.kind is BlockKind.TABLE]
    assert [[table.text[start:end] for start, end in row] for row in table.cells] == [["a", "b"], ["1", "2"]]
    assert (table.header_rows, marked(table, SpanKind.STRONG)) == (1, [("2", "")])
    assert [(block.text, block.source) for block in blocks if block.kind is BlockKind.IMAGE] == [
        ("The dial", "https://a.example/i.png")
    ]
    assert [block.source for block in blocks if block.kind is BlockKind.MATH] == ["x^2"]
    assert [(block.marker, block.text) for block in blocks if block.kind is BlockKind.FOOTNOTE] == [("n", "The note.")]


def test_html_within() -> None:
    draft = read("Water is H<sub>2</sub>O.<br>So it is.\n\n<div><p>A <b>block</b>.</p><script>x</script></div>\n")
    assert draft.document.text == "Water is H2O.\nSo it is.\n\nA block."
    assert marked(draft.document.blocks[0], SpanKind.SUBSCRIPT) == [("2", "")]


def test_category_and_reading_of_our_own_export() -> None:
    draft = read(
        "---\ntitle: A\ncategory: tech/mills\nread_count: 3\nlast_read: 2022-01-05T10:00:00Z\n"
        "id: 5f0c8d4e-0000-4000-8000-000000000001\n---\n\nText."
    )
    assert (draft.category_id, draft.read_count) == ("tech/mills", 3)
    assert draft.last_read == datetime(2022, 1, 5, 10, tzinfo=UTC)
    assert draft.uuid == "5f0c8d4e-0000-4000-8000-000000000001"
    assert read('---\ntitle: A\ncategories:\n  - "[[Clippings]]"\n---\n\nText.').category_id == "Clippings"
    assert read("---\ntitle: A\nread: true\nread_count: x\n---\n\nText.").last_read is None


def test_front_matter_shapes() -> None:
    draft = read('---\ntitle: "Salt & pepper"\nauthor:\n  - Ann Lee\n  - Bo Ek\nmark: "*"\n---\nText.')
    assert (draft.title, draft.byline) == ("Salt & pepper", "Ann Lee, Bo Ek")
    draft = read('---\ntitle: A\nauthor: {name: Ann Lee}\npublished: "[[2022-01-14]]"\n---\nText.')
    assert (draft.byline, draft.published) == ("Ann Lee", "2022-01-14")
    draft = read('+++\ntitle = "The clock"\ndate = 2022-01-14T10:00:00Z\ntags = ["a", "b"]\n+++\n\nText.')
    assert (draft.title, draft.published[:10], draft.tags) == ("The clock", "2022-01-14", ("a", "b"))
    assert draft.document.text == "Text."
    assert "title" in read("+++\ntitle = broken\n+++\n\nText.").document.text
    bomb = "---\na: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9)) + "title: Mill\n---\nText."
    assert read(bomb).title == "Mill"


def test_pictures() -> None:
    draft = read(
        "---\nsource: https://a.example/x/\n---\n"
        "Text ![a \\[b\\] *c*](https://a.example/1.png) ![local](images/two%20x.png) ![[three.png|200]] "
        "![[sub/four.jpg|The dial]] ![[Other note]] end.\n"
    )
    pictures = [(block.text, block.source) for block in draft.document.blocks if block.kind is BlockKind.IMAGE]
    assert pictures == [
        ("a [b] c", "https://a.example/1.png"),
        ("local", "part:images/two x.png"),
        ("", "part:three.png"),
        ("The dial", "part:sub/four.jpg"),
    ]
    assert draft.document.text == "Text Other note end."


def test_marks() -> None:
    [block] = read("A ==bright **and bold** mark== and a==b, then == c and ==d").document.blocks
    assert block.text == "A bright and bold mark and a==b, then == c and ==d"
    assert marked(block, SpanKind.MARK) == [("bright and bold mark", "")]
    assert marked(block, SpanKind.STRONG) == [("and bold", "")]
    [block] = read("if a === b and c == d").document.blocks
    assert (block.text, marked(block, SpanKind.MARK)) == ("if a === b and c == d", [])


def test_notes_and_comments_stay_in_code() -> None:
    draft = read(
        "One[^1] and two^[said *here*].\n\n```\n[^1]: code\n%% kept %%\n```\n\n%% gone %%\n\n[^1]: The note.\n"
    )
    [code] = [block for block in draft.document.blocks if block.kind is BlockKind.CODE]
    assert code.text == "[^1]: code\n%% kept %%"
    notes = [(block.marker, block.text) for block in draft.document.blocks if block.kind is BlockKind.FOOTNOTE]
    assert notes == [("1", "The note."), ("2", "said here")]
    assert marked(draft.document.blocks[0], SpanKind.NOTE) == [("[1]", "1"), ("[2]", "2")]
    assert "gone" not in draft.document.text


@pytest.mark.parametrize(
    "piece", ["```x\n", "%%x\n", "[^1]: x\n", "  y\n\n", "==a ", "^[x", "![[", "[[a|", "~~~~\n```\n"]
)
def test_marks_that_never_end_take_no_time(piece: str) -> None:
    assert read("Text.\n\n" + piece * (9_000 // len(piece))).document.text.startswith("Text.")


def test_boxes_and_titles() -> None:
    draft = read("> [!warning] Mind the gap\n> It is wide.\n\n> [!note]\n> And deep.\n")
    assert [block.text for block in draft.document.blocks] == ["Mind the gap\nIt is wide.", "Note\nAnd deep."]
    assert read("## The clock\n\nText.").title == "The clock"


def test_utf16() -> None:
    [draft] = read_page("---\ntitle: Ünï\n---\n\n# A\n\nText.".encode("utf-16"), name="x.txt")
    assert (draft.format, draft.title) == ("markdown", "Ünï")


@given(st.text(alphabet=st.sampled_from("=*_[]^!|`~#>-+:%&\n \\abc().1$<"), max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for block in read(f"x{text}").document.blocks:
        assert all(0 <= span.start < span.end <= len(block.text) for span in block.spans)
        for one in block.spans:
            assert not any(one.start < other.start < one.end < other.end for other in block.spans)


def test_very_many_brackets_that_are_never_closed_are_plain_signs() -> None:
    opened = "![" * 30_000 + "[a](" * 30_000
    draft = read(f"# The clock\n\n{opened} the end\n\nA [link](https://a.example/).\n\n```\n{'[' * 3000}\n```\n")
    blocks = draft.document.blocks
    assert blocks[1].text == f"{opened} the end"
    assert marked(blocks[2], SpanKind.LINK) == [("link", "https://a.example/")]
    assert blocks[3].text == "[" * 3000

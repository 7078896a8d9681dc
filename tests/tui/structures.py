"""A document with every structure that an article may have, for seeing how each is set."""

from __future__ import annotations

from typing import Any

from readlater.model import Block, BlockKind, Cut, Document, Span, SpanKind

K = BlockKind
S = SpanKind


def spans(text: str, *marked: tuple[str, SpanKind, str]) -> tuple[Span, ...]:
    """Spans over words of a text: (words, kind, target)."""
    found = []
    for words, kind, target in marked:
        start = text.index(words)
        found.append(Span(start, start + len(words), kind, target))
    return tuple(sorted(found, key=lambda span: span.start))


def block(kind: BlockKind, text: str = "", *marked: tuple[str, SpanKind, str], **fields: Any) -> Block:
    """A block with spans over some of its words."""
    return Block(kind, text, spans(text, *marked), **fields)


def table(*rows: list[str], header: int = 1, **fields: Any) -> Block:
    """A table of rows of cells."""
    lines, cells, position = [], [], 0
    for row in rows:
        places = []
        for cell in row:
            places.append((position, position + len(cell)))
            position += len(cell) + 1
        lines.append("\t".join(row))
        cells.append(tuple(places))
    return Block(K.TABLE, "\n".join(lines), cells=tuple(cells), header_rows=header, **fields)


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]

BLOCKS: tuple[Block, ...] = (
    block(K.HEADING, "Harbours and their lights", level=1),
    block(
        K.PARAGRAPH,
        "A keeper writes with emphasis, strongly, in code like lamp.on() and with the keys Ctrl and L; a mark here, "
        "a word deleted there, a link to the harbour, H2O and x3, and a note1.",
        ("emphasis", S.EMPHASIS, ""),
        ("strongly", S.STRONG, ""),
        ("lamp.on()", S.CODE, ""),
        ("Ctrl", S.KEYBOARD, ""),
        ("mark", S.MARK, ""),
        ("deleted", S.DELETED, ""),
        ("the harbour", S.LINK, "https://example.org/harbour"),
        ("2", S.SUBSCRIPT, ""),
        ("3", S.SUPERSCRIPT, ""),
        ("1", S.NOTE, "1"),
    ),
    block(K.HEADING, "Lists in lists", level=2),
    block(K.ITEM, "oil, from whales first and later from the ground, kept in the cellar below the tower", marker="•"),
    block(K.ITEM, "a wick", marker="•", level=1),
    block(K.ITEM, "of cotton", marker="•", level=2),
    block(K.ITEM, "that is cut every night", marker="•", level=3),
    block(K.CODE, "lamp.wick.cut()", level=1, language="python"),
    *(block(K.ITEM, f"The {name} step", marker=f"{n}.") for n, name in enumerate(["first", "next", "last"], 8)),
    block(K.HEADING, "Quotations", level=3),
    block(K.PARAGRAPH, "The keeper sleeps by day, and nobody who passes the tower in the morning speaks.", quote=1),
    block(K.PARAGRAPH, "Who wakes him, wakes the sea.", quote=2),
    block(K.ITEM, "A list in a quotation", marker="1.", quote=1),
    block(K.ITEM, "of two items", marker="2.", quote=1),
    block(K.HEADING, "Code", level=4),
    block(
        K.CODE,
        "def light(lamp, tower):\n    if lamp.is_dark and tower.keeper.is_awake:\n"
        '\treturn lamp.on(wick="cotton", oil="whale", message="a line that is longer than the column")  # 灯台',
        language="python",
    ),
    block(K.CAPTION, "How a lamp is lit."),
    block(K.HEADING, "Tables", level=2),
    block(K.CAPTION, "Lamps of the coast."),
    table(["Lamp", "Metres", "Since"], ["North mole", "12", "1862"], ["灯台の丘", "8.5", "1901"], ["", "101", "n/a"]),
    table(
        ["Harbour", "What is told of it by those who live there", "Ships"],
        ["Skagen", "Two seas meet and never mix, which everyone must see once", "1,204"],
        ["Ålesund", "Burnt down in one night and was built again in stone", "87"],
    ),
    table(["", *MONTHS], *[[f"Pier {n}", *(str((n * m * 37) % 990) for m in range(1, 12))] for n in range(1, 4)]),
    table(["no", "header"], ["is", "here"], header=0),
    block(K.HEADING, "Words and what they mean", level=2),
    block(K.TERM, "Lantern"),
    block(K.DEFINITION, "The room of glass at the top of a lighthouse, in which the lamp stands and turns."),
    block(K.DEFINITION, "Also: a lamp that is carried."),
    block(K.HEADING, "Formulas", level=2),
    block(K.PARAGRAPH, "The light of \\frac{a+b}{2} falls.", ("\\frac{a+b}{2}", S.MATH, "")),
    block(K.MATH, "", source="E = \\sum_{n=1}^{N} \\sqrt{x_n^2}"),
    block(K.IMAGE, "The tower at dusk, seen from the mole", source="https://example.org/tower.jpg"),
    block(K.CAPTION, "The tower. Photograph by the keeper."),
    block(K.VIDEO, "", source="https://video.example.org/1.mp4"),
    block(K.RULE),
    block(K.HEADING, "Other scripts", level=2),
    block(
        K.PARAGRAPH,
        "東京の灯台は港の目である。夜の海を照らし、船を導く。",
        ("東京", S.RUBY, "とうきょう"),
        ("港", S.STRONG, ""),
    ),
    block(K.PARAGRAPH, "등대는 항구의 눈이다. ภาษาไทยไม่มีการเว้นวรรค 👨‍👩‍👧 🇳🇴 ❤️ 1️⃣ é."),
    block(K.HEADING, "המגדלור של הנמל", level=3),
    block(K.PARAGRAPH, "שומר המגדלור מדליק את המנורה בכל ערב בשעה 18:30 (בחורף), ורושם Lamp No. 7 ביומן."),
    block(K.ITEM, "שמן לעששית", marker="1."),
    block(K.ITEM, "פתיל של כותנה, שנחתך בכל לילה לפני שהחושך יורד על הים", marker="2."),
    block(K.PARAGRAPH, "منارة الميناء تضيء البحر.", quote=1),
    table(["מגדל", "מטרים"], ["צפון", "12"], ["דרום", "8"]),
    block(K.PARAGRAPH, "The Hebrew word מגדלור means lighthouse, as منارة does in Arabic."),
    block(K.FOOTNOTE, "A note of the keeper.", marker="1"),
    block(K.FOOTNOTE, "Another, which is so long that it takes more than one line of the column.", marker="12"),
    block(K.PARAGRAPH, "Subscribe to our letters!", cut=Cut.ACTION),
)

EVERYTHING = Document(BLOCKS)
"""Every kind of block and span, at least once."""

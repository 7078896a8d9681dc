"""Program code in markup: its exact text and its language, as highlighters write them."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from readlater.pages.clues.wordset import word_set
from readlater.pages.html import tables

_LANGUAGES = (
    re.compile(r"(?:^|\s)(?:highlight-(?:source|text)|language|lang|brush)[-:]\s*([a-zA-Z][\w+#.-]{0,24})(?=[\s;]|$)"),
    re.compile(r"(?:^|\s)(?:highlight|code|src|sh)-([a-zA-Z][\w+#.]{0,24})(?=\s|$)"),
    re.compile(r"(?:^|\s)(?:hljs|sourceCode|prettyprint|highlight|brush)\s+(?:lang-)?([a-zA-Z][\w+#.]{0,24})(?=\s|$)"),
)
"""Where highlighters write the language into a class name, the surest first."""

_NOT_LANGUAGES = word_set(
    "block wrapper container snippet toolbar line lines none text plain plaintext hljs prettyprint highlight "
    "sample example default numbers notranslate chroma inner source linenums numbersource linenos overflow-auto code "
    "body content box area copy theme-code-block tab title language syntax pre output input cell view frame"
)
_GUTTER = re.compile(
    r"(?:^|\s)(?:line-?numbers?(?:-rows)?|lineno|linenos|linenum|ln|lnt|gutter|blob-num|hljs-ln-numbers|"
    r"react-syntax-highlighter-line-number|copy-?(?:button|btn)|copybtn|clipboard\S*|toolbar|code-toolbar__\S*)(?:\s|$)",
    re.IGNORECASE,
)
"""Class names of what stands beside or above code and is not part of it: numbers of lines, buttons."""

_LINE = re.compile(r"(?:^|\s)(?:blob-code|hljs-ln-code|code-line|line-content|line-code|lines?-code|code)(?:\s|$)")


def exact_text(element: HtmlElement) -> str:
    """The text of preformatted markup as it stands, line breaks kept, without line numbers of its own."""
    parts: list[str] = []

    def walk(node: HtmlElement) -> None:
        parts.append(node.text or "")
        for child in node:
            if not isinstance(child.tag, str):
                continue
            names = child.get("class") or ""
            if child.tag == "br":
                parts.append("\n")
            elif child.tag in ("button", "script", "style", "clipboard-copy") or (names and _GUTTER.search(names)):
                pass
            else:
                if child.tag == "code" and parts[-1:] == [""] and _follows_code(child):
                    parts.append("\n")  # two pieces, or two lines, that only styling parts
                walk(child)
                if child.tag in ("div", "p", "li") and parts and not "".join(parts[-3:]).endswith("\n"):
                    parts.append("\n")
            parts.append(child.tail or "")

    walk(element)
    text = "".join(parts).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return re.sub(r"\A(?:[ \t]*\n)+", "", text).rstrip()


def _follows_code(element: HtmlElement) -> bool:
    before = element.getprevious()
    return before is not None and before.tag == "code"


def code_language(element: HtmlElement) -> str:
    """The language of code, by the class or attribute names of highlighters."""
    places = [element, *list(element.iter("code"))[:1]]
    parent = element.getparent()
    for _ in range(3):
        if parent is None or parent.tag in ("body", "article", "main"):
            break
        places.append(parent)
        parent = parent.getparent()
    for place in places:
        for name in ("data-lang", "data-language", "data-code-language", "lang"):
            given = (place.get(name) or "").strip().lower()
            if given and re.fullmatch(r"[a-z][\w+#.-]{0,24}", given) and (name != "lang" or place is element):
                return given
        names = place.get("class") or ""
        for pattern in _LANGUAGES if names else ():
            match = pattern.search(names)
            if match and match.group(1).lower() not in _NOT_LANGUAGES:
                return match.group(1).lower()
    return ""


def code_of_table(element: HtmlElement) -> HtmlElement | None:
    """The code of a table that a highlighter made of line numbers and code, or None for other tables."""
    codes = list(element.iter("pre"))
    if not codes or len(codes) > 2:
        return None
    last: HtmlElement = codes[-1]
    rows = tables.rows_of(element)
    if len(rows) > 1 or not rows or len(tables.cells_of(rows[0][0])) > 2:
        return None
    outside = sum(len("".join(cell.itertext())) for cell in element.iter("td") if cell.find(".//pre") is None)
    return last if outside < 2000 else None


def lines_of_table(element: HtmlElement) -> str:
    """The code of a table that a highlighter made with a row for each line of code, or an empty string."""
    lines: list[str] = []
    for row, _ in tables.rows_of(element):
        cells = tables.cells_of(row)
        if not 1 <= len(cells) <= 3:
            return ""
        code = [cell for cell in cells if _LINE.search(cell.get("class") or "")]
        others = [cell for cell in cells if cell not in code]
        if len(code) != 1 or any("".join(cell.itertext()).strip(" \n0123456789+-") for cell in others):
            return ""
        lines.append(exact_text(code[0]) if "".join(code[0].itertext()).strip() else "")
    named = len(lines) > 1 or _GUTTER.search(" ".join(cell.get("class") or "" for cell in element.iter("td")))
    return "\n".join(lines).rstrip() if named else ""

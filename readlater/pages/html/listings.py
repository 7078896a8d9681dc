"""Program code in markup: its exact text and its language, as highlighters write them."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from readlater.pages.html import tables
from readlater.pages.wordset import word_set

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|brush:?|sourceCode|prettyprint lang|code|"
    r"highlight)[-: ]\s*([a-zA-Z][\w+#.-]{0,24})(?:\s|;|$)"
)


_NOT_LANGUAGES = word_set(
    "block wrapper container snippet toolbar line lines none text plain plaintext hljs prettyprint highlight "
    "sample example default numbers"
)


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
            elif child.tag in ("button", "script", "style") or re.search(
                r"\b(?:line-?numbers?(?:-rows)?|lineno|linenos|gutter|copy-?(?:button|btn))\b", names
            ):
                pass
            else:
                walk(child)
                if child.tag in ("div", "p", "li") and parts and not "".join(parts[-3:]).endswith("\n"):
                    parts.append("\n")
            parts.append(child.tail or "")

    walk(element)
    text = "".join(parts).replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"\A(?:[ \t]*\n)+", "", text).rstrip()


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
        match = _LANGUAGE.search(place.get("class") or "")
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

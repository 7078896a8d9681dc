"""What hostile or merely huge HTML is stripped of before a parser sees it.

The parser (libxml2) loses the rest of a page without a word when elements are nested deeper than 256 or when one
text, attribute, style or script is larger than 10 MB, and takes quadratic time for very many attributes. Its own switch
for huge trees would trade that for deep recursion; so the input is made harmless instead. Everything here is linear in
the length of the text.
"""

from __future__ import annotations

import re
from itertools import islice

from readlater.language.safe import safe_text
from readlater.pages.clues.wordset import word_set
from readlater.pages.forms.datauris import MAX_KEPT, data_uris, short_name

MAX_MARKUP = 8 * 1024 * 1024
"""Characters of a page that are read after styles, scripts and inline data are stripped."""

MAX_DEPTH = 120
"""Depth below which start tags are left out; their content stays. Elements without an end tag of their own are not
counted, which at worst doubles the depth that the parser sees."""

MAX_TAG = 32 * 1024
"""Characters of a start tag above which it loses its attributes."""

MAX_TEXT = 4 * 1024 * 1024
"""Characters of one text between two tags; a longer one is divided into paragraphs."""

MAX_TAGS = 40_000
"""Start tags of a page; of those that follow only the text is left, in paragraphs of `PARAGRAPH` characters or more."""

PARAGRAPH = 800

MAX_ATTRIBUTES = 60
"""Attributes of a start tag; those that follow are left out."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTROL_REFERENCE = re.compile(r"&#(?:[xX]0{0,8}([0-9a-fA-F]{1,6})|0{0,8}([0-9]{1,7}))(?:;|(?![0-9a-fA-F]))")
_RAW = re.compile(r"<(style|script|noembed|noframes|iframe|object|svg)\b", re.IGNORECASE)
_RAW_ENDS = {
    name: re.compile("</" + name, re.IGNORECASE)
    for name in ("style", "script", "noembed", "noframes", "iframe", "object", "svg")
}
_PAGE_END = re.compile(r"</(?:body|html)\s{0,9}>", re.IGNORECASE)
"""Parsers stop at the first of these; some templates go on behind it."""

_KEPT_SCRIPT = re.compile(r"ld\+json|math/|latex|mathjax", re.IGNORECASE)
_MANY_ATTRIBUTES = re.compile(
    r"""<[a-zA-Z][^\s/>]{0,64}(?:[\s/]+[^\s"'<>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?)"""
    + f"{{{MAX_ATTRIBUTES}}}"
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|li|t[dr]|h[1-6]|d[dt]|br|hr|pre|blockquote|section|article|figure|figcaption|table|[uo]l)\b[^<>]*>",
    re.IGNORECASE,
)
_WRITTEN_PAGE = re.compile(r"""\ssrcdoc\s*+(?:=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]++)?)?""", re.IGNORECASE)
"""The page in a frame that stands in an attribute of its tag."""
_START_TAG = re.compile(r"<[a-zA-Z]")
_SCRIPT = re.compile(r"<script\b[^>]*>.*?(?:</script\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,64})")
_TAG_BODY = re.compile(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")

_VOID = word_set("area base br col embed hr img input link meta param source track wbr keygen frame")
_SELF_CLOSING = word_set("p li td th tr option tbody colgroup body html head")
"""Elements that, to the parser, the next one of their kind ends: many open ones of them make no depth."""

_ENDED_BY = {"dt": "dd", "dd": "dt"}
"""Elements that another one ends, but not the next one of their kind."""

_HOMES = {
    **dict.fromkeys(["td", "th", "tr", "tbody"], ("table",)),
    "li": ("ul", "ol", "menu", "dir"),
    "option": ("select",),
}
"""Elements that mean nothing when those around them are left out."""

_HOLDING = sorted(
    word_set(
        "a p h1 h2 h3 h4 h5 h6 button select textarea nav form aside footer header table ruby math pre code blockquote "
        "ul ol dl figure details section article main div center"
    )
)
_HOLDER = re.compile(rf"<(/?)({'|'.join(_HOLDING)})(?=[\s/>])", re.IGNORECASE)
_WEIGHTS = {"table": 4, "ul": 2, "ol": 2, "menu": 2, "dir": 2, "select": 2}
_INLINE = word_set(
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var"
)


def guard(text: str) -> str:
    """``text`` without control characters, styles, scripts (but data and formulas), large inline data and traps.

    The result has at most `MAX_MARKUP` characters and no tag above `MAX_TAG`; what it says to a reader is the same.
    """
    text = _without_data(text)  # first: the short names are made of the text as it was saved
    text = _without_control(text)
    text = _without_raw(text)
    text = _PAGE_END.sub("", text)
    if len(text) > MAX_TAG and "<!--" in text:
        text = _without_comments(text)
    if _has_giants(text) or _MANY_ATTRIBUTES.search(text):
        text = _without_giants(text)
    if len(text) > MAX_MARKUP:
        text = text[: max(text.rfind("<", 0, MAX_MARKUP), MAX_MARKUP // 2)]
    if text.count("<") > MAX_TAGS:
        text = _without_crowds(text)
    return text


def flatten(text: str) -> str:
    """``text`` without the tags that stand deeper than `MAX_DEPTH`; call it when a parsed tree is that deep.

    A block that loses its tags leaves a line break, so that its words do not join its neighbour's.
    """
    out: list[str] = []
    stack: list[str] = []
    opened: dict[str, int] = {}
    dropped: dict[str, int] = {}
    depth = 0
    position = 0
    for match in _TAG.finditer(text):
        start = match.start()
        if start < position:
            continue
        name = match.group(2).lower()
        if name in _VOID:
            continue
        weight = _WEIGHTS.get(name, 1)
        if name in _SELF_CLOSING:
            if not any(dropped.get(home) for home in _HOMES.get(name, ())):
                continue
        elif not match.group(1):
            if stack and stack[-1] == _ENDED_BY.get(name):
                opened[stack.pop()] -= 1
                depth -= 1
            if depth + weight <= MAX_DEPTH:
                stack.append(name)
                opened[name] = opened.get(name, 0) + 1
                depth += weight
                continue
            dropped[name] = dropped.get(name, 0) + 1
        elif dropped.get(name):
            dropped[name] -= 1
        else:
            if opened.get(name):
                while True:
                    last = stack.pop()
                    opened[last] -= 1
                    depth -= _WEIGHTS.get(last, 1)
                    if last == name:
                        break
            continue
        end = text.find(">", match.end())
        if end < 0:
            end = len(text) - 1
        between = text[position:start]
        mark = " " if name in _INLINE else "<br>"
        if between.strip() or not out or out[-1] != mark:  # many in a row are one break
            out += [between, mark]
        position = end + 1
    out.append(text[position:])
    return "".join(out)


def _without_control(text: str) -> str:
    """``text`` without control characters, lone surrogates, and numeric references to them."""
    if _CONTROL.search(text):
        text = _CONTROL.sub("", safe_text(text))
    if "&#" in text:
        text = _CONTROL_REFERENCE.sub(_harmless, text)
    return text


def _harmless(match: re.Match[str]) -> str:
    """A numeric reference, or a space for one to a character that may not be in a text."""
    number = int(match.group(1), 16) if match.group(1) else int(match.group(2))
    if number in (9, 10, 13):
        return match.group()
    if number < 32 or number == 127 or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF or number & 0xFFFE == 0xFFFE:
        return " "
    return match.group()  # 128 to 159 are windows-1252 to every browser and to the parser


def _without_raw(text: str) -> str:
    """``text`` without the elements whose content is no markup, but scripts that hold data or formulas."""
    out: list[str] = []
    position = 0
    unclosed: set[str] = set()
    budget = 4 * len(text)  # of characters looked at for the ends of frames' tags
    while True:
        match = _RAW.search(text, position)
        if not match:
            break
        name = match.group(1).lower()
        start = match.start()
        opened = text.find(">", match.end())
        if opened < 0:
            break
        if name == "iframe" and budget > 0 and "srcdoc" in text[match.end() : opened].lower():
            body = _TAG_BODY.match(text, match.end())
            budget -= (body.end() if body else len(text)) - match.end()
            opened = body.end() - 1 if body else opened
        close = None if name in unclosed else _RAW_ENDS[name].search(text, opened)
        if close is None:
            unclosed.add(name)
            out.append(text[position:start])
            if name in ("script", "style"):  # to a browser, all that follows is script
                return "".join(out)
            position = opened + 1
            continue
        tag = text[match.end() : min(opened, match.end() + 400)]
        end = text.find(">", close.end())
        end = len(text) if end < 0 else end + 1
        out.append(text[position:start])
        if name == "script" and _KEPT_SCRIPT.search(tag) and close.start() - opened < MAX_TEXT:
            out.append(text[start:end])
        elif name in ("iframe", "object"):
            out.append(_frame_tag(text[start : opened + 1], name) + text[close.start() : end])
        position = end
    out.append(text[position:])
    return "".join(out)


def _frame_tag(tag: str, name: str) -> str:
    """The start tag of a frame without the page that is written into it; without any attributes if it is a giant."""
    if "srcdoc" in tag.lower():
        tag = _WRITTEN_PAGE.sub("", tag)
    return tag if len(tag) <= MAX_TAG else f"<{name}>"


def _without_data(text: str) -> str:
    """``text`` with the short names of large data addresses in their place."""
    if "data:" not in text:
        return text
    out: list[str] = []
    position = 0
    for start, end in data_uris(text):
        if end - start > MAX_KEPT:
            out += [text[position:start], short_name(text[start:end])]
            position = end
    out.append(text[position:])
    return "".join(out)


def _without_comments(text: str) -> str:
    """``text`` without its large comments; one that is never closed is left to the parser."""
    out: list[str] = []
    position = search = 0
    while (start := text.find("<!--", search)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        search = end + 3
        if search - start > MAX_TAG:
            out.append(text[position:start])
            position = search
    return "".join([*out, text[position:]]) if out else text


def _has_giants(text: str) -> bool:
    """Whether there are more than `MAX_TAG` characters between two ends of tags."""
    position = 0
    while (end := text.find(">", position)) >= 0:
        if end - position > MAX_TAG:
            return True
        position = end + 1
    return len(text) - position > MAX_TAG


def _without_crowds(text: str) -> str:
    """``text`` with no more than `MAX_TAGS` start tags; what is said behind the last of them stays as words."""
    last = next(islice(_START_TAG.finditer(text), MAX_TAGS, None), None)
    if last is None:
        return text
    first, *pieces = _BLOCK_TAG.split(_SCRIPT.sub(" ", text[last.start() :]))
    out = [first]
    length = len(first)
    for piece in pieces:
        out.append("\0" if length >= PARAGRAPH else " ")  # there is no such character any more
        length = len(piece) + (0 if length >= PARAGRAPH else length)
        out.append(piece)
    kept = text[: last.start()]
    return kept + _ends(kept) + "<p>" + _ANY_TAG.sub(" ", "".join(out)).replace("\0", "<p>")


def _ends(text: str) -> str:
    """The end tags of what is open at the end of a text: it may hide or link all that follows."""
    depths = dict.fromkeys(_HOLDING, 0)
    for slash, name in _HOLDER.findall(text):
        depths[name.lower()] = max(0, depths[name.lower()] + (-1 if slash else 1))
    return "".join(f"</{name}>" * (min(depth, 1) if name == "p" else depth) for name, depth in depths.items())


def _without_giants(text: str) -> str:
    """``text`` without the attributes of start tags above `MAX_TAG`, and without those above `MAX_ATTRIBUTES`.

    Texts above `MAX_TEXT` are divided by paragraph marks.
    """
    out: list[str] = []
    position = 0
    budget = 4 * len(text)  # of characters looked at for the ends of giants, so that false ones cost no more
    while True:
        match = _TAG.search(text, position)
        start = match.start() if match else len(text)
        run = text[position:start]
        while len(run) > MAX_TEXT:
            end = max(run.rfind(" ", MAX_TEXT // 2, MAX_TEXT), 0) or MAX_TEXT
            out.append(run[:end] + "<p>")
            run = run[end:]
        out.append(run)
        if not match:
            break
        body = _TAG_BODY.match(text, match.end(), match.end() + MAX_TAG)
        if body is None and budget > 0:
            body = _TAG_BODY.match(text, match.end())
            budget -= (body.end() if body else len(text)) - match.end()
        if body:
            end = body.end()
            many = _MANY_ATTRIBUTES.match(text, start, end)
            cut = match.group() if end - start > MAX_TAG else many.group() if many else ""
            out.append(cut + ">" if cut else text[start:end])
        else:  # a quotation mark is never closed
            end = text.find(">", match.end()) + 1
            out.append(match.group() + ">")
            if end <= 0:
                break
        position = end
    return "".join(out)

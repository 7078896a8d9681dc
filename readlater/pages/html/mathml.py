"""MathML without a TeX source as one line of text: fractions, powers and roots keep their meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from readlater.language.safe import safe_line
from readlater.pages.clues.wordset import word_set

MAX_DEPTH = 60
"""Elements in each other below which a formula is only read for its letters."""

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_RAISABLE = frozenset("0123456789+-−ni")
_LOWERABLE = frozenset("0123456789+-−")
_PRIMES = frozenset("′″‴'*∗†°")
_SPACED = word_set("= ≠ < > ≤ ≥ ≪ ≫ ≈ ≃ ≅ ~ ∼ ∝ ≡ ≔ := → ← ↔ ⇒ ⇐ ⇔ ↦ + - − ± ∓ × · ⋅ ∗ * ÷ ∈ ∉ ⊂ ⊆ ⊃ ∪ ∩ ∧ ∨ ∣ mod")
_OPENING = frozenset("([{|‖⌊⌈⟨√∑∏∫")
_INVISIBLE = "\u2061\u2062\u2063\u2064"
_SINGLE = word_set("mi mn mo mtext ms msub msup msubsup mover munder mfenced msqrt")
_SCRIPTED = word_set("msub msup msubsup munder mover munderover")
_SKIPPED = word_set("annotation annotation-xml mphantom none mprescripts maligngroup malignmark script style")
_ACCENTS = {
    "¯": "\u0304",
    "‾": "\u0304",
    "ˉ": "\u0304",
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "→": "\u20d7",
    "⃗": "\u20d7",
    ".": "\u0307",
    "˙": "\u0307",
    "¨": "\u0308",
}


def linear(element: HtmlElement) -> str:
    """The formula below ``element`` on one line, as one types it: ``G = (D/7)²``, ``x_i``, ``√(a + b)``."""
    parts = _parts(element)
    return " ".join((_row(parts, 0) if parts else _leaf(element)).split())


def _parts(element: HtmlElement) -> list[HtmlElement]:
    """The child elements that are shown."""
    return [child for child in element if isinstance(child.tag, str) and child.tag not in _SKIPPED]


def _leaf(element: HtmlElement) -> str:
    return safe_line("".join(element.itertext())).translate(dict.fromkeys(map(ord, _INVISIBLE)))


def _row(parts: Sequence[HtmlElement], depth: int) -> str:
    """Parts that stand beside each other: infix operators with spaces around them, factors close together."""
    out: list[str] = []
    operator = True  # whether an operand is still to come: a sign here belongs to it
    word = False
    for place, part in enumerate(parts):
        said = _said(part, depth + 1)
        if not said:
            continue
        if part.tag in _SCRIPTED and len(part) and part[0].tag == "mo" and not said[0].isalpha():
            out.append(f"{said} ")  # a sum with its bounds
            operator, word = True, False
            continue
        is_operator = part.tag == "mo"
        if is_operator and said in _SPACED:
            last = place == len(parts) - 1
            out.append(said if operator or last else f" {said} ")
            operator, word = True, False
            continue
        if is_operator:
            out.append(f"{said} " if said in (",", ";") else said)
            operator, word = said[-1] in _OPENING or said in (",", ";"), False
            continue
        beside = not operator or (place + 1 < len(parts) and parts[place + 1].tag not in ("mo", "mspace"))
        if part.tag == "mfrac" and beside and len(parts) > 1:
            said = f"({said})"
        named = _is_word(part)
        if out and not operator and out[-1][-1:] not in ("", " ") and (named or word) and said[0] not in "([{":
            out.append(" ")
        out.append(said)
        operator, word = False, named
    return "".join(out)


def _is_word(part: HtmlElement) -> bool:
    """Whether a part is a name of several letters (a function, a unit), which needs space around it."""
    while (part.tag in _SCRIPTED or part.tag in ("mrow", "mstyle")) and len(part):
        part = part[0]
    said = _leaf(part) if part.tag in ("mi", "mtext", "mo") else ""
    return len(said) > 1 and said.isalpha()


def _said(element: HtmlElement, depth: int) -> str:
    """One element as text."""
    tag = str(element.tag)
    parts = _parts(element)
    if tag in ("mi", "mn", "mo", "mtext", "ms") or depth > MAX_DEPTH:
        return _leaf(element)
    if tag == "mspace":
        return " "
    if tag in ("mfrac", "mroot", "msub", "msup", "munder", "mover") and len(parts) == 2:
        return _pair(tag, parts, depth)
    if tag in ("msubsup", "munderover") and len(parts) == 3:
        base, low, high = (_said(part, depth + 1) for part in parts)
        return _grouped(base, parts[0]) + _lowered(low, parts[1]) + _raised(high, parts[2])
    if tag == "msqrt":
        inside = _row(parts, depth)
        return "√" + (_grouped(inside, parts[0]) if len(parts) == 1 else f"({inside})")
    if tag == "mfenced":
        inner = (element.get("separators") or ",").strip()[:1] or ","
        inside = f"{inner} ".join(_said(part, depth + 1) for part in parts)
        return f"{element.get('open', '(')}{inside}{element.get('close', ')')}"
    if tag == "mtable":
        return "; ".join(_said(part, depth + 1) for part in parts)
    if tag in ("mtr", "mlabeledtr"):
        return ", ".join(_said(part, depth + 1) for part in parts)
    if tag in ("semantics", "maction"):
        return _said(parts[0], depth + 1) if parts else ""
    if not parts:
        return _leaf(element)
    return _row(parts, depth)


def _pair(tag: str, parts: Sequence[HtmlElement], depth: int) -> str:
    """An element of two parts: base and script, numerator and denominator."""
    first, second = (_said(part, depth + 1) for part in parts)
    if tag == "mfrac":
        return f"{_grouped(first, parts[0])}/{_grouped(second, parts[1])}"
    if tag == "mroot":
        return f"{_raised(second, parts[1]).removeprefix('^')}√{_grouped(first, parts[0])}"
    if tag == "mover" and second in _ACCENTS and len(first) == 1:
        return first + _ACCENTS[second]
    base = _grouped(first, parts[0])
    return base + (_raised if tag in ("msup", "mover") else _lowered)(second, parts[1])


def _raised(text: str, part: HtmlElement) -> str:
    """A superscript: by the characters that Unicode has for it, else behind ``^``."""
    if not text or set(text) <= _PRIMES:
        return text
    return text.translate(_RAISED) if set(text) <= _RAISABLE else f"^{_script(text, part)}"


def _lowered(text: str, part: HtmlElement) -> str:
    """A subscript: by the characters that Unicode has for it, else behind ``_``."""
    if not text:
        return ""
    return text.translate(_LOWERED) if set(text) <= _LOWERABLE else f"_{_script(text, part)}"


def _script(text: str, part: HtmlElement) -> str:
    return _grouped(re.sub(r" (\W) ", r"\1", text), part)


def _grouped(text: str, part: HtmlElement) -> str:
    """Text in brackets, if it is more than one number, name, root or bracketed group."""
    while part.tag in ("mrow", "mstyle", "mpadded") and len(part) == 1:
        part = part[0]
    single = part.tag in _SINGLE and " " not in text
    return text if len(text) <= 1 or single or _is_group(text) else f"({text})"


def _is_group(text: str) -> bool:
    """Whether text stands in one pair of brackets."""
    if text[0] + text[-1] not in ("()", "[]", "{}"):
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and place < len(text) - 1:
            return False
    return True

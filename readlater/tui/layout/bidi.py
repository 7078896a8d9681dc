"""Text that runs from right to left: which way a paragraph runs, and its lines in visual order where that is needed.

Most terminals that people use for Hebrew and Arabic order text themselves; others (kitty, alacritty, tmux, the Linux
console) show it as it is sent. This is the Unicode bidirectional algorithm (UAX #9) without explicit embeddings, which
`clean` takes out of every text. Order is all it is about: letters are joined by the terminal's font, or not at all.

Everything works on what a reader sees as one character: points and vowel marks stay on their letter, flags and joined
emoji whole, and a piece of a line keeps its styles, its link and its place however it is cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import bidirectional

from readlater.tui.layout.pieces import Options, Piece
from readlater.tui.wrap import char_widths

LEFT, RIGHT = Piece("\u200e"), Piece("\u200f")
"""Marks of no width that run from left to right and from right to left."""

_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Finds the first character that may run from right to left."""

_BRACKETS = "()[]{}⁅⁆⁽⁾₍₎〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⌈⌉⌊⌋〈〉《》「」『』【】〔〕〖〗〘〙〚〛（）［］｛｝｟｠｢｣"
_MIRRORED = _BRACKETS + "<>«»‹›≤≥≪≫≺≻⊂⊃⊆⊇⊏⊐∈∋∉∌⋖⋗≲≳"
_MIRROR = {character: _MIRRORED[at ^ 1] for at, character in enumerate(_MIRRORED)}
_CLOSES = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_ALIKE = {"\u232a": "\u3009"}
"""A closing bracket that is the same character as another."""
_MOST_BRACKETS = 63

_WORDS = re.compile(r"\w+|\W")

_NEUTRAL = frozenset(("B", "S", "WS", "ON"))
_IGNORED = frozenset(("BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


def has_right(text: str) -> bool:
    """Whether something in the text runs from right to left."""
    return not text.isascii() and _RIGHT.search(text) is not None


def runs_right(text: str, direction: str = "") -> bool | None:
    """Whether a paragraph runs from right to left: by its first letter (rules P2, P3); None if it has no letters.

    In an article that is known to run from right to left it does if anything in it does: such a paragraph may begin
    with a foreign name.
    """
    if direction == "rtl" and has_right(text):
        return True
    for character in text:
        kind = bidirectional(character)
        if kind == "L":
            return False
        if kind in ("R", "AL"):
            return True
    return None


def levels(text: str, *, right: bool) -> list[int]:
    """The embedding level of every character of a paragraph: even runs from left to right, odd from right to left."""
    base = int(right)
    if not right and not has_right(text):
        return [0] * len(text)
    side = "R" if right else "L"
    original = [bidirectional(character) or "L" for character in text]
    places = [at for at, kind in enumerate(original) if kind not in _IGNORED]
    kinds = [original[at] for at in places]
    _resolve_weak(kinds, side)
    _pair_brackets(kinds, [text[at] for at in places], [original[at] for at in places], side)
    _resolve_neutral(kinds, side)
    result = [base] * len(text)
    for at, kind in zip(places, kinds, strict=True):  # I1, I2
        if base == 0:
            result[at] = {"L": 0, "R": 1}.get(kind, 2)
        else:
            result[at] = 1 if kind == "R" else 2
    for at, kind in enumerate(original):
        if kind in _IGNORED:
            result[at] = result[at - 1] if at else base
        elif kind in ("B", "S"):
            result[at] = base
    return result


def visual(units: Sequence[int]) -> list[int]:
    """The order in which units of these levels stand from left to right (rule L2)."""
    order = list(range(len(units)))
    lowest_odd = min((level for level in units if level % 2), default=0)
    if not lowest_odd:
        return order
    for level in range(max(units), lowest_odd - 1, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and units[order[end]] >= level:
                end += 1
            if end > at:
                order[at:end] = order[at:end][::-1]
            at = end + 1
    return order


def reordered(pieces: Sequence[Piece], known: Sequence[int] | None = None, *, right: bool) -> list[Piece]:
    """The pieces of one line in visual order.

    Args:
        pieces: in the order in which they are read.
        known: the level of every character of them; None: the line is a paragraph of its own.
        right: whether the paragraph runs from right to left.
    """
    text = "".join(piece.text for piece in pieces)
    if not text or any(piece.roles and piece.roles[-1].startswith("#") for piece in pieces):
        return list(pieces)  # cells of a picture
    if not right and not has_right(text) and not any(known or ()):
        return list(pieces)
    resolved = list(levels(text, right=right) if known is None else known)
    for at in range(len(text) - 1, -1, -1):  # L1: white space at the end of a line
        if not text[at].isspace():
            break
        resolved[at] = int(right)
    origin = [(number, offset) for number, piece in enumerate(pieces) for offset in range(len(piece.text))]
    widths = char_widths(text)
    starts = [at for at in range(len(text)) if not at or widths[at]]
    units = list(zip(starts, [*starts[1:], len(text)], strict=True))
    result: list[Piece] = []
    last = -1  # where in the text the last piece of the result ends, if what follows may be added to it
    for number in visual([resolved[start] for start in starts]):
        start, end = units[number]
        backwards = resolved[start] % 2
        for at in range(start, end):
            of, offset = origin[at]
            piece = pieces[of]
            shown = _MIRROR.get(text[at], text[at]) if backwards else text[at]
            if last == at and origin[at - 1][0] == of:
                grown = result[-1]
                result[-1] = grown._replace(text=grown.text + shown, end=grown.end + (_corresponds(piece)))
            elif _corresponds(piece):
                result.append(piece._replace(text=shown, start=piece.start + offset, end=piece.start + offset + 1))
            else:
                result.append(piece._replace(text=shown))
            last = at + 1
        if backwards:
            last = -1
    return result


def mirrored(pieces: Sequence[Piece], options: Options) -> tuple[Piece, ...]:
    """What stands to the left of a text as it stands to the right of one that runs from right to left."""
    if options.reorder:
        return tuple(part for piece in reversed(pieces) for part in reordered([piece], right=True))
    # Words and numbers as they are, what is between them in another order: "1. " becomes " .1".
    return tuple(piece._replace(text="".join(_WORDS.findall(piece.text)[::-1])) for piece in reversed(pieces))


def _corresponds(piece: Piece) -> bool:
    return piece.start >= 0 and piece.end - piece.start == len(piece.text)


def _resolve_weak(kinds: list[str], side: str) -> None:
    """Rules W1 to W7: marks, numbers and what belongs to numbers."""
    previous = strong = side
    for at, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kind = previous
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        kinds[at] = previous = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for at in range(1, len(kinds) - 1):  # W4
        around = kinds[at - 1] if kinds[at - 1] == kinds[at + 1] else ""
        if (kinds[at], around) in (("CS", "EN"), ("CS", "AN"), ("ES", "EN")):
            kinds[at] = around
    at = 0
    while at < len(kinds):  # W5
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > at and ("EN" in (kinds[at - 1] if at else "", kinds[end] if end < len(kinds) else "")):
            kinds[at:end] = ["EN"] * (end - at)
        at = end + 1
    strong = side
    for at, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):  # W6
            kinds[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[at] = "L"


def _pair_brackets(kinds: list[str], text: Sequence[str], original: Sequence[str], side: str) -> None:
    """Rule N0: brackets go the way of what they hold, if that is the paragraph's or what stands before them is."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if kinds[at] != "ON":
            continue
        if character in _CLOSES:
            if len(waiting) == _MOST_BRACKETS:
                return
            closing = _CLOSES[character]
            waiting.append((_ALIKE.get(closing, closing), at))
        else:
            closing = _ALIKE.get(character, character)
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == closing:
                    pairs.append((waiting[depth][1], at))
                    del waiting[depth:]
                    break
    other = "L" if side == "R" else "R"
    for opening, closing_at in sorted(pairs):
        inside = {_strong(kind) for kind in kinds[opening + 1 : closing_at]}
        if side in inside:
            way = side
        elif other in inside:
            before = next((kind for at in range(opening - 1, -1, -1) if (kind := _strong(kinds[at]))), side)
            way = other if before == other else side
        else:
            continue
        for at in (opening, closing_at):
            kinds[at] = way
            while at + 1 < len(kinds) and original[at + 1] == "NSM":
                at += 1
                kinds[at] = way


def _strong(kind: str) -> str:
    """The way of a character as neutral ones see it: numbers are like text from right to left."""
    return kind if kind == "L" else "R" if kind in ("R", "EN", "AN") else ""


def _resolve_neutral(kinds: list[str], side: str) -> None:
    """Rules N1 and N2: neutral characters go the way of what is on both sides of them, else the paragraph's."""
    at = 0
    before = side
    while at < len(kinds):
        if kinds[at] not in _NEUTRAL:
            before = _strong(kinds[at])
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        after = _strong(kinds[end]) if end < len(kinds) else side
        kinds[at:end] = [before if before == after else side] * (end - at)
        at = end

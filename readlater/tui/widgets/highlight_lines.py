"""A highlight in lines: a bar in its colour, the passage, the note on it, and where it is from. No Textual here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from readlater.library.passages import places
from readlater.model import HIGHLIGHT_COLOURS, Marked
from readlater.model.values import dataclass
from readlater.tui.formatting import ago
from readlater.tui.widgets.lines import Line, Piece, fit, line_width, wrap

HEIGHT = 4
"""Lines of a highlight in the list: the passage on two, where it is from, an empty one."""

MEASURE = 92
"""Cells of a line of a passage at most: longer ones are hard to read."""

WIDE = 130
"""Cells from which on what is known of a highlight stands beside its passage."""

_SIDE = 46
_LEAST = 12

COLOUR_ROLES = {
    "yellow": "mark-yellow",
    "green": "mark-green",
    "blue": "mark-blue",
    "pink": "mark-pink",
    "purple": "mark-purple",
}
"""Colour → the role of the bar before a passage (`readlater.tui.widgets.lines`)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How highlights are set: in which width, with which words marked, in whose time, in which signs."""

    width: int
    now: datetime
    zone: tzinfo | None = None
    words: Sequence[str] = ()
    ascii: bool = False

    @property
    def ellipsis(self) -> str:
        """What stands for what is left out."""
        return "..." if self.ascii else "…"


def colour_of(marked: Marked) -> str:
    """The colour's name."""
    return marked.highlight.colour or HIGHLIGHT_COLOURS[0]


def one_line(text: str) -> str:
    """A text with single spaces in the place of all white space."""
    return " ".join(text.split())


def marked_pieces(text: str, words: Sequence[str], role: str = "") -> list[Piece]:
    """A line of text; what was looked for stands out in it."""
    pieces: list[Piece] = []
    at = 0
    for start, end in places(text, words) if words else ():
        pieces += [Piece(text[at:start], role), Piece(text[start:end], "found")]
        at = end
    return [piece for piece in [*pieces, Piece(text[at:], role)] if piece.text]


def short_entry(marked: Marked, setting: Setting) -> list[Line]:
    """A highlight in `HEIGHT` lines, its passage cut to what has room."""
    wide = setting.width >= WIDE
    passage = _passage(marked, setting, one_line(marked.highlight.quote), HEIGHT - 1 if wide else HEIGHT - 2)
    about = [*_about(marked, setting, wide=wide)]
    note = marked.highlight.note
    spare = HEIGHT - 1 - len(passage) - (0 if wide else len(about))
    if note and spare > 0:
        passage.append(_note_lines(note, setting, 1)[0])
    elif note and not wide:
        about = _about(marked, setting, sign=True)
    lines = _beside(passage, about, setting) if wide else [*passage, *about]
    return [*lines, *([()] * (HEIGHT - len(lines)))]


def whole_entry(marked: Marked, setting: Setting, most: int) -> list[Line]:
    """A highlight with all of its passage and note, on ``most`` lines if that is enough; the last one is empty."""
    wide = setting.width >= WIDE
    note = _note_lines(marked.highlight.note, setting, max(1, most // 3)) if marked.highlight.note else []
    about = _about(marked, setting, wide=wide)
    room = most - len(note) - (1 if wide else 1 + len(about))
    text = as_set(marked.highlight.quote)
    lines: list[Line] = [*_passage(marked, setting, text, max(HEIGHT - 2, room)), *note]
    lines = _beside(lines, about, setting) if wide else [*lines, *about]
    lines += [()] * (HEIGHT - 1 - len(lines))
    return [*lines, ()]


def _measure(setting: Setting) -> int:
    side = _SIDE + 4 if setting.width >= WIDE else 0
    return max(_LEAST, min(MEASURE, setting.width - 5 - side))


def _passage(marked: Marked, setting: Setting, text: str, limit: int) -> list[Line]:
    bar = Piece("| " if setting.ascii else "▎ ", COLOUR_ROLES.get(colour_of(marked), COLOUR_ROLES["yellow"]))
    lines = wrap(text, _measure(setting), limit, setting.ellipsis)
    return [[Piece(" "), bar, *marked_pieces(line, setting.words)] for line in lines]


def as_set(quote: str) -> str:
    """A passage with its lines as they are in the text, which code needs; the cells of a table apart."""
    return quote.replace("\t", "  ")


def _sign(setting: Setting) -> str:
    """The sign of a note."""
    return "+" if setting.ascii else "✎"


def _note_lines(note: str, setting: Setting, limit: int) -> list[Line]:
    lines = wrap(note, _measure(setting) - 2, limit, setting.ellipsis)
    first = Piece(f"   {_sign(setting)} ", "accent")
    return [
        [first if not number else Piece("     "), *marked_pieces(line, setting.words, "note")]
        for number, line in enumerate(lines)
    ]


def when(marked: Marked, setting: Setting) -> str:
    """When it was marked: ``yesterday``, ``6 days ago``, ``Jan 14, 2022``."""
    return ago(marked.highlight.created, setting.now, setting.zone)


def _about(marked: Marked, setting: Setting, *, wide: bool = False, sign: bool = False) -> list[Line]:
    """Where it is from, when it was marked, and its colour unless that is the usual one; ``sign``: it has a note."""
    colour = colour_of(marked)
    facts = [when(marked, setting), colour if colour != HIGHLIGHT_COLOURS[0] else ""]
    title = marked.title or marked.url or "Untitled"
    if wide:
        later = " · ".join(fact for fact in (marked.site, *facts) if fact)
        width = _SIDE
        return [
            *([Piece(line, "dim")] for line in wrap(one_line(title), width, 2, setting.ellipsis)),
            [Piece(fit(later, width, setting.ellipsis), "dim")],
        ]
    told = " · ".join(["", *(fact for fact in facts if fact)])
    room = max(8, setting.width - 5 - len(told) - 2 * sign)
    named = one_line(title)
    site = f" · {one_line(marked.site)}" if marked.site else ""
    if line_width([Piece(named + site)]) > room:
        site = ""
    before = [Piece(f"   {_sign(setting)} ", "accent")] if sign else [Piece("   ")]
    facts_line = fit(named, room, setting.ellipsis) + site + told
    return [[*before, Piece(fit(facts_line, setting.width - 3 - 2 * sign, setting.ellipsis), "dim")]]


def _beside(left: Sequence[Line], right: Sequence[Line], setting: Setting) -> list[Line]:
    """Two columns: passages at the left, what is known of them at the right."""
    start = _measure(setting) + 7
    lines: list[Line] = []
    for number in range(max(len(left), len(right))):
        line = [*left[number]] if number < len(left) else []
        if number < len(right):
            line += [Piece(" " * max(1, start - line_width(line))), *right[number]]
        lines.append(line)
    return lines

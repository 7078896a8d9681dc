"""How the reader looks: the looks of its roles, and which code tokens they stand for."""

from __future__ import annotations

from readlater.model import HIGHLIGHT_COLOURS
from readlater.tui.widgets.looks import Look, Looks

LOOKS: Looks = {
    "title": Look("foreground", attributes="bold"),
    "byline": Look("foreground", 0.65),
    "note": Look("text-warning", attributes="italic"),
    "title-rule": Look("foreground", 0.22, line=True),
    "heading-1": Look("text-primary", attributes="bold"),
    "heading-2": Look("text-primary", attributes="bold"),
    "heading-3": Look(attributes="bold"),
    "heading-small": Look("foreground", 0.8, "bold italic"),
    "heading-rule": Look("primary", 0.6, line=True),
    "emphasis": Look(attributes="italic"),
    "strong": Look(attributes="bold"),
    "code": Look("text-accent", ground="foreground", ground_share=0.09),
    "link": Look("text-secondary", attributes="underline"),
    "link-inside": Look("text-primary", attributes="bold underline"),
    "note-reference": Look("text-secondary"),
    "mark": Look(ground="warning", ground_share=0.28),
    "deleted": Look("foreground", 0.6, "strike"),
    "keyboard": Look(attributes="bold", ground="foreground", ground_share=0.14),
    "math": Look(attributes="italic"),
    "inserted": Look("foreground", 0.6, "not underline not bold"),
    "quote": Look("foreground", 0.85),
    "quote-bar": Look("primary", 0.7, line=True),
    "marker": Look("text-primary"),
    "code-block": Look(ground="foreground", ground_share=0.06),
    "code-label": Look("foreground", 0.45, "italic"),
    "code-wrap": Look("foreground", 0.4, line=True),
    "code-keyword": Look("text-primary", attributes="bold"),
    "code-string": Look("text-success"),
    "code-comment": Look("foreground", 0.55, "italic"),
    "code-number": Look("text-warning"),
    "code-name": Look("text-accent"),
    "code-builtin": Look("text-secondary"),
    "code-inserted": Look("text-success"),
    "code-deleted": Look("text-error"),
    "table-line": Look("foreground", 0.3, line=True),
    "table-header": Look(attributes="bold"),
    "image": Look("foreground", 0.7),
    "image-sign": Look("text-primary"),
    "image-origin": Look("foreground", 0.5),
    "caption": Look("foreground", 0.6, "italic"),
    "rule": Look("foreground", 0.4, line=True),
    "term": Look(attributes="bold"),
    "footnote": Look("foreground", 0.75),
    "cut": Look("foreground", 0.5),
    "cut-bar": Look("foreground", 0.4, line=True),
    "cut-label": Look("foreground", 0.6, "italic"),
    "match": Look(attributes="underline", ground="warning", ground_share=0.35),
    "match-current": Look("auto", attributes="bold", ground="warning"),
    **{f"highlight-{colour}": Look(ground=f"highlight-{colour}", ground_share=0.34) for colour in HIGHLIGHT_COLOURS},
    "note-sign": Look("text-accent", attributes="bold"),
    "marking": Look(ground="primary", ground_share=0.45),
    "marking-caret": Look("auto", attributes="bold", ground="primary"),
    "pointed": Look(ground="warning", ground_share=0.45),
    "badge": Look("auto", attributes="bold not underline", ground="primary"),
    "empty": Look("foreground", 0.6),
}
"""The looks of roles; a role that is not here looks like what is below it."""

_DIM = Look("ansi_default", attributes="dim")
_PLAIN = Look("ansi_default")
_REVERSE = Look("ansi_default", attributes="reverse", ground="ansi_default")

ANSI: Looks = {
    "link-inside": Look("ansi_blue", attributes="bold underline"),
    **dict.fromkeys(
        (
            "byline", "title-rule", "caption", "empty", "table-line", "rule", "footnote", "cut", "cut-bar", "cut-label",
            "code-label", "code-wrap", "code-comment", "image", "image-origin",
        ),
        _DIM,
    ),
    **dict.fromkeys(("keyboard", "mark", "match-current", "pointed", "badge"), _REVERSE),
    "heading-small": Look("ansi_default", attributes="bold italic"),
    "quote": _PLAIN,
    "inserted": Look("ansi_default", attributes="not underline not bold"),
    "quote-bar": Look("ansi_blue"),
    "heading-rule": Look("ansi_blue"),
    "deleted": Look("ansi_default", attributes="strike dim"),
    "code": Look("text-accent", ground="ansi_default"),
    "code-block": Look(ground="ansi_default"),
    "match": Look(attributes="underline bold", ground="ansi_default"),
    "highlight-yellow": Look("ansi_black", ground="ansi_yellow"),
    "highlight-green": Look("ansi_black", ground="ansi_green"),
    "highlight-blue": Look("ansi_bright_white", ground="ansi_blue"),
    "highlight-pink": Look("ansi_black", ground="ansi_bright_magenta"),
    "highlight-purple": Look("ansi_bright_white", ground="ansi_magenta"),
    "marking": _REVERSE,
    "marking-caret": Look("ansi_default", attributes="reverse bold underline", ground="ansi_default"),
}  # fmt: skip
"""In place of those in the themes of the terminal's own colours."""

NO_COLOUR: Looks = {
    "link-inside": Look(attributes="bold underline"),
    "badge": Look("auto", attributes="bold reverse not underline", ground="primary"),
    "match-current": Look("auto", attributes="reverse", ground="warning"),
    "mark": Look(attributes="reverse", ground="warning", ground_share=0.28),
    "pointed": Look(attributes="reverse", ground="warning", ground_share=0.45),
    "match": Look(attributes="underline bold", ground="warning", ground_share=0.35),
    **dict.fromkeys((f"highlight-{colour}" for colour in HIGHLIGHT_COLOURS), Look(attributes="underline")),
    "marking": Look(attributes="reverse"),
    "marking-caret": Look(attributes="reverse bold underline"),
}
"""In place of those where there is no colour."""

_TOKENS = (
    ("Token.Comment", "code-comment"),
    ("Token.Keyword.Constant", "code-number"),
    ("Token.Keyword", "code-keyword"),
    ("Token.Operator.Word", "code-keyword"),
    ("Token.Literal.String", "code-string"),
    ("Token.Literal.Number", "code-number"),
    ("Token.Name.Function", "code-name"),
    ("Token.Name.Class", "code-name"),
    ("Token.Name.Tag", "code-name"),
    ("Token.Name.Decorator", "code-builtin"),
    ("Token.Name.Attribute", "code-builtin"),
    ("Token.Name.Builtin", "code-builtin"),
    ("Token.Generic.Inserted", "code-inserted"),
    ("Token.Generic.Deleted", "code-deleted"),
    ("Token.Generic.Heading", "code-keyword"),
)


def look(role: str, *, ansi: bool, no_colour: bool) -> Look | None:
    """The look of a piece's role; None for one that looks like any other text."""
    if role.startswith("Token"):
        role = next((name for prefix, name in _TOKENS if role.startswith(prefix)), "")
    if no_colour and role in NO_COLOUR:
        return NO_COLOUR[role]
    return (ANSI.get(role) if ansi else None) or LOOKS.get(role)

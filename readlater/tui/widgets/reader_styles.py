"""How the reader looks: its component classes, their default styles, and which code tokens they stand for."""

from __future__ import annotations

COMPONENT_CLASSES = frozenset(
    f"reader--{name}"
    for name in (
        "title", "byline", "note", "title-rule", "heading-1", "heading-2", "heading-3", "heading-small",
        "heading-rule", "emphasis", "strong", "code", "link", "note-reference", "mark", "deleted", "superscript",
        "subscript", "keyboard", "math", "inserted", "quote", "quote-bar", "marker", "code-block", "code-label",
        "code-wrap", "code-keyword", "code-string", "code-comment", "code-number", "code-name", "code-builtin",
        "code-inserted", "code-deleted", "table-line", "table-header", "image", "image-sign", "caption", "rule",
        "term", "footnote", "cut", "cut-bar", "match", "match-current", "highlight", "empty",
    )
)  # fmt: skip

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


def component(role: str) -> str | None:
    """The component class of a piece's role; None for a code token that looks like any other text."""
    if not role.startswith("Token"):
        return f"reader--{role}"
    return next((f"reader--{name}" for prefix, name in _TOKENS if role.startswith(prefix)), None)


DEFAULT_CSS = """
ReaderView {
    background: $background;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;

    & > .reader--title { text-style: bold; color: $foreground; }
    & > .reader--byline { color: $foreground 65%; }
    & > .reader--note { color: $text-warning; text-style: italic; }
    & > .reader--title-rule { color: $foreground 22%; }

    & > .reader--heading-1 { text-style: bold; color: $text-primary; }
    & > .reader--heading-2 { text-style: bold; color: $text-primary; }
    & > .reader--heading-3 { text-style: bold; }
    & > .reader--heading-small { text-style: bold italic; color: $foreground 80%; }
    & > .reader--heading-rule { color: $primary 60%; }

    & > .reader--emphasis { text-style: italic; }
    & > .reader--strong { text-style: bold; }
    & > .reader--code { background: $foreground 9%; color: $text-accent; }
    & > .reader--link { text-style: underline; color: $text-secondary; }
    & > .reader--note-reference { color: $text-secondary; }
    & > .reader--mark { background: $warning 28%; }
    & > .reader--deleted { text-style: strike; color: $foreground 60%; }
    & > .reader--keyboard { background: $foreground 14%; text-style: bold; }
    & > .reader--math { text-style: italic; }
    & > .reader--inserted { text-style: not underline not bold; color: $foreground 60%; }

    & > .reader--quote { color: $foreground 85%; }
    & > .reader--quote-bar { color: $primary 70%; }
    & > .reader--marker { color: $text-primary; }

    & > .reader--code-block { background: $foreground 6%; }
    & > .reader--code-label { color: $foreground 45%; text-style: italic; }
    & > .reader--code-wrap { color: $foreground 40%; }
    & > .reader--code-keyword { color: $text-primary; text-style: bold; }
    & > .reader--code-string { color: $text-success; }
    & > .reader--code-comment { color: $foreground 55%; text-style: italic; }
    & > .reader--code-number { color: $text-warning; }
    & > .reader--code-name { color: $text-accent; }
    & > .reader--code-builtin { color: $text-secondary; }
    & > .reader--code-inserted { color: $text-success; }
    & > .reader--code-deleted { color: $text-error; }

    & > .reader--table-line { color: $foreground 30%; }
    & > .reader--table-header { text-style: bold; }
    & > .reader--image { color: $foreground 70%; }
    & > .reader--image-sign { color: $text-primary; }
    & > .reader--caption { color: $foreground 60%; text-style: italic; }
    & > .reader--rule { color: $foreground 40%; }
    & > .reader--term { text-style: bold; }
    & > .reader--footnote { color: $foreground 75%; }
    & > .reader--cut { color: $foreground 50%; }
    & > .reader--cut-bar { color: $foreground 40%; }

    & > .reader--match { background: $warning 35%; text-style: underline; }
    & > .reader--match-current { background: $warning; color: auto; text-style: bold; }
    & > .reader--highlight { background: $accent 30%; text-style: underline; }
    & > .reader--empty { color: $foreground 60%; }

    &:ansi {
        & > .reader--byline, & > .reader--title-rule, & > .reader--caption, & > .reader--empty,
        & > .reader--table-line, & > .reader--rule, & > .reader--footnote, & > .reader--cut, & > .reader--cut-bar,
        & > .reader--code-label, & > .reader--code-wrap, & > .reader--code-comment, & > .reader--image {
            color: ansi_default; text-style: dim;
        }
        & > .reader--heading-small, & > .reader--quote, & > .reader--inserted { color: ansi_default; }
        & > .reader--quote-bar, & > .reader--heading-rule { color: ansi_blue; }
        & > .reader--deleted { color: ansi_default; text-style: strike dim; }
        & > .reader--code, & > .reader--code-block { background: ansi_default; }
        & > .reader--keyboard, & > .reader--mark, & > .reader--match-current {
            background: ansi_default; color: ansi_default; text-style: reverse;
        }
        & > .reader--match { background: ansi_default; text-style: underline bold; }
        & > .reader--highlight { background: ansi_default; color: ansi_yellow; text-style: underline; }
    }
    &:nocolor {
        & > .reader--match-current, & > .reader--mark { text-style: reverse; }
        & > .reader--match { text-style: underline bold; }
    }
}
"""

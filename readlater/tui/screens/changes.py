"""What extracting an article again changed: its fields, and its text line by line."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from readlater.tui.refreshing import in_words
from readlater.tui.widgets.lines import Drawn, Line, LineWidget, Piece, wrap

_ROLES = {"-": "error", "+": "accent"}


def change_lines(result: dict[str, Any], width: int) -> list[Line]:
    """The changes of one article: the result of ``readlater refresh --json-lines`` in lines of at most ``width``."""
    lines: list[Line] = [
        [Piece(f" {line}", "strong")] for line in wrap(str(result.get("title") or ""), max(2, width - 2))
    ]
    facts = [in_words(result), str(result.get("extractor") or "")]
    if result.get("highlights"):
        facts.append(f"{result['highlights']} highlights found again")
    lines.append([Piece(f" {' · '.join(fact for fact in facts if fact)}", "dim")])
    for lost in result.get("lost") or ():
        lines += _wrapped("a highlight that is not in the new text: ", f"“{lost}”", width, "error")
    for field in result.get("fields") or ():
        lines.append(())
        lines.append([Piece(f" {str(field['name']).replace('_', ' ')}", "current")])
        for sign, value in (("-", field["before"]), ("+", field["after"])):
            lines += _wrapped(f"{sign} ", str(value) or "(none)", width, _ROLES[sign])
    if result.get("diff"):
        lines.append(())
        lines.append([Piece(" text", "current")])
        for line in result["diff"]:
            lines += _text_line(str(line), width)
    return lines


def _text_line(line: str, width: int) -> list[Line]:
    if line.startswith("@@"):
        return [[Piece("   …", "dim")]]
    sign = line[:1]
    return _wrapped(f"{sign} ", line[1:] or " ", width, _ROLES.get(sign, "dim"))


def _wrapped(head: str, text: str, width: int, role: str) -> list[Line]:
    first, *rest = wrap(text, max(8, width - len(head) - 3)) or [""]
    indent = " " * len(head)
    return [[Piece(f"  {head}{first}", role)], *([Piece(f"  {indent}{line}", role)] for line in rest)]


class ChangeLines(Drawn, ScrollView, can_focus=True):
    """The changes, scrolled."""

    DEFAULT_CSS = """
    ChangeLines {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: auto;
    }
    """

    def __init__(self, result: dict[str, Any], *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__()
        self._result = result
        self._ascii = ascii
        self._lines: list[Line] = []

    def on_resize(self) -> None:
        """Wraps anew."""
        self._lines = change_lines(self._result, max(20, self.size.width))
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line."""
        number = y + int(self.scroll_offset.y)
        return self.draw(self._lines[number] if number < len(self._lines) else (), self.size.width)


class ChangesHead(LineWidget):
    """What this is."""

    DEFAULT_CSS = """
    ChangesHead { background: $panel; }
    """

    def lines(self, width: int) -> list[Line]:
        """One line."""
        return [[Piece(" Extracted again: what changed", "strong")]]


class ChangesFoot(LineWidget):
    """The keys."""

    DEFAULT_CSS = """
    ChangesFoot { background: $panel; }
    """

    def lines(self, width: int) -> list[Line]:
        """One line."""
        pieces = [("u ", "key"), ("take it back   ", "dim"), ("q ", "key"), ("keep it   ", "dim")]
        return [
            [Piece(" "), *(Piece(text, role) for text, role in [*pieces, ("j k space ", "key"), ("scroll", "dim")])]
        ]


class ChangesScreen(Screen[bool]):
    """The changes of one article; dismissed with whether they are to be taken back."""

    AUTO_FOCUS = "ChangeLines"

    def __init__(self, result: dict[str, Any], *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__()
        self._lines = ChangeLines(result, ascii=ascii)

    def compose(self) -> ComposeResult:
        """Head, changes and foot."""
        yield ChangesHead()
        yield self._lines
        yield ChangesFoot()

    def on_key(self, event: events.Key) -> None:
        """Scrolls, takes back, or closes."""
        page = max(1, self._lines.size.height - 2)
        steps = {"down": 1, "j": 1, "up": -1, "k": -1, "space": page, "pagedown": page, "b": -page, "pageup": -page}
        key = event.key
        if key in ("q", "escape", "enter"):
            self.dismiss(False)
        elif key in ("u", "ctrl+z"):
            self.dismiss(True)
        elif key in steps:
            self._lines.scroll_relative(y=steps[key], animate=False)
        elif key in ("home", "end", "g") or event.character == "G":
            top = key in ("home", "g") and event.character != "G"
            self._lines.scroll_to(y=0 if top else self._lines.max_scroll_y, animate=False)
        else:
            return
        event.stop()
        event.prevent_default()

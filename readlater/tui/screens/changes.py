"""What extracting an article again changed: its fields, and its text line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from readlater.tui.refreshing import in_words
from readlater.tui.screens.scrolled import ScrolledLines, ScrolledScreen
from readlater.tui.side_keys import Act, SideKeys
from readlater.tui.widgets.lines import Line, Piece, wrap

if TYPE_CHECKING:
    from readlater.tui.keymap import Keymap

_ROLES = {"-": "error", "+": "accent"}


def change_lines(result: dict[str, Any], width: int, *, ascii: bool = False) -> list[Line]:  # noqa: A002
    """The changes of one article: the result of ``readlater refresh --json-lines`` in lines of at most ``width``."""
    lines: list[Line] = [
        [Piece(f" {line}", "strong")] for line in wrap(str(result.get("title") or ""), max(2, width - 2))
    ]
    facts = [in_words(result), str(result.get("extractor") or "")]
    if result.get("highlights"):
        facts.append(f"{result['highlights']} highlights found again")
    lines.append([Piece(f" {(' - ' if ascii else ' · ').join(fact for fact in facts if fact)}", "dim")])
    for lost in result.get("lost") or ():
        lines += _wrapped(
            "a highlight that is not in the new text: ", f'"{lost}"' if ascii else f"“{lost}”", width, "error"
        )
    for field in result.get("fields") or ():
        lines.append(())
        lines.append([Piece(f" {str(field['name']).replace('_', ' ')}", "current")])
        for sign, value in (("-", field["before"]), ("+", field["after"])):
            lines += _wrapped(f"{sign} ", str(value) or "(none)", width, _ROLES[sign])
    if result.get("diff"):
        lines.append(())
        lines.append([Piece(" text", "current")])
        for line in result["diff"]:
            lines += _text_line(str(line), width, "..." if ascii else "…")
    return lines


def _text_line(line: str, width: int, ellipsis: str) -> list[Line]:
    if line.startswith("@@"):
        return [[Piece(f"   {ellipsis}", "dim")]]
    sign = line[:1]
    return _wrapped(f"{sign} ", line[1:] or " ", width, _ROLES.get(sign, "dim"))


def _wrapped(head: str, text: str, width: int, role: str) -> list[Line]:
    first, *rest = wrap(text, max(8, width - len(head) - 3)) or [""]
    indent = " " * len(head)
    return [[Piece(f"  {head}{first}", role)], *([Piece(f"  {indent}{line}", role)] for line in rest)]


class ChangeLines(ScrolledLines):
    """The changes, scrolled."""

    def __init__(self, result: dict[str, Any], *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__(ascii=ascii)
        self._result = result

    def make(self, width: int) -> Sequence[Line]:
        """The changes in lines."""
        return change_lines(self._result, width, ascii=self._ascii)


class ChangesScreen(ScrolledScreen[bool]):
    """The changes of one article; dismissed with whether they are to be taken back."""

    def __init__(self, result: dict[str, Any], keymap: Keymap, *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__(
            ChangeLines(result, ascii=ascii),
            [Piece(" Extracted again: what changed", "strong")],
            [(Act.UNDO, "take it back"), (Act.CLOSE, "keep it")],
            SideKeys(keymap, own={Act.UNDO: "uU"}),
            ascii=ascii,
        )

    def done(self, act: Act) -> bool:
        """Takes back, or closes."""
        if act in (Act.CLOSE, Act.OPEN):
            self.dismiss(False)
        elif act is Act.UNDO:
            self.dismiss(True)
        else:
            return False
        return True

"""Footnotes and comments of a Markdown text, taken out of it before it is parsed. What stands in code is left alone."""

from __future__ import annotations

import re

_FENCE = re.compile(r"(`{3,}|~{3,})")
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:[ \t]*(.*)")
_GOES_ON = re.compile(r"[ \t]{2,}\S")
_INLINE = re.compile(r"\^\[([^\[\]\n]{2,2000})\]")
_COMMENT = "%%"


def notes_apart(text: str) -> tuple[str, dict[str, str]]:
    """The text without notes and comments, and the notes by their labels."""
    notes: dict[str, str] = {}
    lines = _without_comments(text.split("\n"))
    kept: list[tuple[str, bool]] = []
    fence = label = ""
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else ""
        if label and (_GOES_ON.match(line) or (not line.strip() and _GOES_ON.match(after))):
            notes[label] += "\n" + line
            continue
        label = ""
        fence, within = _fence(fence, line)
        note = None if within else _NOTE.match(line)
        if note is not None and note.group(1) not in notes:
            label = note.group(1)
            notes[label] = note.group(2)
        else:
            kept.append((line, within))
    # Notes within the text get numbers that no other note has: so they come last.
    return "\n".join(line if within else _numbered(line, notes) for line, within in kept), notes


def _fence(fence: str, line: str) -> tuple[str, bool]:
    """The fence of the code that is open after a line (or nothing), and whether the line is part of code."""
    match = _FENCE.match(line)
    if not fence:
        return (match.group(1), True) if match else ("", False)
    closes = match is not None and match.group(1).startswith(fence) and not line[match.end() :].strip()
    return ("" if closes else fence), True


def _numbered(line: str, notes: dict[str, str]) -> str:
    """The line with notes that stand in it made references to notes."""

    def apart(match: re.Match[str]) -> str:
        label = str(len(notes) + 1)
        while label in notes:
            label += "*"
        notes[label] = match.group(1)
        return f"[^{label}]"

    return _INLINE.sub(apart, line) if "^[" in line else line


def _without_comments(lines: list[str]) -> list[str]:
    """The lines without those between two signs of a comment, which stand at a line's start and at a line's end."""
    if not any(line.startswith(_COMMENT) for line in lines):
        return lines
    last = max((index for index, line in enumerate(lines) if line.rstrip().endswith(_COMMENT)), default=-1)
    out: list[str] = []
    fence = ""
    inside = False
    for index, line in enumerate(lines):
        ends = line.rstrip().endswith(_COMMENT)
        if inside:
            inside = not ends
            continue
        fence, within = _fence(fence, line)
        if not within and line.startswith(_COMMENT):
            if ends and len(line.rstrip()) >= 2 * len(_COMMENT):
                continue
            if index < last:
                inside = True
                continue
        out.append(line)
    return out

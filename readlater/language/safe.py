"""Text from outside, made safe to store and to write to a terminal.

A saved page may hold terminal escape sequences (which can retitle the window, write the clipboard or move the
cursor), controls that reverse the reading order, and invisible characters. Neither Rich nor Textual removes all of
them, so every string passes here once, where it enters.
"""

from __future__ import annotations

import re

# ECMA-48: CSI ends at a final byte; OSC (to BEL or ST), DCS, SOS, PM and APC (to ST) carry a string. A string that is
# not ended, or an 8-bit introducer whose string runs over a line (usually a wrongly decoded page), loses only its
# introducer, so that a stray byte can't swallow an article. No string may contain an introducer: linear time.
_SEQUENCE = (
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x9b[0-?]*[ -/]*[@-~]"
    r"|\x1b\][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[PX^_][^\x1b\x9c]*(?:\x1b\\|\x9c)"
    r"|\x9d[^\x07\x1b\x80-\x9f\n]*(?:\x07|\x1b\\|\x9c)"
    r"|[\x90\x98\x9e\x9f][^\x1b\x80-\x9f\n]*(?:\x1b\\|\x9c)"
    r"|\x1b[ -/]+[0-~]|\x1b[\[\]PX^_]|\x1b[0-OQ-WYZ\\`-~]"
)
_FORBIDDEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0, DEL and C1 (tab and line ends are handled before)
    "\u00ad"  # soft hyphen: a hint for typesetters that terminals show or count wrongly
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings, overrides, isolates
    "\u200b\u2060-\u2064\u206a-\u206f\ufeff"  # zero-width space, word joiner, invisible operators, byte order mark
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"  # noncharacters and interlinear annotation
    "\ud800-\udfff"  # lone surrogates: can't be encoded as UTF-8
    "\U000e0000-\U000e007f"  # tag characters
)
_UNSAFE = re.compile(f"{_SEQUENCE}|[{_FORBIDDEN}]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def safe_text(text: str) -> str:
    r"""Return ``text`` without anything that a terminal would obey or that can't be seen; lines end with ``\n``.

    Removed: escape sequences as a whole, C0 controls but newline and tab, DEL, C1, bidirectional controls, zero-width
    space, word joiner, byte order mark, soft hyphen, noncharacters, interlinear annotation, tags and lone surrogates.
    Joiners (U+200C, U+200D), which Persian, the Indic scripts and emoji need, stay. Idempotent.
    """
    if text.isprintable():  # as most strings are: letters, signs and spaces, none of what is removed
        return text
    return _UNSAFE.sub("", _LINE_END.sub("\n", text))


def safe_line(text: str) -> str:
    """Return ``text`` made safe and on one line: runs of white space become one space, ends are stripped."""
    return " ".join(safe_text(text).split())

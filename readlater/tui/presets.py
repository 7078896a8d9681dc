"""Key tables for fingers that learnt elsewhere: each says what differs from the registry's own keys.

Like the registry this is data, and imports nothing of Textual. A preset and the changes of ``[keys]`` are checked as a
whole by `readlater.tui.keymap`, so that every key has one meaning in every pane and no key is the beginning of others.

Digits are a count wherever they are no keys: a preset that wants ``10j`` in the list has the views under a prefix.
"""

from __future__ import annotations

from dataclasses import field

from readlater.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """A key table.

    Attributes:
        about: for whom, in one line.
        keys: command id → its keys in the place of the registry's, as in ``[keys]``.
        prefixes: keys with which those of several commands begin → what these have in common.
    """

    about: str
    keys: dict[str, str] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)


_VIEWS = {"inbox": 1, "unread": 2, "reading": 3, "favourites": 4, "archive": 5, "trash": 6, "all": 0}


def _numbered(prefix: str) -> dict[str, str]:
    """The views, and the similar readings, by a prefix and their number."""
    views = {f"list.{name}": f"{prefix} {number}" for name, number in _VIEWS.items()}
    return views | {f"sidebar.open-{number}": f"{prefix} {number}" for number in range(1, 10)}


_VIM = Preset(
    "vim: gg, ctrl+o and tab (which is ctrl+i) for jumps, m and ' for marks, dd, yy, ctrl+w, ZZ, numbers everywhere",
    {
        **_numbered("g"),
        "move.down": "j, down, ctrl+e",
        "move.up": "k, up, ctrl+y",
        "move.page-down": "ctrl+f, pagedown",
        "move.page-up": "b, pageup, ctrl+b",
        "move.top": "g g, home",
        "move.back": "ctrl+o, [",
        "move.trail": "g o",
        "move.forward": "tab, ]",
        "move.set-mark": "m",
        "move.go-to-mark": "', `",
        "article.snooze": "Z z",
        "article.mark-read": ";",
        "article.delete": "d d, delete",
        "article.browser": "o, g x",
        "reader.follow": "f, g f",
        "reader.hidden": "., V h, z a",
        "screen.next-pane": "ctrl+w w, ctrl+w ctrl+w",
        "screen.previous-pane": "ctrl+w p, ctrl+w W, shift+tab",
        "screen.left": "h, left, ctrl+w h, ctrl+w left",
        "screen.right": "l, right, ctrl+w l, ctrl+w right",
        "screen.zen": "z z, ctrl+w o",
        "app.cancel": "escape, backspace, ctrl+w c, ctrl+w q",
        "app.quit": "Z Z, Z Q, Q, ctrl+q, ctrl+c",
    },
    {"g": "Go", "d": "Delete", "z": "Show", "Z": "Snooze, quit"},
)

_LESS = Preset(
    "less: space, f and b for pages, d and u for half of one, e and y for lines, m and ' for marks, h for help",
    {
        **_numbered("v"),
        "move.down": "j, down, e",
        "move.up": "k, up, y, ctrl+k",
        "move.page-down": "space, f, pagedown, ctrl+f, ctrl+v",
        "move.page-up": "b, pageup, ctrl+b",
        "move.half-down": "d, ctrl+d",
        "move.half-up": "u, ctrl+u",
        "move.percent": "p, %",
        "move.previous-unread": "~",
        "move.set-mark": "m",
        "list.select": "x",
        "list.select-range": "_",
        "article.mark-read": ";",
        "article.tags": "t, E g",
        "article.category": "c, E c",
        "article.title": "E t",
        "article.byline": "E a",
        "article.site": "E s",
        "article.published": "E d",
        "article.url": "E u",
        "article.delete": "delete, -",
        "article.copy-url": "Y y",
        "article.copy-link": "Y l",
        "article.copy-title": "Y t",
        "article.copy-markdown": "Y m",
        "reader.copy-quote": "Y q",
        "reader.read-on": "",
        "reader.follow": "enter",
        "highlight.mark": "",
        "screen.left": "left",
        "app.statistics": "$",
        "list.jump": "ctrl+t",
        "drawer.fold": "",
        "drawer.out": "left",
        "drawer.filter": "&",
        "drawer.rename": "E r",
        "drawer.edit": "E q",
        "drawer.delete": "delete, -",
        "app.undo": "U, ctrl+z",
        "app.help": "h, ?, f1",
    },
    {"v": "View", "E": "Edit", "Y": "Copy"},
)

# Terminals tell alt with a letter, and most of them alt with a sign as the sign alone: so < and > do what alt makes of
# them in emacs, and nothing needs alt.
_EMACS = Preset(
    "emacs: ctrl+n, ctrl+p and ctrl+v to move, ctrl+s to search, ctrl+g to leave, ctrl+u for numbers, ctrl+x for more",
    {
        "move.count": "ctrl+u, comma",
        "move.down": "ctrl+n, down, j",
        "move.up": "ctrl+p, up, k",
        "move.page-down": "ctrl+v, pagedown",
        "move.page-up": "b, pageup, alt+v",
        "move.half-down": "-",
        "move.half-up": "_",
        "move.top": "g, home, <, alt+<",
        "move.bottom": "G, end, >, alt+>",
        "move.set-mark": "ctrl+x r space, ;",
        "move.go-to-mark": "ctrl+x r j, '",
        "list.open": "enter, l, right, ctrl+f",
        "list.search": "/, ctrl+s",
        "list.select-all": "*, ctrl+x h",
        "article.delete": "d, delete, ctrl+d",
        "article.copy-link": "Y, y l, alt+w",
        "reader.find": "/, ctrl+s",
        "reader.previous-match": "N, ctrl+r",
        "reader.narrower": "ctrl+x <",
        "reader.wider": "ctrl+x >",
        "sidebar.open": "enter, l, right, ctrl+f",
        "outline.open": "enter, l, right, ctrl+f",
        "drawer.into": "l, right, ctrl+f",
        "drawer.out": "h, left, ctrl+b",
        "screen.next-pane": "tab, ctrl+x o",
        "screen.left": "h, left, ctrl+b",
        "screen.right": "l, right, ctrl+f",
        "screen.pane-wider": "ctrl+x }",
        "screen.pane-narrower": "ctrl+x {",
        "screen.pane-usual": "ctrl+x +",
        "screen.zen": "z, ctrl+x 1",
        "app.undo": "u, ctrl+_, ctrl+x u, ctrl+z",
        "app.redo": "U",
        "app.statistics": "$",
        "app.add": "A, ctrl+x ctrl+f",
        "app.import": "i, ctrl+x i",
        "app.palette": ":, alt+x",
        "app.back": "q, ctrl+x k",
        "app.cancel": "ctrl+g, escape, backspace",
        "app.quit": "Q, ctrl+x ctrl+c, ctrl+q",
    },
    {"ctrl+x": "More", "ctrl+x r": "Marks"},
)

_ARROWS = Preset(
    "arrows: arrows, page keys, enter, escape and function keys move; letters are only for what is done to articles",
    {
        "move.down": "down",
        "move.up": "up",
        "move.page-down": "pagedown",
        "move.page-up": "pageup",
        "move.half-down": "ctrl+down, ctrl+d",
        "move.half-up": "ctrl+up, ctrl+u",
        "move.top": "home, ctrl+home",
        "move.bottom": "end, ctrl+end",
        "move.next-article": "ctrl+right, J",
        "move.previous-article": "ctrl+left, K",
        "move.next-unread": "f4, n",
        "move.back": "[, alt+left",
        "move.forward": "], alt+right",
        "list.open": "enter, right",
        "list.search": "/, f3",
        "list.select": "space, insert, x",
        "article.delete": "delete, d",
        "article.title": "f2, e t",
        "article.refresh": "R, f5",
        "reader.find": "/, f3",
        "reader.next-match": "f4, n",
        "reader.next-heading": "ctrl+pagedown, }",
        "reader.previous-heading": "ctrl+pageup, {",
        "reader.follow": "enter, f",
        "highlight.mark": "",
        "sidebar.toggle": "w, f7",
        "sidebar.open": "enter, right",
        "outline.open": "enter, right",
        "drawer.into": "right",
        "drawer.out": "left",
        "reader.outline": "O, f8",
        "screen.next-pane": "tab, f6",
        "screen.left": "left",
        "screen.right": "right",
        "screen.zen": "z, f11",
        "screen.theme": "T, f12",
        "app.help": "f1, ?",
        "app.palette": "f9, :, ctrl+p",
        "app.quit": "f10, Q, ctrl+q, ctrl+c",
    },
)

PRESETS: dict[str, Preset] = {
    "default": Preset("the usual keys: those that vim, less and newsboat share, one key for most things"),
    "vim": _VIM,
    "less": _LESS,
    "emacs": _EMACS,
    "arrows": _ARROWS,
}
"""The presets by name."""

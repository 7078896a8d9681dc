"""The first lines of the sidebar: where the reader came from, where it goes on, and why an article is suggested."""

from __future__ import annotations

from readlater.model import State
from readlater.tui.widgets.lines import Piece, fit, plain, wrap
from readlater.tui.widgets.sidebar_parts import About, Lines, Manner, OpenArticle, Travel

_BECAUSE = {"read": "Suggested: you read", "marked": "Suggested: you marked", "favourite": "Suggested: you like"}
_INDENT = 3


def trail(out: Lines, about: About, manner: Manner) -> None:
    """The articles before and after this one on the trail, a line each: ``[ ‹ The keeper of the lighthouse``."""
    for steps, title in about.trail:
        key = manner.keys.get("move.back" if steps < 0 else "move.forward", "") if abs(steps) == 1 else ""
        sign = ("<" if steps < 0 else ">") if manner.ascii else ("‹" if steps < 0 else "›")
        lead = f" {key} {sign} " if key else f" {sign} "
        name = fit(plain(title) or "Untitled", max(4, manner.width + 1 - len(lead)), manner.ellipsis)
        out.add(Piece(lead, "key"), Piece(name, "link"), item=out.item(Travel(1 if steps > 0 else -1)))
    if about.trail:
        out.add()


def suggested(out: Lines, about: About, manner: Manner) -> None:
    """Why the article is suggested: what was read, marked or liked that is near to it, and the shared keywords."""
    reading = about.suggested
    if reading is None or about.article.state is State.READ:
        return
    out.add(Piece(f" {_BECAUSE[reading.kind]}", "dim"))
    item = out.item(OpenArticle(reading.because.id))
    width = manner.width - _INDENT + 1
    for line in wrap(reading.because.title or reading.because.url, width, 2, manner.ellipsis):
        out.add(Piece(" " * _INDENT), Piece(line, "link"), item=item)
    if all(one.row.id != reading.because.id for one in about.similar or ()):  # else it says there what is shared
        out.flow([Piece(plain(word), "keyword") for word in reading.shared], width, _INDENT, 2)
    out.add()

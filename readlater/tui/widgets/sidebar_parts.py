"""What the sidebar is made of: what is known of an article, lines, and what of them can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import tzinfo

from rich.cells import cell_len

from readlater.model import Article, Copy, Keyword, NextReading, Reading, Similar, Suggestion
from readlater.model.values import dataclass
from readlater.tui import formatting
from readlater.tui.widgets.lines import Piece, fit

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """A line that opens an article."""

    id: int


@dataclass(frozen=True, slots=True)
class FilterBy:
    """A keyword by which the list can be filtered."""

    keyword: str


@dataclass(frozen=True, slots=True)
class ShowPassage:
    """A sentence of the summary, which leads to where it stands in the article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Accept:
    """A suggestion that can be accepted."""

    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class Perform:
    """A command that helps here."""

    command: str


@dataclass(frozen=True, slots=True)
class Travel:
    """The next article on the trail: forward (1) or back (-1)."""

    direction: int


Item = OpenArticle | FilterBy | ShowPassage | Accept | Perform | Travel
"""What the cursor of the sidebar can stand on."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known about the article that is shown; ``similar`` is None while it is being looked for.

    Attributes:
        article: which.
        similar: its similar readings.
        noted: the titles that its page named as similar, each with the article of that title, if there is one.
        keywords: the most telling first.
        copies: what may be the same article.
        suggestions: the category and the tags that it should probably have.
        places: (start, end) of sentences in the summary, each with where it stands in the text.
        readings: its readings, the oldest first.
        highlights: how many passages of it are marked.
        suggested: why it is suggested to be read next, if it is.
        trail: the other articles before and after it on the trail: how many steps it is to them, and their titles.
    """

    article: Article
    similar: Sequence[Similar] | None = None
    noted: Sequence[tuple[str, int | None]] = ()
    keywords: Sequence[Keyword] = ()
    copies: Sequence[Copy] = ()
    suggestions: Sequence[Suggestion] = ()
    places: Sequence[tuple[Range, Range]] = ()
    readings: Sequence[Reading] = ()
    highlights: int = 0
    suggested: NextReading | None = None
    trail: Sequence[tuple[int, str]] = ()

    @property
    def missing(self) -> list[str]:
        """The titles that the page named as similar and that are not in the library."""
        return [title for title, article_id in self.noted if article_id is None]


@dataclass(frozen=True, slots=True)
class Manner:
    """How the lines are written: columns, ASCII only, the reader's time zone and pace, the keys of commands."""

    width: int
    ascii: bool = False
    zone: tzinfo | None = None
    speed: int = formatting.DEFAULT_SPEED
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def ellipsis(self) -> str:
        """What stands for what was cut."""
        return "..." if self.ascii else "…"


class Lines:
    """Lines, the items in them, and where sections begin.

    A line belongs to one item as a whole (``whole`` holds its number, else -1), or pieces of it do: their ``target`` is
    the item's number.
    """

    def __init__(self, ellipsis: str = "…") -> None:
        """``ellipsis`` stands for what is cut."""
        self._ellipsis = ellipsis
        self.lines: list[list[Piece]] = []
        self.whole: list[int] = []
        self.items: list[Item] = []
        self.sections: list[tuple[int, str]] = []
        self._similar: list[int] = []

    def item(self, item: Item) -> int:
        """Takes an item in; its number."""
        self.items.append(item)
        return len(self.items) - 1

    def similar(self, item: Item) -> int:
        """Takes a similar reading in; its number among all items."""
        number = self.item(item)
        self._similar.append(number)
        return number

    def add(self, *pieces: Piece, item: int = -1) -> None:
        """Adds a line; ``item``: the number of the item to which it belongs as a whole."""
        self.lines.append(list(pieces))
        self.whole.append(item)

    def flow(self, pieces: Sequence[Piece], width: int, indent: int = 1, limit: int = 0, first: int = 0) -> None:
        """Adds pieces one after the other with points between them, on as many lines as they need, none broken.

        Args:
            pieces: the pieces; one that is wider than a line is cut.
            width: cells of a line without its indent.
            indent: spaces before each line.
            limit: how many lines at most; what has no room there is left out. 0: all.
            first: cells of the first line that are taken by what stands there already.
        """
        line: list[Piece] = []
        used, count = first, 1
        for whole in pieces:
            piece = Piece(fit(whole.text, width, self._ellipsis), whole.role, whole.target)
            needed = cell_len(piece.text) + (3 if line else 0)
            if used + needed > width and (line or (first and count == 1)):
                if limit and count >= limit:
                    break
                self._put(line, indent, continued=bool(first and count == 1))
                line, used, count, needed = [], 0, count + 1, cell_len(piece.text)
            if line:
                line.append(Piece(" · ", "dim"))
            line.append(piece)
            used += needed
        if line:
            self._put(line, indent, continued=bool(first and count == 1))

    def _put(self, line: list[Piece], indent: int, *, continued: bool) -> None:
        if continued:
            self.lines[-1] += line
        else:
            self.add(Piece(" " * indent), *line)

    def section_at(self, line: int) -> str:
        """The title of the section that the line is in."""
        return next((title for start, title in reversed(self.sections) if start <= line), "")

    def number_of_similar(self, index: int) -> int:
        """The item number of the similar reading at ``index`` (from 0); -1 if there is none."""
        return self._similar[index] if 0 <= index < len(self._similar) else -1

    def lines_of(self, number: int) -> list[int]:
        """The lines on which an item stands."""
        target = str(number)
        return [
            line
            for line, pieces in enumerate(self.lines)
            if self.whole[line] == number or any(piece.target == target for piece in pieces)
        ]

    def item_at(self, line: int, x: int) -> int:
        """The number of the item at a cell of a line; -1 if there is none."""
        if not 0 <= line < len(self.lines):
            return -1
        if self.whole[line] >= 0:
            return self.whole[line]
        for piece in self.lines[line]:
            x -= cell_len(piece.text)
            if x < 0:
                return int(piece.target) if piece.target else -1
        return -1

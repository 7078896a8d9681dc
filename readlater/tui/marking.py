"""Marks: places of articles under a letter, kept with the library."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from readlater.errors import ReadlaterError
from readlater.model import ArticleRow
from readlater.model.values import dataclass

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen

SETTING = "marks"
"""What the marks are called among what the screen keeps with the library."""

_WORDS = 60
"""Characters of the text that are kept with a place, to find it again in an article that was extracted anew."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked place.

    Attributes:
        article: the article's number.
        place: offset into its text.
        percent: how far down that was.
        words: what stood there.
    """

    article: int
    place: int
    percent: int
    words: str = ""

    def find(self, text: str) -> int:
        """The place in the text as it now is: where the words stand that are nearest to where they stood."""
        if not self.words or text.startswith(self.words, self.place):
            return min(self.place, len(text))
        before, after = text.rfind(self.words, 0, self.place), text.find(self.words, self.place)
        found = [at for at in (before, after) if at >= 0]
        return min(found, key=lambda at: abs(at - self.place)) if found else min(self.place, len(text))


def read_marks(text: str) -> dict[str, Mark]:
    """The marks of a setting; what can't be understood is left out."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    marks: dict[str, Mark] = {}
    for letter, parts in found.items() if isinstance(found, dict) else ():
        match parts:
            case [int(article), int(place), int(percent), str(words)] if is_letter(letter) and place >= 0:
                marks[letter] = Mark(article, place, percent, words)
    return marks


def write_marks(marks: dict[str, Mark]) -> str:
    """The marks as a setting."""
    return json.dumps({letter: [one.article, one.place, one.percent, one.words] for letter, one in marks.items()})


def is_letter(name: str) -> bool:
    """Whether a key can be a mark: a letter of any script, or a digit."""
    return len(name) == 1 and name.isalnum()


class Marking:
    """Sets marks and goes to them."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._marks = read_marks(screen.library.setting(f"screen.{SETTING}"))

    # --- setting

    def set(self) -> None:
        """Marks the place with the letter typed next."""
        screen = self._screen
        article = screen.articles.current_id if screen.in_list else screen.desk.shown_id
        if not article:
            screen.status.tell("there is no article to mark")
            return
        # Where the reader stands when the key is pressed, and not when the letter follows.
        place = screen.reader.place if screen.desk.shown_id == article else None
        screen.dispatch.await_key("Mark this place with a letter", self._choices(), partial(self._set, article, place))

    def _set(self, article: int, place: int | None, letter: str) -> None:
        if not is_letter(letter):
            self._screen.status.tell("a mark is a letter or a digit")
            return
        try:
            # At once, as articles are opened: the next key may be to go there.
            place = self._screen.library.article(article).place if place is None else place
            text = self._text(article)
        except ReadlaterError as error:
            self._screen.status.warn(str(error))
            return
        percent = round(100 * place / len(text)) if text else 0
        self._marks[letter] = Mark(article, place, percent, text[place : place + _WORDS])
        self._remember()
        self._screen.status.tell(f"marked {letter} at {percent} %")

    def _text(self, article: int) -> str:
        shown = self._screen.reader.document if self._screen.desk.shown_id == article else None
        return (shown or self._screen.library.document(article)).text

    def _remember(self) -> None:
        self._screen.remember(SETTING, write_marks(self._marks))

    # --- going

    def go(self) -> None:
        """Goes to the mark of the letter typed next; the same key once more: to where the last jump began."""
        choices = self._choices()
        if self._screen.desk.travelling.trail.previous is not None:
            key = next(iter(self._keys), "")
            choices = [(key, "where the last jump began"), *choices] if key else choices
        if not choices:
            self._screen.status.tell(self._advice())
            return
        self._screen.dispatch.await_key("Go to a mark", choices, self._go)

    def _advice(self) -> str:
        key = self._screen.keymap.label("move.set-mark", ascii=self._screen.config.ascii)
        return f"there are no marks; {key} sets one" if key else "there are no marks"

    @property
    def _keys(self) -> list[str]:
        """The keys that go to a mark: typed twice, back to where the last jump began."""
        return [keys.split()[-1] for keys in self._screen.keymap.keys("move.go-to-mark")]

    def _go(self, letter: str) -> None:
        if letter in self._keys and letter not in self._marks:
            self._go_back()
        elif letter in self._marks:
            self._visit(letter, self._marks[letter])
        else:
            self._screen.status.tell(f"there is no mark {letter}")

    def _go_back(self) -> None:
        step = self._screen.desk.travelling.trail.previous
        if step is None:
            self._screen.status.tell("nothing to go back to")
        else:
            self._screen.desk.travelling.visit(step.article, step.place)

    def _visit(self, letter: str, mark: Mark) -> None:
        screen = self._screen
        try:
            rows = screen.library.rows([mark.article])
            place = mark.find(self._text(mark.article)) if rows else 0
        except ReadlaterError as error:
            screen.status.warn(str(error))
            return
        if not rows:
            # Deleted for ever: nothing brings it back.
            del self._marks[letter]
            self._remember()
            screen.status.warn(f"mark {letter}: the article is no longer in the library")
            return
        screen.desk.travelling.visit(mark.article, place)
        if rows[0].deleted is not None:
            screen.status.tell(f"mark {letter}: this article is in the trash")
        else:
            screen.status.tell(f"mark {letter}")

    # --- listing

    def _choices(self) -> list[tuple[str, str]]:
        """The marks that are set, with the titles of their articles."""
        numbers = list(dict.fromkeys(mark.article for mark in self._marks.values()))
        try:
            rows = {row.id: row for row in self._screen.library.rows(numbers)}
        except ReadlaterError:
            rows = {}
        return [(letter, _describe(mark, rows.get(mark.article))) for letter, mark in sorted(self._marks.items())]


def _describe(mark: Mark, row: ArticleRow | None) -> str:
    if row is None:
        return "an article that is no longer in the library"
    where = "in the trash" if row.deleted is not None else f"{mark.percent} %"
    return f"{where} · {row.title or row.url or 'Untitled'}"

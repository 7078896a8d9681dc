"""Finding words in the article that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlater.model import And, Node, Or, Phrase, Word

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.trail import Spot


class Finding:
    """The line in which words are looked for, and going from one place that was found to the next."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._last = ""
        self._place = 0
        self._spot: Spot | None = None

    def ask(self) -> None:
        """Opens the line for finding words in the article; Enter alone looks again for the last ones.

        Where none were looked for yet, those are taken by which the list is searched.
        """
        reader = self._screen.reader
        self._place, self._spot = reader.place, reader.spot
        reader.prepare_finding()
        instead = self._last or " ".join(self._words_of_list())
        self._screen.foot.ask(
            "find",
            "",
            typed=self._typed,
            entered=self._entered,
            left=self._left,
            moved=reader.scroll_lines,
            placeholder=instead,
        )

    def _typed(self, text: str) -> None:
        reader = self._screen.reader
        with reader.looking():
            if reader.matches:
                reader.return_to(self._place, self._spot)  # the first from where the search began, not from the last
            reader.find(text.strip())
        self._screen.foot.note(self._count if text.strip() else "")

    def _left(self) -> None:
        reader = self._screen.reader
        if reader.matches:
            reader.find("")
            self._go_back()

    def _entered(self, text: str) -> None:
        reader, desk = self._screen.reader, self._screen.desk
        text = text.strip()
        words = [] if text or self._last else self._words_of_list()
        text = text or self._last
        if reader.matches:
            self._go_back()
        self._screen.foot.close_prompt()
        if not text and not words:
            return
        self._last = text
        desk.travelling.jump(lambda: reader.find(text) if text else reader.find_words(words))
        if not reader.matches:
            what = text or " ".join(words)
            self._screen.status.tell(f"'{what}' is not in it")
            return
        keys = self._screen.keymap
        more = f"{keys.label('reader.next-match')} {keys.label('reader.previous-match')} next, previous"
        told = [self._count, "on from the beginning"] if reader.match_place < self._place else [self._count]
        self._screen.status.tell(" · ".join([*told, more]), keep=True)

    def _go_back(self) -> None:
        """To where the search began."""
        reader = self._screen.reader
        with reader.looking():
            reader.return_to(self._place, self._spot)

    @property
    def _count(self) -> str:
        """``3 of 17``."""
        reader = self._screen.reader
        if not reader.matches:
            return "not found"
        return f"{reader.match:,} of {reader.matches:,}"

    def next(self, step: int) -> None:
        """The next place that was found, or the next unread article if nothing is searched."""
        screen = self._screen
        reader = screen.reader
        if reader.matches:
            before = reader.match
            with reader.looking():
                reader.next_match(step)
            round_the_end = reader.match <= before if step > 0 else reader.match >= before
            where = f" · on from the {'beginning' if step > 0 else 'end'}" if round_the_end else ""
            screen.status.tell(f"{self._count}{where}" if reader.matches > 1 else f"{self._count} · the only one")
        elif screen.browsing.next_unread(1 if step > 0 else -1):
            screen.desk.open(screen.articles.current_id)

    def stop(self) -> bool:
        """Ends the search within the article; whether there was one."""
        if not self._screen.reader.matches:
            return False
        self._screen.reader.find("")
        self._screen.status.clear()
        return True

    def _words_of_list(self) -> list[str]:
        """The words by which the list is searched."""
        text = self._screen.browsing.text.strip()
        if not text:
            return []
        from readlater.errors import QueryError
        from readlater.language.query import parse

        try:
            return _words(parse(text, typing=True).root)
        except QueryError:
            return []


def _words(node: Node) -> list[str]:
    """The words and phrases that a query asks for; not those that it does not want."""
    if isinstance(node, Word | Phrase):
        return [node.text]
    if isinstance(node, And | Or):
        return list(dict.fromkeys(word for part in node.parts for word in _words(part)))
    return []

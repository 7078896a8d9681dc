"""Reading aloud by the reader's own command, with the sentence that is read pointed at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from readlater.errors import ReadlaterError

if TYPE_CHECKING:
    from readlater.exchange.speaking import Voice
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.spoken import Sentence, Spoken

_ROOM = 60
"""Cells of a status line that has room for the position and for what is going on."""


class Speaking:
    """Reads the article aloud, and points at sentences.

    The sentence that is pointed at stays marked until another one is, `forget` is called or another article is shown.
    """

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._spoken: Spoken | None = None
        self._sentence: Sentence | None = None
        self._voice: Voice | None = None
        self._going_to: Sentence | None = None

    @property
    def is_on(self) -> bool:
        """Whether the article is being read aloud."""
        return self._voice is not None

    @property
    def pointed(self) -> tuple[int, int] | None:
        """(start, end) of the sentence that is pointed at, if it is of the article that is shown and still marked."""
        reader, sentence = self._screen.reader, self._sentence
        if sentence is None or self._spoken is None or self._spoken.document is not reader.document:
            return None
        return reader.pointed if reader.pointed == (sentence.start, sentence.end) else None

    def holds(self, marked: tuple[int, int] | None) -> bool:
        """Whether what the reader has marked is the sentence that is pointed at, which no key unmarks."""
        return marked is not None and marked == self.pointed

    def toggle(self) -> None:
        """Reads aloud from here on, or stops."""
        if self.is_on:
            self.stop()
            self._screen.status.tell("reading aloud stopped")
            return
        screen = self._screen
        command = screen.config.speech_command
        if not command.strip():
            from readlater.exchange.speaking import advice

            screen.status.warn(advice())
            return
        if not screen.desk.is_open and screen.desk.shown_id:
            screen.desk.open(screen.desk.shown_id)
        article, spoken = screen.desk.article, self._sentences()
        if article is None or spoken is None:
            screen.status.tell("no article is open")
            return
        first = self._here() or self._first(spoken)
        if first is None:
            screen.status.tell("there is nothing to be read aloud from here on")
            return
        from readlater.exchange.speaking import Voice

        try:
            self._voice = Voice(command, article)
        except ReadlaterError as error:
            screen.status.warn(str(error))
            return
        screen.work(partial(self._read, self._voice, article.id, first), "speak")

    def stop(self) -> None:
        """Falls silent, at once; the sentence stays marked."""
        voice, self._voice = self._voice, None
        if voice is not None:
            voice.stop()
            self._screen.status.show_work("", self)

    def forget(self) -> bool:
        """Marks the sentence no more, unless it is being read aloud; whether there was one."""
        if self.is_on or self.pointed is None:
            return False
        self._sentence = None
        self._screen.reader.stop_pointing()
        return True

    def point(self, step: int) -> None:
        """Points at the next sentence, or the one before; what is being read aloud goes on from there."""
        screen = self._screen
        spoken = self._sentences()
        if spoken is None:
            return
        found = self._from_here(spoken, step * screen.dispatch.times)
        if found is None:
            screen.status.tell("no sentence below" if step > 0 else "no sentence above")
            return
        self._mark(found)
        if self._voice is not None:
            self._going_to = found
            self._voice.skip()

    def _from_here(self, spoken: Spoken, steps: int) -> Sentence | None:
        """The sentence so many below or above the one that is pointed at; the furthest if there are not as many."""
        here = self._sentence if self.is_on else self._here()
        found = None
        for _ in range(abs(steps)):
            if steps > 0:
                one = spoken.after(here) if here is not None else self._first(spoken)
            else:
                one = spoken.before(here.start if here is not None else self._screen.reader.place)
            if one is None:
                break
            found = here = one
        return found

    def _sentences(self) -> Spoken | None:
        """The sentences of what the reader shows now."""
        document = self._screen.reader.document
        if document is None:
            self._spoken = None
        elif self._spoken is None or self._spoken.document is not document:
            from readlater.tui.spoken import Spoken

            self._spoken, self._sentence = Spoken(document), None
        return self._spoken

    def _here(self) -> Sentence | None:
        """The sentence that is pointed at, unless it is out of sight: then somebody wants to go on elsewhere."""
        return self._sentence if self.pointed and self._screen.reader.shows(*self.pointed) else None

    def _first(self, spoken: Spoken) -> Sentence | None:
        """The first sentence that begins in the window, or the one that fills it."""
        place = self._screen.reader.place
        first = spoken.at(place)
        if first is not None and first.start < place:
            return spoken.after(first) or first
        return first

    def _mark(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._screen.reader.point_at(sentence.start, sentence.end)

    def _message(self) -> str:
        """What stands in the status line all the time, beside the position if there is room for both."""
        key = self._screen.keymap.label("reader.speak", ascii=self._screen.config.ascii)
        middle = " - " if self._screen.config.ascii else " · "
        what = "reading aloud" if self._screen.size.width >= _ROOM else "aloud"
        return f"{what}{middle}{key} stops" if key else what

    async def _read(self, voice: Voice, article_id: int, sentence: Sentence | None) -> None:
        """Says one sentence after the other until the end, or until somebody stops it."""
        screen = self._screen
        try:
            while sentence is not None and self._voice is voice:
                spoken = self._spoken
                self._mark(sentence)
                screen.desk.touch()
                screen.status.show_work(self._message(), self)
                await screen.background.apart(partial(voice.say, sentence.said))
                if self._voice is not voice:
                    return
                screen.desk.touch()
                if screen.desk.shown_id != article_id:
                    return
                sentence = self._following(sentence, spoken)
            if self._voice is voice:
                self.stop()
                screen.status.tell("the end of the article")
        finally:
            voice.stop()
            if self._voice is voice:
                self.stop()

    def _following(self, sentence: Sentence, said_in: Spoken | None) -> Sentence | None:
        """The sentence after this one, or the one to which the reader went; the text may have been extracted anew."""
        going_to, self._going_to = self._going_to, None
        if going_to is not None:
            return going_to
        spoken = self._sentences()
        if spoken is None or spoken is said_in:
            return spoken.after(sentence) if spoken is not None else None
        same = spoken.same(sentence.said, self._screen.reader.place)
        return spoken.after(same) if same is not None else self._first(spoken)

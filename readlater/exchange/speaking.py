"""Reading aloud by the reader's own command (the setting ``speech_command``): a synthesiser, or a script around one.

The command is run without a shell, once for each sentence, which it gets on its standard input. It ends when it has
spoken. ``{language}`` in an argument stands for the article's language (``en``, ``pt-br``); its environment is that of
`readlater.exchange.programs`. While one sentence is spoken, the program for the next one is started already and waits
for its input, so that the pause between them is small.
"""

from __future__ import annotations

import locale
import shutil
import subprocess
import threading
from time import monotonic
from typing import TYPE_CHECKING

from readlater.errors import ReadlaterError
from readlater.exchange import programs
from readlater.language.summary import cut

if TYPE_CHECKING:
    from readlater.model import Article

FASTEST = 0.005
"""Seconds for a letter: no voice is as fast, three times what people who listen all day can follow."""

_SETTING = "speech_command"
_EXAMPLE = '"espeak-ng -v {language} --stdin"'
_LONG = 20
_HASTY = 3
"""After so many sentences of so many letters in succession that were too fast, nothing was spoken at all."""

_KNOWN = {
    "espeak-ng": "espeak-ng -v {language} --stdin",
    "espeak": "espeak -v {language} --stdin",
    "spd-say": "spd-say -w -e -l {language}",
    "say": "say",
}


def advice() -> str:
    """What to put into the configuration: the first of the known programs that is there."""
    found = next((name for name in _KNOWN if shutil.which(name)), "")
    if found:
        return f'to have it read aloud by {found}, put {_SETTING} = "{_KNOWN[found]}" into the configuration'
    return f"no voice: install one such as espeak-ng, and put {_SETTING} = {_EXAMPLE} into the configuration"


class Voice:
    """Says sentences one after the other, each by a process of its own. Its methods may be called by any thread."""

    def __init__(self, command: str, article: Article) -> None:
        """Raises UsageError if the command can't be understood."""
        language = article.language or (locale.getlocale()[0] or "en").partition("_")[0]
        if not language.replace("-", "").isalnum():  # it becomes part of an argument
            language = "en"
        parts = programs.arguments_of(command, _SETTING, _EXAMPLE)
        self._arguments = [part.replace("{language}", language) for part in parts]
        self._environment = programs.environment_of(article)
        self._lock = threading.Lock()
        self._next: subprocess.Popen[bytes] | None = None
        self._speaking: subprocess.Popen[bytes] | None = None
        self._skipped = False
        self._stopped = False
        self._hasty = 0

    def say(self, text: str) -> bool:
        """Says a sentence; returns when it is spoken. False if it was interrupted by `skip` or `stop`.

        Raises:
            ReadlaterError: the command can't be run, fails, or ends before it can have spoken.
        """
        with self._lock:
            if self._stopped or self._skipped:
                self._skipped = False
                return False
            process, self._next = self._next or self._start(), None
            self._speaking = process
        began = monotonic()
        errors = bytearray()
        assert process.stdin is not None
        assert process.stderr is not None
        threads = [
            threading.Thread(target=programs.give, args=(process.stdin, [f"{text}\n".encode("utf-8", "replace")])),
            threading.Thread(
                target=programs.take, args=(process.stderr, programs.keep(errors, programs.MOST_ERRORS)), daemon=True
            ),
        ]
        for thread in threads:
            thread.daemon = True
            thread.start()
        try:
            self._prepare()
            process.wait()
        finally:
            programs.stop(process)  # what it left behind would go on speaking into the next sentence
            with self._lock:
                interrupted = self._stopped or self._skipped
                self._speaking, self._skipped = None, False
        for thread in threads:
            thread.join(1.0)
        process.stderr.close()
        if interrupted:
            return False
        self._judge(process.returncode, programs.first_line(bytes(errors)), text, monotonic() - began)
        return True

    def skip(self) -> None:
        """Interrupts the sentence that is being spoken, or is about to be."""
        with self._lock:
            self._skipped = True
            if self._speaking is not None:
                programs.stop(self._speaking)

    def stop(self) -> None:
        """Falls silent for ever: no process is left."""
        with self._lock:
            self._stopped = True
            waiting, self._next = self._next, None
            if self._speaking is not None:
                programs.stop(self._speaking)
        if waiting is not None:
            _end(waiting)

    def _start(self) -> subprocess.Popen[bytes]:
        return programs.start(self._arguments, _SETTING, self._environment, listen=False)

    def _prepare(self) -> None:
        """Starts the program for the next sentence; if that fails, it is told when the sentence is to be spoken."""
        with self._lock:
            if self._stopped or self._next is not None:
                return
            try:
                self._next = self._start()
            except ReadlaterError:
                self._next = None

    def _judge(self, code: int, said: str, text: str, seconds: float) -> None:
        name = self._arguments[0]
        if code:
            reason = f": {cut(said, 300)}" if said else ""
            raise ReadlaterError(f"{_SETTING}: '{name}' {programs.how_it_ended(code)}{reason}")
        letters = sum(map(str.isalnum, text))
        if letters < _LONG:
            return
        self._hasty = self._hasty + 1 if seconds < letters * FASTEST else 0
        if self._hasty >= _HASTY:
            reason = f": {cut(said, 300)}" if said else "; it must not end before it has spoken"
            raise ReadlaterError(f"{_SETTING}: '{name}' ended too soon to have spoken anything{reason}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process that waits for its input, and forgets it."""
    programs.stop(process)
    for stream in (process.stdin, process.stderr):
        if stream is not None:
            stream.close()
    threading.Thread(target=process.wait, daemon=True).start()  # whoever stops it does not wait for the system

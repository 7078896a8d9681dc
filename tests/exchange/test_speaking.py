"""The reader's own command for reading aloud: a process for each sentence, none left behind, all ways to fail."""

from __future__ import annotations

import os
import shlex
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from readlater.errors import ReadlaterError, UsageError
from readlater.exchange import speaking
from readlater.exchange.speaking import Voice, advice
from readlater.library import Library
from readlater.model import Article
from tests.factories import draft


@pytest.fixture
def article(tmp_path: Path) -> Article:
    with Library.open(tmp_path / "library") as library:
        return library.article(library.add(draft("Bees", "Bienen überwintern.", language="de")).id)


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Voices of tests are as fast as they like."""
    monkeypatch.setattr(speaking, "FASTEST", 0.0)


def shell(code: str) -> str:
    return shlex.join(["sh", "-c", code])


def until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_each_sentence_has_its_own_process(article: Article, tmp_path: Path) -> None:
    log = tmp_path / "log"
    voice = Voice(shell(f'echo "$READLATER_TITLE $0 $(cat)" >> {log}') + " {language}", article)
    assert voice.say("Bienen überwintern.")
    assert voice.say("Honig 蜂蜜.")
    voice.stop()
    assert log.read_text().splitlines() == ["Bees de Bienen überwintern.", "Bees de Honig 蜂蜜."]


def test_the_next_process_waits_while_one_speaks(article: Article, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    voice = Voice(shell(f"echo $$ >> {pids}; cat > /dev/null; exec sleep 60"), article)
    thread = threading.Thread(target=voice.say, args=("One.",))
    thread.start()
    until(lambda: pids.exists() and len(pids.read_text().split()) == 2)
    started = [int(pid) for pid in pids.read_text().split()]
    assert all(map(alive, started))
    voice.stop()
    thread.join(10)
    until(lambda: not any(map(alive, started)))
    assert not voice.say("Two.")
    assert len(pids.read_text().split()) == 2


def test_what_ignores_being_asked_to_end_is_ended_with_its_children(article: Article, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    code = f"trap '' TERM INT HUP; cat > /dev/null; sleep 60 & echo $! $$ > {pids}.new; mv {pids}.new {pids}; wait"
    voice = Voice(shell(code), article)
    said: list[bool] = []
    thread = threading.Thread(target=lambda: said.append(voice.say("One.")), daemon=True)
    thread.start()
    until(pids.exists)
    stopping = threading.Thread(target=voice.stop, daemon=True)
    stopping.start()
    stopping.join(10)
    thread.join(10)
    assert not stopping.is_alive()
    assert said == [False]
    until(lambda: not any(alive(int(pid)) for pid in pids.read_text().split()))


def test_a_sentence_can_be_skipped(article: Article, tmp_path: Path) -> None:
    log = tmp_path / "log"
    voice = Voice(shell(f'read -r text; echo "$text" >> {log}; if [ "$text" = One. ]; then exec sleep 60; fi'), article)
    said: list[bool] = []
    thread = threading.Thread(target=lambda: said.extend([voice.say("One."), voice.say("Two.")]))
    thread.start()
    until(lambda: log.exists() and "One." in log.read_text())
    voice.skip()
    thread.join(10)
    voice.stop()
    assert said == [False, True]
    assert log.read_text() == "One.\nTwo.\n"


def test_skipping_before_it_is_spoken(article: Article, tmp_path: Path) -> None:
    voice = Voice(shell(f"cat >> {tmp_path / 'log'}"), article)
    voice.skip()
    assert not voice.say("One.")
    assert voice.say("Two.")
    voice.stop()
    assert (tmp_path / "log").read_text() == "Two.\n"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("no-such-voice -x", "there is no program 'no-such-voice'"),
        (
            shell("echo >&2; echo 'no such language' >&2; echo more >&2; exit 3"),
            "failed (exit code 3): no such language",
        ),
        (shell(r"printf '\033]0;evil\007bad\033[31m' >&2; exit 1"), "failed (exit code 1): bad"),
        (shell("kill -9 $$"), "was killed"),
    ],
)
def test_failures_are_one_line_for_a_person(article: Article, command: str, message: str) -> None:
    voice = Voice(command, article)
    with pytest.raises(ReadlaterError) as failed:
        voice.say("One.")
    voice.stop()
    assert str(failed.value).startswith("speech_command: ")
    assert str(failed.value).endswith(message) or message in str(failed.value)
    assert "\n" not in str(failed.value)
    assert "\x1b" not in str(failed.value)


def test_it_need_not_read_what_it_gets(article: Article) -> None:
    voice = Voice(shell("exit 0"), article)
    assert voice.say("word " * 200_000)
    voice.stop()


def test_a_voice_without_a_sound_device_does_not_race_through_the_article(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaking, "FASTEST", 1000.0)
    voice = Voice(shell("echo 'ALSA: no card' >&2"), article)
    sentence = "This is a sentence of more than twenty letters."
    assert voice.say(sentence)
    assert voice.say(sentence)
    assert voice.say("Short.")
    with pytest.raises(ReadlaterError, match="too soon to have spoken anything: ALSA: no card"):
        voice.say(sentence)
    voice.stop()


@pytest.mark.parametrize(("command", "message"), [(" ", "is not set"), ("say 'it", "quotation")])
def test_a_command_that_is_none(article: Article, command: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Voice(command, article)


def test_advice_names_a_voice_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "install one such as espeak-ng" in advice()
    (tmp_path / "spd-say").write_text("#!/bin/sh\n")
    os.chmod(tmp_path / "spd-say", 0o755)
    assert 'put speech_command = "spd-say -w -e -l {language}" into' in advice()

"""Reading aloud: what is said is pointed at and kept in sight, any way out of it leaves nothing behind."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from readlater.exchange import speaking
from readlater.library import Library
from readlater.model import Draft
from tests.exchange.test_speaking import alive, until
from tests.factories import draft
from tests.tui.driving import Driver, driving, make_library

STORY = "One bee wakes. Two bees sing.\n\nThree bees sleep."
LONG = "\n\n".join(f"Paragraph {n} begins here. It goes on for a while, and then it ends." for n in range(60))


class Voice:
    """A voice of our own, which writes down what it was to say."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "said"
        self._pids = folder / "pids"
        self._log.touch()
        self._pids.touch()

    @property
    def quick(self) -> str:
        """For the setting; a sentence takes no time."""
        return shlex.join(["sh", "-c", f"echo $$ >> {self._pids}; cat >> {self._log}"])

    @property
    def slow(self) -> str:
        """For the setting; a sentence does not end by itself."""
        code = f"trap '' TERM HUP INT; echo $$ >> {self._pids}; cat >> {self._log}; sleep 60 & wait; sleep 60"
        return shlex.join(["sh", "-c", code])

    @property
    def said(self) -> list[str]:
        """What it was to say."""
        return self._log.read_text().splitlines()

    def gone(self) -> bool:
        """Whether no process of it is left."""
        return not any(alive(int(pid)) for pid in self._pids.read_text().split())


@pytest.fixture
def voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Voice:
    monkeypatch.setattr(speaking, "FASTEST", 0.0)
    folder = tmp_path / "voice"
    folder.mkdir()
    return Voice(folder)


def stories(folder: Path, *drafts: Draft) -> Library:
    return make_library(folder / "library", drafts or (draft("Bees", STORY), draft("Wasps", "A wasp.")))


def marked(driver: Driver) -> str:
    """The words that are pointed at."""
    reader = driver.main.reader
    return reader.document.text[slice(*reader.pointed)] if reader.document and reader.pointed else ""


async def open_bees(driver: Driver) -> None:
    await driver.press("G", "enter")
    assert driver.main.desk.article is not None
    assert driver.main.desk.article.title == "Bees"


async def test_an_article_is_read_to_its_end_and_counts_as_read(tmp_path: Path, voice: Voice) -> None:
    with stories(tmp_path, draft("Bees", LONG)) as library:
        async with driving(library, (80, 24), speech_command=voice.quick) as driver:
            await driver.press("enter")
            assert library.article(1).read_count == 0
            await driver.press("r")
            await driver.until(lambda: "the end of the article" in driver.rows[-1], 60)
            assert len(voice.said) == 120
            assert voice.said[:2] == ["Paragraph 0 begins here.", "It goes on for a while, and then it ends."]
            assert marked(driver) == "It goes on for a while, and then it ends."
            assert "aloud" not in driver.rows[-1]
        assert library.article(1).read_count == 1
    until(voice.gone)


async def test_the_sentence_stays_marked_in_sight_and_r_stops(tmp_path: Path, voice: Voice) -> None:
    with stories(tmp_path) as library:
        async with driving(library, speech_command=voice.slow) as driver:
            await open_bees(driver)
            await driver.pilot.press("r")
            await driver.until(lambda: voice.said == ["One bee wakes."])
            await driver.until(lambda: "reading aloud · r stops" in driver.rows[-1])
            assert marked(driver) == "One bee wakes."
            await driver.pilot.press("j", "k", "z", "z")  # other keys do what they do
            assert marked(driver) == "One bee wakes."
            assert "reading aloud · r stops" in driver.rows[-1]
            await driver.press("r")
            assert "reading aloud stopped" in driver.rows[-1]
            until(voice.gone)
            assert voice.said == ["One bee wakes."]
            assert marked(driver) == "One bee wakes."
            await driver.press("q")  # takes the mark away
            assert marked(driver) == ""
            assert driver.main.desk.is_open
            await driver.press("q")
            assert not driver.main.desk.is_open


async def test_sentences_by_key_without_and_while_speaking(tmp_path: Path, voice: Voice) -> None:
    with stories(tmp_path) as library:
        async with driving(library, speech_command=voice.slow) as driver:
            await open_bees(driver)
            await driver.press("(")
            assert "no sentence above" in driver.rows[-1]
            await driver.press(")")
            assert marked(driver) == "One bee wakes."
            await driver.press(")")
            assert marked(driver) == "Two bees sing."
            await driver.press("5", ")")
            assert marked(driver) == "Three bees sleep."
            await driver.press(")")
            assert "no sentence below" in driver.rows[-1]
            await driver.press("(")
            await driver.pilot.press("r")
            await driver.until(lambda: voice.said == ["Two bees sing."])
            await driver.pilot.press("(")
            await driver.until(lambda: voice.said == ["Two bees sing.", "One bee wakes."])
            assert marked(driver) == "One bee wakes."
            await driver.pilot.press("2", ")")
            await driver.until(lambda: voice.said[2:] == ["Three bees sleep."])
    until(voice.gone)


@pytest.mark.parametrize("keys", [("q",), ("K",), ("z", "h"), ("d",)])
async def test_leaving_the_article_stops_it(tmp_path: Path, voice: Voice, keys: tuple[str, ...]) -> None:
    with stories(tmp_path) as library:
        async with driving(library, speech_command=voice.slow) as driver:
            await open_bees(driver)
            await driver.pilot.press("r")
            await driver.until(lambda: voice.said)
            await driver.press(*keys)
            until(voice.gone)
            assert not driver.main.speaking.is_on
            assert "aloud" not in driver.rows[-1]
            assert voice.said == ["One bee wakes."]


async def test_quitting_leaves_no_process(tmp_path: Path, voice: Voice) -> None:
    with stories(tmp_path) as library:
        async with driving(library, speech_command=voice.slow) as driver:
            await open_bees(driver)
            await driver.pilot.press("r")
            await driver.until(lambda: voice.said)
            await driver.pilot.press("Q")
    until(voice.gone)


async def test_scrolling_by_hand_does_not_stop_it_and_r_begins_at_the_top_line(tmp_path: Path, voice: Voice) -> None:
    with stories(tmp_path, draft("Bees", LONG)) as library:
        async with driving(library, (80, 24), speech_command=voice.slow) as driver:
            await driver.press("enter")
            await driver.pilot.press("r")
            await driver.until(lambda: voice.said)
            await driver.pilot.press("space", "space")
            assert driver.main.speaking.is_on
            await driver.press("r")  # stops; the sentence is out of sight
            await driver.pilot.press("r")
            await driver.until(lambda: len(voice.said) == 2)
            assert voice.said[1] != voice.said[0]
            top = driver.main.reader.place
            assert top <= (driver.main.reader.pointed or (0, 0))[0] < top + 200


async def test_an_article_that_is_extracted_anew_is_read_on(tmp_path: Path, voice: Voice) -> None:
    with stories(tmp_path) as library:
        async with driving(library, speech_command=voice.slow) as driver:
            await open_bees(driver)
            await driver.pilot.press("r")
            await driver.until(lambda: voice.said)
            reader, desk = driver.main.reader, driver.main.desk
            assert desk.article is not None
            from tests.factories import document

            reader.show(document("One bee wakes. Nine bees dance."), heading=reader.heading)
            driver.main.speaking._voice.skip()  # type: ignore[union-attr]
            await driver.until(lambda: voice.said[1:] == ["Nine bees dance."])
    until(voice.gone)


async def test_it_goes_on_after_the_sentence_that_was_said_where_the_new_text_has_more_before_it(
    tmp_path: Path, voice: Voice
) -> None:
    from tests.factories import document

    with stories(tmp_path) as library:
        async with driving(library, speech_command=voice.slow) as driver:
            await open_bees(driver)
            await driver.pilot.press("r")
            await driver.until(lambda: voice.said == ["One bee wakes."])
            reader = driver.main.reader
            reader.show(document("A first word. A second word. A third word. " + STORY), heading=reader.heading)
            driver.main.speaking._voice.skip()  # type: ignore[union-attr]
            await driver.until(lambda: voice.said[1:] == ["Two bees sing."])
    until(voice.gone)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("no-such-voice", "there is no program 'no-such-voice'"),
        ("sh -c 'echo no such language >&2; exit 1'", "failed (exit code 1): no such language"),
        ("say 'it", "check its quotation marks"),
    ],
)
async def test_a_voice_that_fails_is_told(tmp_path: Path, command: str, message: str) -> None:
    with stories(tmp_path) as library:
        async with driving(library, (160, 40), speech_command=command) as driver:
            await open_bees(driver)
            await driver.press("r")
            assert message in driver.main.status.message
            assert not driver.main.speaking.is_on


async def test_without_a_voice_it_says_what_to_configure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaking.shutil, "which", lambda name: "/usr/bin/espeak" if name == "espeak" else None)
    with stories(tmp_path) as library:
        async with driving(library) as driver:
            await open_bees(driver)
            await driver.press("r")
            assert 'put speech_command = "espeak -v {language} --stdin"' in driver.main.status.message


async def test_on_a_small_screen_in_ascii(tmp_path: Path, voice: Voice) -> None:
    with stories(tmp_path) as library:
        async with driving(library, (40, 12), speech_command=voice.slow, ascii=True) as driver:
            await open_bees(driver)
            await driver.pilot.press("r")
            await driver.until(lambda: "aloud - r stops" in driver.rows[-1])
            assert driver.frame.isascii()


async def test_an_article_with_nothing_to_say(tmp_path: Path, voice: Voice) -> None:
    with stories(tmp_path, draft("Empty", "* * *")) as library:
        async with driving(library, speech_command=voice.quick) as driver:
            await driver.press("enter", "r")
            assert "there is nothing to be read aloud" in driver.rows[-1]
            await driver.press(")")
            assert "no sentence below" in driver.rows[-1]

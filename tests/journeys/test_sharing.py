"""Copying, opening what was kept, and giving articles to commands."""

from __future__ import annotations

import json
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from readlater.errors import ReadlaterError
from readlater.library import Library
from readlater.model import Original
from readlater.tui import outside, piping
from tests.exchange.test_speaking import alive, until
from tests.factories import draft
from tests.tui.driving import Driver, driving, make_library

PAGE = b"<html><title>Bees</title><script>steal()</script><p>Bees in winter.</p></html>"
LINK = "[The lighthouse keeper of the harbour](https://example.org/lighthouse)"


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was given to a clipboard program."""
    found: list[str] = []

    def copy(text: str) -> str:
        found.append(text)
        return "xclip"

    monkeypatch.setattr(outside, "copy", copy)
    return found


# --- copying


async def test_what_can_be_copied_of_an_article(library: Library, copied: list[str]) -> None:
    async with driving(library) as driver:
        await driver.press("g", "y", "y")
        assert "copied by xclip: https://example.org/lighthouse" in driver.rows[-1]
        await driver.press("y", "l", "Y", "y", "t", "y", "m")
        assert "copied by xclip: 'The lighthouse keeper of the harbour' as Markdown" in driver.main.status.message
    assert copied[:4] == ["https://example.org/lighthouse", LINK, LINK, "The lighthouse keeper of the harbour"]
    assert copied[4].startswith("---\n")
    assert "# The lighthouse keeper of the harbour" in copied[4]
    assert "Paragraph 39 tells of the harbour" in copied[4]


async def test_several_articles_are_copied_together(library: Library, copied: list[str]) -> None:
    async with driving(library) as driver:
        driver.main.articles.selected = {1, 2}
        await driver.press("y", "y")
        assert "copied by xclip: 2 addresses" in driver.rows[-1]
        await driver.press("y", "m")
        assert "copied by xclip: 2 articles as Markdown" in driver.rows[-1]
    assert sorted(copied[0].splitlines()) == ["https://example.org/alliance", "https://example.org/troops"]
    assert "# Alliance begins withdrawing its forces" in copied[1]
    assert "# Troops leave Kazakhstan after unrest" in copied[1]


async def test_the_terminal_is_asked_too_and_not_believed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "copy", lambda _: "")
    async with driving(library) as driver:
        await driver.press("g", "y", "y")
        assert driver.app.clipboard == "https://example.org/lighthouse"
        assert "copied, if the terminal allows it" in driver.rows[-1]
        driver.main.sharing.copy("x" * 100_000)
        await driver.settle()
        assert "100 kB given to the terminal, of which many take 56 at most" in driver.main.status.message


async def test_what_has_no_address_says_so(tmp_path: Path, copied: list[str]) -> None:
    with make_library(tmp_path / "library", [draft("Bees")]) as library:
        async with driving(library) as driver:
            await driver.press("y", "l")
            assert "no address is known" in driver.rows[-1]
    assert copied == []


async def test_quotations(library: Library, copied: list[str]) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter", ")", ")", "y", "q")
        await driver.press("y", "q")  # the sentence is still pointed at
        await driver.press("/")
        await driver.type("paragraph 7")
        await driver.press("enter", "y", "q")
        await driver.press("escape", "g", "y", "q")
    source = f"\n>\n> — {LINK}, Essays\n"
    assert copied[0] == copied[1]
    assert copied[0].startswith("> Paragraph 1 tells of the harbour")
    assert copied[2].startswith("> Paragraph 7 tells")
    assert copied[3].startswith("> Paragraph 0 tells")
    assert all(text.endswith(source) for text in copied)


# --- the kept page


async def test_the_kept_page_is_opened_harmless_private_and_removed(tmp_path: Path, opened: list[str]) -> None:
    with make_library(tmp_path / "library", []) as library:
        library.add(draft("Bees", "Bees in winter."), Original(PAGE, "text/html"))
        async with driving(library, browser="firefox") as driver:
            await driver.press("B")
            assert "opened in the browser: the page of 'Bees' as it was kept" in driver.rows[-1]
            assert opened[0].startswith("file:///")
            path = Path(opened[0].removeprefix("file://"))
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
            text = path.read_text("utf-8-sig")
            assert text.index("script-src 'none'") < text.index("steal()")
            await driver.press("B")
            assert opened[1] == opened[0]
        assert not path.parent.parent.exists()


async def test_a_page_that_was_not_kept(library: Library, opened: list[str]) -> None:
    async with driving(library, browser="firefox") as driver:
        await driver.press("g", "B")
        assert "the page of 'The lighthouse keeper of the harbour' was not kept" in driver.rows[-1]
    assert opened == []


async def test_in_a_browser_the_page_opens_before_the_one_who_reads(
    library: Library, opened: list[str], copied: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    async with driving(library, browser="firefox %s") as driver:
        monkeypatch.setattr("textual.app.App.is_web", True)
        monkeypatch.setattr("textual.app.App.open_url", lambda _, url: asked.append(url))
        await driver.press("g", "o")
        assert asked == ["https://example.org/lighthouse"]
        await driver.press("B")
        assert driver.main.status.message != f"opened in the browser: {asked[0]}"
        await driver.press("y", "y")
    assert opened == copied == [], "nothing on the machine that serves"


@pytest.fixture
def lent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sequence[str], bytes | None]]:
    """What had the terminal to itself; there is none in tests."""
    found: list[tuple[Sequence[str], bytes | None]] = []

    def lend(app: object, arguments: Sequence[str], data: bytes | None = None, told: object = None) -> int:
        found.append((arguments, data))
        return 2 if "fail" in arguments[-1] else 0

    monkeypatch.setattr("readlater.tui.lending.lend", lend)
    return found


async def test_a_browser_for_the_terminal(library: Library, lent: list[tuple[Sequence[str], bytes | None]]) -> None:
    async with driving(library, browser="!w3m %s") as driver:
        await driver.press("g", "o")
    assert lent == [(["w3m", "https://example.org/lighthouse"], None)]


async def test_without_a_browser_one_for_the_terminal_is_offered(
    library: Library, lent: list[tuple[Sequence[str], bytes | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise outside.NoBrowserError("no web browser was found: https://example.org", "lynx")

    monkeypatch.setattr(outside, "open_page", none)
    async with driving(library) as driver:
        await driver.press("g", "o")
        assert "Open it here, in lynx" in driver.frame
        await driver.press("q")
        assert "no web browser was found" in driver.rows[-1]
        await driver.press("o", "enter")
    assert lent == [(["lynx", "https://example.org/lighthouse"], None)]


async def test_where_there_is_no_terminal_to_lend(library: Library) -> None:
    async with driving(library, browser="!w3m") as driver:
        await driver.press("g", "o")
        assert "'w3m' needs a terminal, which is not to be had here" in driver.rows[-1]


# --- commands


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen is opened when something is printed, not because a busy machine is slow."""
    monkeypatch.setattr(piping, "SOON", 60.0)


def row(driver: Driver, number: int) -> str:
    """A row of the screen; while one screen takes the place of another there is none."""
    rows = driver.rows
    return rows[number] if number < len(rows) else ""


async def pipe(driver: Driver, command: str, form: str = "1") -> None:
    """Gives what is selected to a command."""
    await driver.press("|", form)
    driver.main.foot.prompt.field.value = command
    await driver.pilot.press("enter")


async def test_a_command_gets_the_text_and_what_it_prints_is_shown(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g")
        await pipe(driver, 'grep -c Paragraph; echo "$READLATER_TITLE / $READLATER_COUNT"')
        await driver.until(lambda: " 40" in driver.rows)
        await driver.until(lambda: "2 lines" in row(driver, 0))
        await driver.settle()
        assert " The lighthouse keeper of the harbour / 1" in driver.rows
        assert driver.rows[-1].startswith(" q close   y copy")
        await driver.press("q")
        assert driver.app.screen is driver.main


@pytest.mark.parametrize(("form", "first"), [("2", "---"), ("3", "<!DOCTYPE html>"), ("4", '{"id": "')])
async def test_the_forms(library: Library, form: str, first: str) -> None:
    async with driving(library) as driver:
        await driver.press("g")
        await pipe(driver, "head -c 20", form)
        await driver.until(lambda: row(driver, 1).startswith(f" {first}"))


async def test_the_form_and_the_commands_are_remembered(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.piping.SOON", 60.0)  # however busy the machine is
    async with driving(library) as driver:
        await pipe(driver, "true", "4")
        await driver.until(lambda: "done, it printed nothing: true" in driver.rows[-1])
        await pipe(driver, "false", "4")
        await driver.until(lambda: "false: exit code 1" in driver.rows[-1])
    async with driving(library) as driver:
        await driver.press("|", "enter")
        assert driver.rows[-2].startswith(" json | false")
        await driver.press("up")
        assert driver.rows[-2].startswith(" json | true")
        await driver.press("up", "down", "down", "down")
        assert driver.main.foot.prompt.field.value == ""
        await driver.press("enter")
        assert "type a command" in driver.frame
        await driver.press("escape")


async def test_several_articles_at_once(library: Library) -> None:
    async with driving(library) as driver:
        driver.main.articles.selected = {1, 2, 3}
        await driver.press("|")
        assert "Pipe 3 articles as" in driver.frame
        assert "HTML" not in driver.frame
        await driver.press("q")
        await pipe(driver, 'wc -l; echo "$READLATER_COUNT$READLATER_TITLE"', "3")
        await driver.until(lambda: "2 lines" in row(driver, 0))
        await driver.settle()
        assert row(driver, 1).split() == ["3"]
        assert row(driver, 2).split() == ["3"]


async def test_a_command_that_fails_says_how(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.piping.SOON", 60.0)  # however busy the machine is
    async with driving(library, (160, 40)) as driver:
        await pipe(driver, "no-such-command-here")
        await driver.until(lambda: "exit code 127: " in driver.rows[-1])
        assert driver.app.screen is driver.main
        await pipe(driver, "echo some; echo sorry >&2; exit 2")
        await driver.until(lambda: "exit code 2: sorry" in row(driver, 0))
        await driver.settle()
        assert row(driver, 1) == " some"
        await driver.press("q")
        assert "exit code 2: sorry" in driver.rows[-1]


async def test_nothing_a_command_prints_reaches_the_terminal_as_it_is(library: Library) -> None:
    async with driving(library) as driver:
        await pipe(driver, r"printf 'a\033]0;title\007b\033[2Jc\302\2332J\n'; printf '\033[31merror\007' >&2; exit 1")
        await driver.until(lambda: "exit code 1: error" in row(driver, 0))
        await driver.settle()
        assert row(driver, 1).startswith(" abc")
        assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for row in driver.rows for character in row)


async def test_ten_megabytes(library: Library) -> None:
    async with driving(library) as driver:
        await pipe(driver, "yes bees | head -c 10000000")
        await driver.until(lambda: "200,000 lines · 9,000,000 bytes more are not shown" in row(driver, 0), 30)
        await driver.press("G")
        assert driver.rows[-2].startswith(" bees")
        await driver.pilot.resize_terminal(40, 12)
        await driver.until(lambda: len(driver.rows) == 12 and row(driver, 1).startswith(" bees"))


async def test_a_command_is_stopped_and_what_it_printed_stays(library: Library, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    async with driving(library) as driver:
        await pipe(driver, f"trap '' TERM; echo first; echo $$ > {pids}; sleep 60; sleep 60")
        await driver.until(lambda: row(driver, 1) == " first")
        assert "running" in row(driver, 0)
        assert driver.rows[-1].startswith(" q stop it")
        await driver.pilot.press("q")
        await driver.until(lambda: "stopped" in row(driver, 0))
        assert row(driver, 1) == " first"
        await driver.press("q")
        assert driver.rows[-1].startswith(" stopped: trap")
        until(lambda: not alive(int(pids.read_text())))


async def test_quitting_ends_a_command_that_runs(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piping, "SOON", 0.0)
    pids = tmp_path / "pids"
    async with driving(library) as driver:
        await pipe(driver, f"trap '' TERM HUP INT; echo $$ > {pids}.new; mv {pids}.new {pids}; sleep 60; sleep 60")
        await driver.until(pids.exists)
        await driver.until(lambda: "running" in row(driver, 0))
    until(lambda: not alive(int(pids.read_text())))


async def test_a_command_that_does_not_read(library: Library) -> None:
    async with driving(library) as driver:
        await pipe(driver, "exec 0<&-; echo done")
        await driver.until(lambda: row(driver, 1) == " done")


async def test_what_was_printed_is_copied(library: Library, copied: list[str]) -> None:
    async with driving(library) as driver:
        await pipe(driver, "printf 'one\\ntwo\\n'")
        await driver.until(lambda: "2 lines" in row(driver, 0) and "y copy" in driver.rows[-1])
        await driver.press("y")
        assert "copied by xclip: what the command printed, 2 lines" in driver.rows[-1]
    assert copied == ["one\ntwo\n"]


async def test_a_command_that_gets_the_terminal(
    library: Library, lent: list[tuple[Sequence[str], bytes | None]]
) -> None:
    async with driving(library) as driver:
        await driver.press("g")
        await pipe(driver, "!less -S")
        await driver.settle()
        await pipe(driver, "! fail")
        await driver.settle()
        assert "! fail: exit code 2" in driver.rows[-1]
        await pipe(driver, "! ")
        await driver.until(lambda: "type a command" in driver.frame)
        await driver.press("escape")
    (arguments, data), _ = lent
    assert arguments[:2] == ["sh", "-c"]
    assert arguments[2].endswith("\nless -S")
    assert data is not None
    assert data.startswith(b"Paragraph 0 tells")


async def test_the_kept_page_for_a_command(tmp_path: Path) -> None:
    with make_library(tmp_path / "library", [draft("Wasps")]) as library:
        library.add(draft("Bees", "Bees in winter."), Original(PAGE, "text/html"))
        async with driving(library) as driver:
            await driver.press("g")
            await pipe(driver, "grep -o steal", "5")
            await driver.until(lambda: row(driver, 1) == " steal")
            await driver.press("q", "j")
            await pipe(driver, "cat", "5")
            await driver.until(lambda: "the page of 'Wasps' was not kept" in driver.rows[-1])


async def test_a_history_that_was_damaged(library: Library) -> None:
    library.set_setting("screen.pipe-commands", "{")
    async with driving(library) as driver:
        await driver.press("|", "enter")
        assert driver.main.foot.prompt.field.value == ""
        await driver.press("escape")
    library.set_setting("screen.pipe-commands", json.dumps([1, "wc"]))
    async with driving(library) as driver:
        await driver.press("|", "enter")
        assert driver.main.foot.prompt.field.value == "wc"
        await driver.press("escape")


def test_markdown_links() -> None:
    from readlater.tui.sharing import markdown_link

    assert markdown_link("a [b]", "https://a.example/(x)") == "[a \\[b\\]](<https://a.example/(x)>)"
    with pytest.raises(ReadlaterError):
        outside.checked("ftp://a.example")


async def test_a_sentence_that_is_marked_is_quoted(library: Library, copied: list[str]) -> None:
    async with driving(library) as driver:
        await driver.press("enter")
        document = driver.main.reader.document
        assert document is not None
        start = document.text.index("Paragraph 2 ")
        driver.main.desk.show_passage(start, start + len("Paragraph 2"))
        await driver.settle()
        await driver.press("y", "q")
        assert copied[-1].splitlines()[0] == "> Paragraph 2"
        await driver.press("j")
        assert driver.main.reader.pointed is None

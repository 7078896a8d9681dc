"""The panel that says which keys may follow: after a pause, with the keys' titles, never in the way."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.events import Key, Paste

from readlater.library import Library
from readlater.tui.dispatch import key_name
from readlater.tui.screens.main import MainScreen
from readlater.tui.widgets.foot import Foot
from readlater.tui.widgets.which_key import WhichKey
from tests.tui.driving import Driver, driving


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.widgets.foot.PAUSE", 0.0)


def panel(driver: Driver) -> WhichKey | None:
    """The panel, if it is shown."""
    found = [one for one in driver.main.query(WhichKey) if one.display]
    return found[0] if found else None


def panel_text(driver: Driver) -> str:
    """What stands in the panel."""
    shown = panel(driver)
    if shown is None:
        return ""
    region = shown.region
    return "\n".join(driver.rows[region.y : region.bottom])


async def test_a_prefix_lists_the_keys_that_may_follow(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("e")
        text = panel_text(driver)
        assert "e Edit" in text
        for part in ("t Edit the title", "g Tags", "u Edit the address", "esc leaves"):
            assert part in text
        shown = panel(driver)
        assert shown is not None
        assert shown.region.width == 120
        assert shown.region.bottom == driver.main.status.region.y
        assert shown.region.height <= 40 // 3
        await driver.press("t")
        assert panel(driver) is None
        assert driver.main.foot.prompt.kind


async def test_what_is_not_of_this_pane_is_not_offered(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("y")
        assert "Copy a quotation" not in panel_text(driver)
        await driver.press("escape", "enter", "y")
        assert "Copy a quotation" in panel_text(driver)


@pytest.mark.parametrize("key", ["escape", "ctrl+c", "backspace", "ctrl+g"])
async def test_it_can_be_left(library: Library, key: str) -> None:
    async with driving(library) as driver:
        await driver.press("enter", "e", key)
        assert panel(driver) is None
        assert driver.main.pane.value == "reader", "the key did nothing else"
        assert "means nothing" not in driver.main.status.message
        await driver.press("q")
        assert driver.main.pane.value == "list", "and the next key means what it always does"


async def test_a_key_that_does_not_follow_says_so(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("ctrl+w", "j")
        assert driver.main.status.message == "^W j means nothing here"
        assert panel(driver) is None
        assert driver.main.articles.index == 0


async def test_a_known_key_shows_no_panel(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.widgets.foot.PAUSE", 30.0)
    async with driving(library) as driver:
        await driver.press("e")
        assert panel(driver) is None
        assert "e Edit" in driver.rows[-1]
        await driver.press("escape")
        assert "e Edit" not in driver.rows[-1]
        assert driver.main.foot._offered is None, "the pause is over with the next key"


async def test_the_panel_comes_after_the_pause(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.widgets.foot.PAUSE", 0.01)
    async with driving(library) as driver:
        await driver.press("e")
        await driver.until(lambda: panel(driver))


async def test_on_a_low_screen_the_status_line_tells_the_keys(library: Library) -> None:
    async with driving(library, (80, 12)) as driver:
        await driver.press("e")
        assert panel(driver) is None
        assert "g Tags" in driver.rows[-1]
        assert "t Edit the title" in driver.rows[-1]


async def test_what_has_no_room_is_counted(library: Library) -> None:
    async with driving(library, (40, 16)) as driver:
        await driver.press("e")
        shown = panel(driver)
        assert shown is not None
        assert shown.region.height <= 16 // 3
        assert "3 more" in panel_text(driver)


async def test_a_click_presses_the_key(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("e")
        shown = panel(driver)
        assert shown is not None
        row = next(n for n, text in enumerate(panel_text(driver).splitlines()) if "Edit the title" in text)
        column = panel_text(driver).splitlines()[row].index("Edit the title")
        await driver.pilot.click(shown, offset=(column, row))
        await driver.settle()
        assert driver.main.foot.prompt.kind
        assert panel(driver) is None


async def test_a_click_on_a_low_screen_too(library: Library) -> None:
    async with driving(library, (80, 12)) as driver:
        await driver.press("e")
        await driver.pilot.click(driver.main.status, offset=(driver.rows[-1].index("Edit the title"), 0))
        await driver.settle()
        assert driver.main.foot.prompt.kind


async def test_longer_sequences_are_told_key_by_key(library: Library) -> None:
    async with driving(library, keys={"preset": "emacs"}) as driver:
        await driver.press("ctrl+x")
        assert "r Marks…" in panel_text(driver)
        await driver.press("r")
        assert "^X r Marks" in panel_text(driver)
        assert "space Set a mark" in panel_text(driver)
        await driver.press("space", "a")
        assert "marked a" in driver.main.status.message


async def test_another_pane_ends_what_was_begun(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("e")
        await driver.pilot.click(driver.main.reader, offset=(5, 3))
        await driver.settle()
        await driver.press("y", "y")
        assert "means nothing" not in driver.main.status.message


async def test_ascii(library: Library) -> None:
    async with driving(library, ascii=True) as driver:
        await driver.press("e")
        assert panel_text(driver).isascii()
        assert driver.rows[-1].isascii()
        await driver.press("escape", "comma", "2")
        assert driver.rows[-1].isascii()


async def test_a_key_that_is_waited_for(library: Library) -> None:
    async with driving(library) as driver:
        given: list[str] = []
        choices = [("a", "One"), ("space", "Two")]
        for key in ("z", "space", "escape", "ctrl+c", "backspace"):
            driver.main.dispatch.await_key("Which", choices, given.append)
            await driver.pilot.pause()
            assert "a One" in panel_text(driver)
            assert "space Two" in panel_text(driver)
            await driver.press(key)
            assert panel(driver) is None
        assert given == ["z", "space"]


async def test_many_choices_with_long_titles(library: Library) -> None:
    choices = [
        (chr(ord("a") + n), "The lighthouse keeper of the harbour and what became of her " * 2) for n in range(26)
    ]
    async with driving(library, (200, 50)) as driver:
        driver.main.dispatch.await_key("Which", choices, lambda _: None)
        await driver.pilot.pause()
        lines = panel_text(driver).splitlines()
        assert len(lines) <= 50 // 3
        assert sum(line.count("The lighthouse") for line in lines) >= 26
        assert len([one for one in lines[1].split("  ") if one.strip()]) == 2, "only as many columns as it takes"


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (40, 16), (79, 24), (300, 90)], ids=str)
async def test_any_size(library: Library, size: tuple[int, int]) -> None:
    async with driving(library, size) as driver:
        for key in ("e", "y", "ctrl+w"):
            await driver.press(key)
            assert len(driver.rows) == size[1]
            await driver.press("escape")


# --- numbers


@pytest.mark.parametrize(
    ("keys", "index"),
    [
        ("comma 2 j", 2),
        ("comma 1 0 j", 2),
        ("comma 2 backspace 1 j", 1),
        ("comma 2 escape j", 1),
        ("comma 3 G", 2),
        ("comma 2 g", 1),
        ("comma 9 9 g", 2),
        ("comma 7 0 percent_sign", 1),
        ("7 j", 2),
        ("comma 2 J", 2),
    ],
)
async def test_a_number_before_a_command_of_the_list(library: Library, keys: str, index: int) -> None:
    async with driving(library) as driver:
        await driver.press(*keys.split())
        assert driver.main.articles.index == index
        assert driver.main.browsing.view.name == "inbox"


async def test_digits_of_the_list_are_views_without_it(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("comma", "2", "j", "2")
        assert driver.main.browsing.view.name == "unread"


async def test_a_number_selects_as_many(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("comma", "2", "x")
        assert "2 selected" in driver.main.position


async def test_numbers_in_the_reader(library: Library) -> None:
    async with driving(library, (80, 24)) as driver:
        await driver.press("enter", "5", "j")
        reader = driver.main.reader
        assert reader.scroll_offset.y == 5
        assert driver.main.status.message == ""
        await driver.press("5", "0", "G")
        assert 40 <= reader.percent <= 65
        half = reader.place
        await driver.press("9", "0", "percent_sign")
        assert reader.place > half
        await driver.press("[")
        assert reader.place == half, "a jump like any other"
        await driver.press("percent_sign")
        assert "50% is the middle" in driver.main.status.message
        await driver.press("g", "3", "space")
        three = reader.scroll_offset.y
        await driver.press("g", "space", "space", "space")
        assert reader.scroll_offset.y == three


async def test_a_number_goes_with_a_sequence(library: Library) -> None:
    async with driving(library, (80, 24), keys={"preset": "vim"}) as driver:
        await driver.press("enter", "5", "0", "g", "g")
        assert 30 <= driver.main.reader.percent <= 65


# --- what comes from a terminal


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("j", "j", "j"),
        ("comma", ",", "comma"),
        ("space", " ", "space"),
        ("question_mark", "?", "?"),
        ("ctrl+d", "\x04", "ctrl+d"),
        ("ctrl+i", "\t", "tab"),
        ("ctrl+h", "\x08", "backspace"),
        ("ctrl+underscore", "\x1f", "ctrl+_"),
        ("ctrl+right_square_bracket", "\x1d", "ctrl+]"),
        ("ctrl+backslash", "\x1c", "ctrl+\\"),
        ("alt+less_than_sign", None, "alt+<"),
        ("alt+v", None, "alt+v"),
        ("alt+d", "d", "alt+d"),
        ("alt+less_than_sign", "<", "alt+<"),
        ("alt+G", "G", "alt+G"),
        ("ctrl+pageup", None, "ctrl+pageup"),
        ("ctrl+@", "\x00", "ctrl+@"),
        ("plus", "+", "+"),
        ("alt+circumflex_accent", None, "alt+^"),
        ("alt+no_such_name", None, "alt+no_such_name"),
    ],
)
def test_keys_have_the_names_of_the_registry(key: str, character: str | None, name: str) -> None:
    assert key_name(key, character) == name


async def alt(driver: Driver, key: str) -> None:
    """A key with alt that comes fast after another: Textual makes a sign of the escape before it."""
    driver.app.post_message(Key("circumflex_accent", "^"))
    driver.app.post_message(Key(key, key))
    await driver.settle()


async def test_alt_with_a_key_is_not_the_key(library: Library) -> None:
    async with driving(library) as driver:
        await alt(driver, "d")
        assert len(driver.main.articles.source) == 3, "nothing is deleted"
        await driver.press("circumflex_accent")
        assert driver.app.is_running


async def test_alt_with_a_key_is_what_the_table_says(library: Library) -> None:
    async with driving(library, keys={"preset": "emacs"}) as driver:
        await alt(driver, ">")
        assert driver.main.articles.index == 2
        await alt(driver, "<")
        assert driver.main.articles.index == 0


# --- one burst


async def burst(driver: Driver, keys: Sequence[str]) -> None:
    """Keys that arrive before any of them has been dealt with."""
    for key in keys:
        driver.app.post_message(Key(key, key if len(key) == 1 else "\r" if key == "enter" else None))
    await driver.settle()


async def test_what_comes_in_one_burst_after_enter_is_not_taken_by_the_line(library: Library) -> None:
    async with driving(library) as driver:
        await burst(driver, ["/", *"the", "enter", "7", "j"])
        assert driver.main.browsing.text == "the"
        assert not driver.main.foot.is_open
        assert driver.main.articles.has_focus


async def test_and_does_what_it_means(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("slash", *"keeper")
        await burst(driver, ["enter", "enter"])
        assert driver.main.browsing.text == "keeper"
        assert driver.main.pane.value == "reader"


async def test_after_escape_too(library: Library) -> None:
    async with driving(library) as driver:
        await burst(driver, ["/", *"zz", "escape", "j"])
        assert driver.main.browsing.text == ""
        assert not driver.main.foot.is_open


async def test_in_the_moment_before_there_is_a_line(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    complete = Foot.complete
    screens: list[Foot] = []

    async def later(foot: Foot) -> object:
        if not screens:  # the first asking is of the screen itself, after its first frame
            screens.append(foot)
            return None
        return await complete(foot)

    monkeypatch.setattr(Foot, "complete", later)
    async with driving(library) as driver:
        main: MainScreen = driver.main
        await burst(driver, ["/", *"keeper", "enter", "enter"])
        assert main.browsing.text == "keeper"
        assert main.pane.value == "reader"


async def test_the_title_stands_once(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("e")
        assert driver.frame.count("e Edit") == 1
        assert driver.rows[-1].split() == ["press", "one", "of", "these", "keys"]


async def test_a_resize_while_keys_are_offered(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("e")
        await driver.pilot.resize_terminal(80, 12)
        await driver.until(lambda: panel(driver) is None and "t Edit the title" in driver.rows[-1])
        await driver.pilot.resize_terminal(100, 30)
        await driver.until(lambda: "t Edit the title" in panel_text(driver))
        await driver.press("t")
        assert driver.main.foot.is_open


@pytest.mark.parametrize("keys", [["e"], [";"]])
async def test_what_was_begun_ends_when_something_is_pasted(library: Library, keys: list[str]) -> None:
    async with driving(library) as driver:
        await driver.press("enter", *keys)
        driver.app.post_message(Paste("https://example.org/pasted"))
        await driver.until(lambda: driver.main.foot.is_open)
        assert panel(driver) is None
        await driver.press("escape", "t")
        assert "tags" in driver.frame.lower()
        assert driver.main.foot.is_open, "t is what it always is: no title is edited, no mark is set"
        assert "Edit the title" not in driver.rows[-2]

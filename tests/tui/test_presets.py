"""The presets: each a whole, unambiguous key table in which nothing is lost and everything can be left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.errors import ConfigError
from readlater.library import Library
from readlater.tui.commands import BY_ID, COMMANDS, Pane
from readlater.tui.keymap import Keymap, normalise, split_keys
from readlater.tui.presets import PRESETS
from tests.tui.driving import driving

NAMES = sorted(PRESETS)
MULTIPLEXER = {"ctrl+a", "ctrl+b", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+s"}
"""Keys that a multiplexer or the terminal itself may keep to itself."""

KEYS = st.lists(
    st.sampled_from([*"abdgqxyzGZ1;?", "space", "tab", "ctrl+w", "ctrl+x", "f4", "home", "comma"]),
    min_size=1,
    max_size=3,
).map(" ".join)
CHANGES = st.dictionaries(
    st.sampled_from([command.id for command in COMMANDS]), st.lists(KEYS, max_size=3).map(", ".join), max_size=6
)


def bound(keymap: Keymap) -> dict[Pane, dict[str, str]]:
    """What the keys of a map are said to do, per pane."""
    found: dict[Pane, dict[str, str]] = {pane: {} for pane in Pane}
    for command in COMMANDS:
        for keys in keymap.keys(command.id):
            for pane in command.where:
                assert keys not in found[pane], (keys, pane)
                found[pane][keys] = command.id
    return found


def check(keymap: Keymap) -> None:
    """Every key does what it says, and none is the beginning of others."""
    for pane, keys in bound(keymap).items():
        for one, command_id in keys.items():
            assert keymap.command(one, pane) is BY_ID[command_id]
            assert not keymap.continuations(one, pane), (one, pane)
            parts = one.split()
            for end in range(1, len(parts)):
                begun = " ".join(parts[:end])
                assert keymap.command(begun, pane) is None
                assert (" ".join(parts[end:]), BY_ID[command_id]) in keymap.continuations(begun, pane)
                assert parts[end] in dict(keymap.following(begun, pane))


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_is_a_whole_table(name: str) -> None:
    keymap = Keymap({"preset": name})
    assert keymap.preset == name
    check(keymap)
    assert PRESETS[name].about
    for command in COMMANDS:
        assert keymap.keys(command.id) or command.palette, f"{command.id} can't be reached"


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_is_written_the_usual_way(name: str) -> None:
    for command_id, text in PRESETS[name].keys.items():
        assert command_id in BY_ID
        for sequence in split_keys(text):
            assert sequence == " ".join(normalise(key) for key in sequence.split())
        assert split_keys(text) != BY_ID[command_id].keys, f"{command_id} is as usual"


@pytest.mark.parametrize("name", NAMES)
def test_every_prefix_has_a_name_and_every_name_a_prefix(name: str) -> None:
    keymap = Keymap({"preset": name})
    begun = {
        " ".join(keys.split()[:end])
        for command in COMMANDS
        for keys in keymap.keys(command.id)
        for end in range(1, len(keys.split()))
    }
    assert all(keymap.title(prefix) for prefix in begun)
    assert set(PRESETS[name].prefixes) <= begun


@pytest.mark.parametrize("name", NAMES)
def test_nothing_needs_alt_or_the_prefix_of_a_multiplexer(name: str) -> None:
    keymap = Keymap({"preset": name})
    for command in COMMANDS:
        keys = keymap.keys(command.id)
        usable = [one for one in keys if not {"alt", *MULTIPLEXER} & {*one.split(), *one.replace("+", " ").split()}]
        assert usable or not keys, command.id
        if command.id != "app.cancel":
            assert keys != ("escape",), command.id


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("pane", list(Pane))
def test_every_pane_can_be_left_and_the_program_quit(name: str, pane: Pane) -> None:
    keymap = Keymap({"preset": name})
    does = {command_id: keys for keys, command_id in bound(keymap)[pane].items()}
    assert {"app.back", "app.cancel", "app.quit", "app.help", "app.palette", "app.undo"} <= set(does)
    assert keymap.command("q", pane) is BY_ID["app.back"]
    assert keymap.command("escape", pane) is BY_ID["app.cancel"]
    assert keymap.command("f1", pane) is BY_ID["app.help"]
    assert keymap.command("ctrl+q", pane) is BY_ID["app.quit"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("key", ["down", "up", "pagedown", "pageup", "home", "end"])
def test_the_keys_without_letters_always_move(name: str, key: str) -> None:
    keymap = Keymap({"preset": name})
    for pane in Pane:
        command = keymap.command(key, pane)
        assert command is not None
        assert command.area == "move"


@pytest.mark.parametrize("name", ["vim", "less"])
def test_digits_are_numbers_everywhere(name: str) -> None:
    keymap = Keymap({"preset": name})
    assert not any(keymap.command(str(digit), pane) for digit in range(10) for pane in Pane)


def test_in_arrows_no_letter_moves() -> None:
    keymap = Keymap({"preset": "arrows"})
    for command_id in (
        "move.down",
        "move.up",
        "move.page-down",
        "move.page-up",
        "move.top",
        "move.bottom",
        "list.open",
    ):
        assert not any(len(key) == 1 for key in keymap.keys(command_id))


@given(st.sampled_from(NAMES), CHANGES)
def test_any_changes_are_refused_or_mean_what_they_say(name: str, changes: dict[str, str]) -> None:
    try:
        keymap = Keymap({"preset": name, **changes})
    except ConfigError as error:
        message = str(error)
        assert message.startswith("[keys] ")
        assert any(command_id in message for command_id in BY_ID)
        assert (f"(preset {name})" in message) == (name != "default")
        return
    check(keymap)
    for command_id, text in changes.items():
        assert keymap.keys(command_id) == split_keys(text)


def test_a_change_that_clashes_with_the_preset_names_both_and_the_preset() -> None:
    with pytest.raises(ConfigError) as caught:
        Keymap({"preset": "less", "article.archive": "d"})
    assert str(caught.value) == (
        "[keys] 'd' is the key of both move.half-down and article.archive in the list (preset less): "
        "give one of them another key"
    )


def test_a_key_that_begins_others_is_refused_whichever_comes_first() -> None:
    for changes in ({"move.top": "y"}, {"preset": "vim", "app.undo": "g"}):
        with pytest.raises(ConfigError, match=r"is the key of .* and begins '. .', that of"):
            Keymap(changes)


def test_an_unknown_preset_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="no preset 'vi'; did you mean 'vim'"):
        Keymap({"preset": "vi"})
    with pytest.raises(ConfigError, match="there are default, vim, less, emacs, arrows"):
        Keymap({"preset": "nano"})


# --- on the screen


async def test_vim(library: Library) -> None:
    async with driving(library, keys={"preset": "vim"}) as driver:
        articles = driver.main.articles
        await driver.press("G")
        assert articles.index == 2
        await driver.press("g", "g")
        assert articles.index == 0
        await driver.press("2", "j")
        assert articles.index == 2
        await driver.press("2", "G")
        assert articles.index == 1
        await driver.press("d", "d")
        assert len(articles.source) == 2
        await driver.press("u")
        assert len(articles.source) == 3
        await driver.press("g", "6")
        assert driver.main.browsing.view.name == "trash"
        await driver.press("g", "1", "enter")
        assert driver.main.pane.value == "reader"
        await driver.press("Z", "Z")
        assert driver.main.leaving


async def test_less(library: Library) -> None:
    async with driving(library, (80, 20), keys={"preset": "less"}) as driver:
        await driver.press("enter", "space")
        reader = driver.main.reader
        down = reader.place
        assert down > 0
        await driver.press("u")
        assert 0 < reader.place < down
        await driver.press("b")
        assert reader.place == 0
        await driver.press("5", "0", "p")
        assert 30 < reader.percent < 70
        await driver.press("e")
        await driver.press("h")
        assert driver.app.screen is not driver.main


async def test_emacs(library: Library) -> None:
    async with driving(library, keys={"preset": "emacs"}) as driver:
        articles = driver.main.articles
        await driver.press("ctrl+n")
        assert articles.index == 1
        await driver.press("ctrl+p")
        assert articles.index == 0
        await driver.press("ctrl+u", "2", "ctrl+n")
        assert articles.index == 2
        await driver.press("ctrl+s", *"troops", "enter")
        assert len(articles.source) == 1
        await driver.press("ctrl+g")
        assert len(articles.source) == 3
        await driver.press("d", "ctrl+x", "u")
        assert len(articles.source) == 3
        await driver.press("ctrl+x", "ctrl+c")
        assert driver.main.leaving


async def test_arrows(library: Library) -> None:
    async with driving(library, keys={"preset": "arrows"}) as driver:
        await driver.press("down", "up", "right")
        assert driver.main.pane.value == "reader"
        await driver.press("pagedown", "ctrl+home", "left")
        assert driver.main.pane.value == "list"
        await driver.press("j")
        assert driver.main.articles.index == 0, "letters don't move"
        await driver.press("f10")
        assert driver.main.leaving

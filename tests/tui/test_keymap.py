"""The reader's own keys: understood, checked as a whole, refused with advice."""

from __future__ import annotations

import pytest

from readlater.errors import ConfigError
from readlater.tui.commands import BY_ID, Pane
from readlater.tui.keymap import Keymap, key_label, normalise, spelled_out, split_keys


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("a", "a"),
        ("G", "G"),
        ("?", "?"),
        (",", "comma"),
        (" ", "space"),
        ("Ctrl+D", "ctrl+D"),
        ("ctrl+d", "ctrl+d"),
        ("shift+g", "G"),
        ("shift+tab", "shift+tab"),
        ("shift+ctrl+up", "ctrl+shift+up"),
        ("PageDown", "pagedown"),
        ("ctrl++", "ctrl++"),
        ("f12", "f12"),
    ],
)
def test_a_key_has_one_spelling(written: str, key: str) -> None:
    assert normalise(written) == key


@pytest.mark.parametrize("written", ["pagdown", "strg+a", "ctrl+", "f99", "ab"])
def test_a_key_that_does_not_exist_is_named(written: str) -> None:
    with pytest.raises(ConfigError, match="there is no key") as caught:
        normalise(written)
    assert written in str(caught.value)


def test_a_near_key_is_proposed() -> None:
    with pytest.raises(ConfigError, match="did you mean 'pagedown'"):
        normalise("pagdown")


def test_keys_are_separated_by_commas_and_those_of_a_sequence_by_spaces() -> None:
    assert split_keys("e, ctrl+e,e") == ("e", "ctrl+e")
    assert split_keys("g  g, home") == ("g g", "home")
    assert split_keys("e ctrl+e") == ("e ctrl+e",)
    assert split_keys("comma, Ctrl+w >") == ("comma", "ctrl+w >")
    assert split_keys("") == split_keys(" , ") == ()


def test_a_command_can_have_another_key() -> None:
    keymap = Keymap({"article.archive": "E"})
    assert keymap.command("E", Pane.LIST) is BY_ID["article.archive"]
    assert keymap.command("a", Pane.LIST) is None
    assert keymap.keys("article.archive") == ("E",)
    assert keymap.label("article.archive") == "E"


def test_a_command_can_have_no_key() -> None:
    keymap = Keymap({"article.delete": ""})
    assert keymap.command("d", Pane.LIST) is None
    assert keymap.label("article.delete") == ""


def test_keys_can_be_exchanged() -> None:
    keymap = Keymap({"article.archive": "s", "article.favourite": "a"})
    assert keymap.command("s", Pane.READER) is BY_ID["article.archive"]
    assert keymap.command("a", Pane.READER) is BY_ID["article.favourite"]


def test_a_key_with_two_meanings_is_refused_and_both_are_named() -> None:
    with pytest.raises(ConfigError) as caught:
        Keymap({"article.archive": "s"})
    for name in ("article.archive", "article.favourite", "'s'"):
        assert name in str(caught.value)


def test_the_same_key_may_mean_different_things_in_different_panes() -> None:
    keymap = Keymap()
    assert keymap.command("/", Pane.LIST) is BY_ID["list.search"]
    assert keymap.command("/", Pane.READER) is BY_ID["reader.find"]


def test_an_unknown_command_is_refused_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"did you mean 'article\.archive'"):
        Keymap({"article.archiv": "e"})
    with pytest.raises(ConfigError, match="readlater --keys"):
        Keymap({"zzzz": "e"})


def test_labels_are_short_and_can_be_ascii() -> None:
    assert key_label("enter") == "⏎"
    assert key_label("enter", ascii=True) == "enter"
    assert key_label("ctrl+d") == "^D"
    assert key_label("g g") == "gg"
    assert spelled_out("g g") == "g g"
    assert key_label("ctrl+w >") == "^W >"
    assert Keymap().labels("move.down", ascii=True) == ["j", "down"]
    assert "y l" in Keymap().labels("article.copy-link")
    assert all(label.isascii() for command in BY_ID for label in Keymap().labels(command, ascii=True))

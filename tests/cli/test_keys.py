"""``readlater --keys`` and ``readlater --config-dir``: the keys as they are configured, and where that is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlater.config import load
from readlater.tui.commands import COMMANDS
from readlater.tui.keymap import Keymap
from tests.cli.running import Cli


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a configuration of its own."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "config.toml").write_text(
        'width = 50\n[keys]\npreset = "vim"\n"article.archive" = ["Z a", "E"]\n', encoding="utf-8"
    )
    return folder


def test_keys_prints_the_table(cli: Cli) -> None:
    out = cli("--keys").out
    assert out == cli("config", "--keys").out
    assert "article.copy-markdown" in out
    assert "y m" in out
    assert not cli.library.exists()


def test_keys_as_json_has_every_command(cli: Cli) -> None:
    found = cli("--keys", "--json").json
    assert found == cli("config", "--keys", "--json").json
    assert [one["id"] for one in found] == [command.id for command in COMMANDS]
    keymap = Keymap()
    for one in found:
        assert one["keys"] == list(keymap.keys(one["id"]))
        assert one["help"]
        assert one["where"]
        assert one["preset"] == "default"


def test_keys_are_those_of_the_preset_and_its_changes(cli: Cli, folder: Path) -> None:
    found = {one["id"]: one for one in cli("--config-dir", folder, "--keys", "--json").json}
    assert found["move.top"]["keys"] == ["g g", "home"]
    assert found["move.top"]["default"] == ["g", "home"]
    assert found["article.archive"]["keys"] == ["Z a", "E"]
    assert found["move.top"]["preset"] == "vim"


def test_keys_that_clash_are_named_with_the_preset(cli: Cli, folder: Path) -> None:
    (folder / "config.toml").write_text('[keys]\npreset = "less"\n"article.archive" = "d"\n', encoding="utf-8")
    for arguments in (("--keys",), ("config",), ("config", "--keys")):
        error = cli("--config-dir", folder, *arguments, code=2).err
        assert "'d' is the key of both move.half-down and article.archive in the list (preset less)" in error
        assert error.count("\n") == 1
    (folder / "config.toml").write_text('[keys]\npreset = "lass"\n', encoding="utf-8")
    assert "there is no preset 'lass'; did you mean 'less'?" in cli.fails("--config-dir", folder, "--keys", code=2)


def test_keys_goes_without_a_command_and_json_with_keys(cli: Cli) -> None:
    assert "--keys goes without a command" in cli.fails("--keys", "list", code=2)
    assert "--json goes after a command" in cli.fails("--json", code=2)
    assert "--json goes after a command" in cli.fails("--json", "list", code=2)


def test_config_dir_names_the_folder(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = cli("--config-dir", folder, "config", "--json").json
    assert given["width"] == {"value": 50, "from": str(folder / "config.toml")}
    assert cli("--config-dir", folder, "config", "--path").out.strip() == str(folder / "config.toml")
    monkeypatch.chdir(folder.parent)
    assert cli("--config-dir", folder.name, "config", "--path").out.strip() == str(folder / "config.toml")


def test_config_dir_goes_before_the_environment(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = folder.parent / "other"
    other.mkdir()
    file = folder.parent / "named.toml"
    monkeypatch.setenv("READLATER_CONFIG_DIR", str(other))
    assert cli("config", "--path").out.strip() == str(other / "config.toml")
    monkeypatch.setenv("READLATER_CONFIG", str(file))
    assert cli("config", "--path").out.strip() == str(file), "the file before the folder"
    assert cli("--config-dir", folder, "config", "--path").out.strip() == str(folder / "config.toml")


def test_a_folder_that_is_not_there_is_named(cli: Cli, tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert cli.fails("--config-dir", missing, "list", code=2) == f"--config-dir: there is no folder '{missing}'"
    assert cli.fails("--config-dir", " ", "list", code=2) == "--config-dir needs the name of a folder"
    assert "--config-dir goes before the command" in cli.fails("list", "--config-dir", missing, code=2)


def test_the_folder_is_known_to_the_screen(folder: Path) -> None:
    config = load(folder / "config.toml", {})
    assert config.folder == folder
    assert load(folder / "none" / "config.toml", {}).folder == folder / "none"


def test_as_a_process_without_a_terminal(cli: Cli, folder: Path) -> None:
    done = cli.run("--config-dir", folder)
    assert done.code == 2
    assert "needs a terminal" in done.err
    assert "move.top" in cli.run("--config-dir", folder, "--keys").out


def test_ascii_is_left_to_the_terminal_unless_it_is_said(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    assert load(file, {"TERM": "linux"}).ascii is True
    assert load(file, {"TERM": "xterm", "LANG": "C.UTF-8"}).ascii is False
    assert load(file, {"TERM": "linux", "READLATER_ASCII": "0"}).ascii is False
    assert load(file, {"TERM": "linux", "READLATER_ASCII": "auto"}).ascii is True
    file.write_text("ascii = true\n")
    assert load(file, {"TERM": "xterm", "LANG": "C.UTF-8"}).ascii is True
    file.write_text('ascii = "auto"\n')
    assert load(file, {"TERM": "linux"}).ascii is True

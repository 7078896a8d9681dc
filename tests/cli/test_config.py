"""The configuration: file, environment, defaults, and what is said about mistakes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import platformdirs
import pytest

from readlater.config import NAMES, config_path, default_library, load
from readlater.errors import ConfigError


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistake(folder: Path, text: str, **environ: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load(written(folder, text), environ)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_without_a_file_everything_is_default(tmp_path: Path) -> None:
    config = load(tmp_path / "none.toml", {})
    assert (config.width, config.count_reading, config.reading_speed, config.trash_days) == (72, "end", 238, 30)
    assert config.library == default_library()
    assert config.zone is None
    assert set(config.origins) == set(NAMES)
    assert set(config.origins.values()) == {"default"}


def test_the_folders_are_those_of_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        assert config_path({}) == platformdirs.user_config_path("readlater") / "config.toml"
        assert default_library() == platformdirs.user_data_path("readlater") / "library"
        monkeypatch.delenv("XDG_CONFIG_HOME")
        monkeypatch.delenv("XDG_DATA_HOME")
        monkeypatch.setenv("XDG_DATA_HOME", " ")
        monkeypatch.setenv("XDG_CONFIG_HOME", "")


def test_every_setting_can_stand_in_the_file(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
library = "books"
theme = "paper"
width = 60
count_reading = "open"
reading_speed = 300
browser = "firefox"
time_zone = "Asia/Seoul"
trash_days = 0
summary_command = "summarise --short"
summary_timeout = 60
speech_command = "espeak-ng"
align = "left"
spacing = 2
bidi = "reorder"
pictures = "half"
ascii = true
mouse = false
[keys]
preset = "less"
"article.archive" = "e"
move.down = ["j", ",", "g g"]
[categories]
"*.nhk.or.jp" = "nhk"
example.org = "examples"
[tags]
arxiv.org = ["paper", "science"]
"*.example.org" = "one, two"
[import]
watch = ["saved", "/elsewhere"]
[fetch]
allow_private = true
timeout = 60
""",
    )
    config = load(path, {})
    assert config.library == tmp_path / "books"
    assert (config.theme, config.width, config.count_reading, config.reading_speed) == ("paper", 60, "open", 300)
    assert (config.browser, config.trash_days, config.ascii, config.mouse) == ("firefox", 0, True, False)
    assert (config.summary_command, config.summary_timeout) == ("summarise --short", 60)
    assert (config.speech_command, config.align, config.spacing) == ("espeak-ng", "left", 2)
    assert (config.bidi, config.pictures) == ("reorder", "half")
    assert (config.path, config.folder) == (path, tmp_path)
    assert config.keys == {"preset": "less", "article.archive": "e", "move.down": "j,comma,g g"}
    assert config.categories == {"*.nhk.or.jp": "nhk", "example.org": "examples"}
    assert config.tags == {"arxiv.org": ("paper", "science"), "*.example.org": ("one", "two")}
    assert config.fetch == {"allow_private": True, "timeout": 60}
    assert config.watch == (str(tmp_path / "saved"), "/elsewhere")
    assert set(config.origins.values()) == {str(path)}
    noon = datetime(2022, 1, 14, 12, tzinfo=UTC)
    assert noon.astimezone(config.zone).isoformat() == "2022-01-14T21:00:00+09:00"


def test_the_environment_goes_before_the_file_and_the_option_before_both(tmp_path: Path) -> None:
    path = written(tmp_path, 'library = "a"\nwidth = 60\nmouse = true\n')
    environ = {"READLATER_LIBRARY": "/b", "READLATER_WIDTH": "80", "READLATER_MOUSE": "off", "READLATER_SNAPSHOTS": "x"}
    config = load(path, environ)
    assert (config.library, config.width, config.mouse) == (Path("/b"), 80, False)
    assert config.origins["width"] == "READLATER_WIDTH"
    given = load(path, environ, library=Path("/c"))
    assert (given.library, given.origins["library"]) == (Path("/c"), "--library")


def test_a_home_folder_is_resolved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert load(tmp_path / "none", {"READLATER_LIBRARY": "~/articles"}).library == tmp_path / "articles"


def test_the_file_can_be_named_by_the_environment(tmp_path: Path) -> None:
    path = written(tmp_path, "width = 50")
    assert config_path({"READLATER_CONFIG": str(path)}) == path
    assert load(environ={"READLATER_CONFIG": str(path)}).width == 50


def test_an_unknown_setting_names_the_nearest(tmp_path: Path) -> None:
    assert (
        mistake(tmp_path, "widht = 3") == f"{tmp_path}/config.toml: there is no setting 'widht'; did you mean 'width'?"
    )
    assert "there are: library, theme" in mistake(tmp_path, "zzzz = 3")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('width = "wide"', "'width' must be a whole number, not 'wide'"),
        ("width = true", "'width' must be a whole number, not True"),
        ("width = 5", "'width' must be from 20 to 200, not 5"),
        ('mouse = "no"', "'mouse' must be true or false, not 'no'"),
        ("library = 3", "'library' must be a text in quotes, not 3"),
        ('library = ""', "'library' must name a folder"),
        ('count_reading = "always"', "'count_reading' must be one of end, open, manual, not 'always'"),
        ('time_zone = "Mars/Base"', "'time_zone': there is no time zone 'Mars/Base'"),
        ('time_zone = "../etc"', "there is no time zone '../etc'"),
        ('time_zone = "Europe"', "there is no time zone 'Europe'"),
        ('keys = "j"', "'keys' must be a table"),
        ('[categories]\n"x.org" = 3', "'x.org' must be a text in quotes, not 3"),
        ("fetch = 3", "'fetch' must be a table"),
        ("[fetch]\nallow_privat = true", "'fetch': there is no setting 'allow_privat'; did you mean 'allow_private'?"),
        ("[fetch]\nallow_private = 1", "'fetch': 'allow_private' must be true or false, not 1"),
        ("[fetch]\ntimeout = 0", "'fetch': 'timeout' must be from 1 to 600, not 0"),
        ("[fetch]\ntimeout = true", "'fetch': 'timeout' must be a whole number, not True"),
        ('[fetch]\nuser_agent = "a\\nb"', "'fetch': 'user_agent' may only hold ASCII characters"),
        ("width = ", "is not valid TOML"),
    ],
)
def test_mistakes_in_the_file_are_named(tmp_path: Path, text: str, says: str) -> None:
    message = mistake(tmp_path, text)
    assert message.startswith(str(tmp_path / "config.toml"))
    assert says in message


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("READLATER_WIDTH", "x", "READLATER_WIDTH: must be a whole number, not 'x'"),
        ("READLATER_WIDTH", "1000", "READLATER_WIDTH must be from 20 to 200, not 1000"),
        ("READLATER_MOUSE", "maybe", "READLATER_MOUSE: must be 1 or 0, not 'maybe'"),
    ],
)
def test_mistakes_in_the_environment_are_named(tmp_path: Path, variable: str, value: str, says: str) -> None:
    assert mistake(tmp_path, "", **{variable: value}) == says


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="is not UTF-8 text"):
        load(tmp_path / "config.toml", {})
    (tmp_path / "folder").mkdir()
    with pytest.raises(ConfigError, match="can't be read: Is a directory"):
        load(tmp_path / "folder", {})


def test_the_watched_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    path = written(tmp_path, '[import]\nwatch = "~/saved"\n')
    assert load(path, {}).watch == (str(tmp_path / "saved"),)
    assert load(path, {"READLATER_WATCH": "/a:/b:/a"}).watch == ("/a", "/b")
    assert load(tmp_path / "none.toml", {}).watch == ()
    assert "list of folders" in mistake(tmp_path, "[import]\nwatch = 3\n")
    assert "did you mean 'watch'" in mistake(tmp_path, "[import]\nwach = []\n")
    assert "must be a table" in mistake(tmp_path, "import = 3\n")
    assert "there is no setting 'watch'" in mistake(tmp_path, "watch = []\n")

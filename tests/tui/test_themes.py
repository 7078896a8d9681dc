"""Themes: what is on the screen can be read in all of them, and those that a reader wrote are checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from readlater.errors import ConfigError
from readlater.library import Library
from readlater.model import HIGHLIGHT_COLOURS
from readlater.tui.app import ReadlaterApp
from readlater.tui.themes import HIGH_CONTRAST, OUR_THEMES
from readlater.tui.theming import theme_choices
from readlater.tui.user_themes import COLOURS, load_theme, load_themes
from readlater.tui.widgets import article_looks, reader_styles
from readlater.tui.widgets.lines import ROLES, Drawn
from readlater.tui.widgets.looks import contrast, look_style
from tests.tui.driving import Driver, driving, make_config

OURS = [theme.name for theme in OUR_THEMES]
OTHERS = [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi]
HIGHLIGHTS = [f"highlight-{colour}" for colour in HIGHLIGHT_COLOURS]
DRAWING = set("─│┬┴┼├┤┌┐└┘╭╮╰╯═━┃▌▐▏▎▍▋▊▉█▁▂▃▄▅▆▇░▒▓╱╲▔|-+_=>·•◦▪")
"""Signs that say nothing by themselves: lines, bars, dots between words."""


def seen(style: Style, *, few: bool = False) -> float:
    """The contrast of a style's two colours as a terminal shows them."""
    pair = []
    for colour in (style.color, style.bgcolor):
        assert colour is not None, style
        shown = colour.downgrade(ColorSystem.EIGHT_BIT) if few else colour
        pair.append(Color(*shown.get_truecolor()))
    fore, back = pair
    return contrast(back, fore) if style.reverse else contrast(fore, back)


def best(style: Style) -> float:
    """The most contrast that any text can have on the style's background."""
    assert style.bgcolor is not None
    ground = Color(*style.bgcolor.get_truecolor())
    return max(contrast(ground, Color(0, 0, 0)), contrast(ground, Color(255, 255, 255)))


def role_styles(driver: Driver) -> dict[str, Style]:
    """Every style that the list, the reader and the lines around them paint text with."""
    main = driver.main
    found: dict[str, Style] = {}
    for role, look in reader_styles.LOOKS.items():
        for below in ("", "code-block", "match", "match-current", "pointed", "mark", "marking", "cut", *HIGHLIGHTS):
            looks = [reader_styles.LOOKS[name] for name in (role, below) if name]
            if not any(look.line for look in looks) or below in ("match-current",):
                found[f"reader {role} {below}"] = look_style(main.reader, looks)
        del look
    for grounds in ((), ("cursor",), ("selected",), ("selected", "cursor")):
        for focused in (False, True):
            table = dict(article_looks.LOOKS) | (dict(article_looks.FOCUSED) if focused else {})
            for role, look in table.items():
                if not look.line:
                    looks = [*(table[name] for name in grounds), look]
                    found[f"list {role} on {grounds} {focused}"] = look_style(main.articles, looks)
    for widget in main.query("*"):
        if isinstance(widget, Drawn):
            for name, role in ROLES.items():
                for cursor in (False, True):
                    if not role.line:
                        found[f"{widget!r} {name} {cursor}"] = widget.role_style(name, cursor)
    return found


def unread(segments: list[Segment], least: float) -> list[tuple[str, float]]:
    """The words among the segments whose contrast is less."""
    found = []
    for segment in segments:
        text = "".join(character for character in segment.text if character not in DRAWING).strip()
        if text and segment.style is not None and segment.style.color is not None and segment.style.bgcolor is not None:
            if segment.style.color.is_default or segment.style.bgcolor.is_default:
                continue
            value = seen(segment.style)
            if value < least - 0.01:
                found.append((text, round(value, 2)))
    return found


def on_screen(driver: Driver) -> list[Segment]:
    """What is on the screen, with its styles."""
    return [segment for strip in driver.app.screen._compositor.render_strips() for segment in strip]


@pytest.mark.parametrize("name", [*OURS, *OTHERS])
async def test_all_text_can_be_read(library: Library, name: str) -> None:
    library.set_setting("screen.theme", name)
    least = 7.0 if name in HIGH_CONTRAST else 4.5
    async with driving(library, (140, 40)) as driver:
        assert driver.app.theme == name
        styles = role_styles(driver).items()
        poor = {role: round(seen(style), 2) for role, style in styles if seen(style) < min(least, best(style)) - 0.01}
        assert poor == {}


@pytest.mark.parametrize("name", OURS)
async def test_all_text_can_be_read_in_256_colours(
    library: Library, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORTERM")
    library.set_setting("screen.theme", name)
    async with driving(library, (140, 40)) as driver:
        assert driver.app.console.color_system == "256"
        poor = {
            role: round(seen(style, few=True), 2)
            for role, style in role_styles(driver).items()
            if seen(style, few=True) < 4.5
        }
        assert poor == {}


@pytest.mark.parametrize("name", OURS)
async def test_body_text_has_the_contrast_of_level_aaa(library: Library, name: str) -> None:
    library.set_setting("screen.theme", name)
    async with driving(library) as driver:
        body = look_style(driver.main.reader, [])
        assert seen(body) >= 7


@pytest.mark.parametrize("name", OURS)
async def test_every_screen_can_be_read(library: Library, name: str) -> None:
    library.set_setting("screen.theme", name)
    least = 7.0 if name in HIGH_CONTRAST else 4.5
    async with driving(library, (140, 40)) as driver:
        for keys in ("", "x", "enter", "w", "escape", "slash a", "escape", "S", "j", "q", "t e", "escape"):
            await driver.press(*keys.split())
            assert unread(on_screen(driver), least) == [], keys


async def test_too_little_contrast_is_mended_and_enough_is_left_alone(library: Library) -> None:
    async with driving(library) as driver:
        style = driver.main.status.role_style("dim")
        assert seen(style) >= 4.5
        rule = driver.main.status.role_style("rule")
        assert seen(rule) < 4.5, "a rule may be faint"


# --- the terminal's own colours


@pytest.mark.parametrize(("term", "colour"), [("linux", ""), ("xterm-16color", ""), ("screen", ""), ("vt100", "")])
async def test_few_colours_are_the_terminals_own(
    library: Library, monkeypatch: pytest.MonkeyPatch, term: str, colour: str
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", colour)
    library.set_setting("screen.theme", "paper")
    async with driving(library) as driver:
        assert driver.app.theme == "ansi-light"
        for segment in on_screen(driver):
            for one in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                assert one is None or one.triplet is None, segment
    assert library.setting("screen.theme") == "paper"


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light"])
async def test_the_terminals_own_colours_mix_with_no_others(library: Library, name: str) -> None:
    library.set_setting("screen.theme", name)
    async with driving(library) as driver:
        for keys in ("", "x", "enter", "w", "escape", "slash a", "escape", "S", "q"):
            await driver.press(*keys.split())
            for segment in on_screen(driver):
                style = segment.style
                if style is None or not segment.text.strip():
                    continue
                for one in (style.color, style.bgcolor):
                    assert one is None or one.triplet is None, (keys, segment)
                if style.color is not None and not style.color.is_default and style.bgcolor is not None:
                    assert style.color != style.bgcolor, (keys, segment)


# --- themes of the reader's own


def write(folder: Path, name: str, text: str) -> None:
    """Writes a theme's file."""
    (folder / "themes").mkdir(exist_ok=True)
    (folder / "themes" / f"{name}.toml").write_text(text, "utf-8")


KNOWN = {theme.name: theme for theme in OUR_THEMES} | BUILTIN_THEMES


def test_a_theme_takes_from_its_base_what_it_does_not_say(tmp_path: Path) -> None:
    write(tmp_path, "mine", 'base = "paper"\nprimary = "tomato"\n[variables]\nborder = "#112233 40%"\n')
    theme = load_theme(tmp_path, "mine", KNOWN)
    paper = KNOWN["paper"]
    assert theme.name == "mine"
    assert theme.primary == "#FF6347"
    assert (theme.background, theme.dark) == (paper.background, False)
    assert theme.variables["border"] == "#112233 40%"
    assert theme.variables["scrollbar"] == paper.variables["scrollbar"]


def test_a_theme_with_a_background_of_its_own_has_scrollbars_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, "sea", 'background = "#001122"\nforeground = "#ccddee"\ncontrast = 7\n')
    theme = load_theme(tmp_path, "sea", KNOWN)
    assert theme.dark
    assert theme.variables["scrollbar-background"] == "#001122"
    assert theme.variables["least-contrast"] == "7"
    write(tmp_path, "snow", 'background = "#ffffff"\n')
    assert not load_theme(tmp_path, "snow", KNOWN).dark


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('primry = "red"', "a theme has no 'primry'; did you mean 'primary'?"),
        ('primary = "redd"', "'primary' is no colour: 'redd'; colours are written #rrggbb"),
        ('primary = "#12345"', "'primary' is no colour"),
        ('primary = "auto"', "'primary' is no colour"),
        ('primary = "$accent"', "'primary' is no colour"),
        ("primary = 3", "'primary' must be a colour in quotes, not 3"),
        ('primary = "#11223344"', "'primary': a colour of a theme can't be translucent"),
        ('primary = "ansi_blue"', "'primary': colours of the terminal can't be mixed"),
        ('base = "ansi-dark"\nprimary = "#112233"', "'primary' must be a colour of the terminal"),
        ('base = "inky"', "'base' must be one of ink, paper"),
        ("base = 3", "'base' must be one of"),
        ("dark = 1", "'dark' must be true or false"),
        ("contrast = 40", "'contrast' must be a number from 1 to 21"),
        ("contrast = true", "'contrast' must be a number"),
        ('variables = "x"', "'variables' must be a table"),
        ('[variables]\nbrder = "red"', "there is no variable 'brder'; did you mean 'border'?"),
        ('[variables]\nborder = "notacolour"', "variable 'border' is no colour"),
        ('[variables]\nborder = "red; } Screen { display: none"', "variable 'border' is no colour"),
        ('[variables]\nblock-cursor-text-style = "wavy"', "must be made of bold, dim"),
        ('[variables]\nprimary = "red"', "there is no variable 'primary'"),
        ("primary = ", "is not valid TOML"),
        ("a = " + "[" * 5000, "is not valid TOML"),
    ],
)
def test_a_mistake_in_a_theme_is_told_with_the_file(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, "mine", text)
    with pytest.raises(ConfigError) as caught:
        load_theme(tmp_path, "mine", KNOWN)
    assert str(caught.value).startswith(f"{tmp_path / 'themes' / 'mine.toml'}: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_theme_can_not_take_the_name_of_another(tmp_path: Path) -> None:
    write(tmp_path, "ink", "")
    with pytest.raises(ConfigError, match="the name of a theme that is there already"):
        load_theme(tmp_path, "ink", KNOWN)


def test_a_file_that_is_no_text_or_too_large_is_told(tmp_path: Path) -> None:
    write(tmp_path, "mine", "x")
    (tmp_path / "themes" / "mine.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "themes" / "long.toml").write_bytes(b"#" * 100_000)
    (tmp_path / "themes" / "dir.toml").mkdir()
    said = [str(one) for one in load_themes(tmp_path, KNOWN)]
    assert "can't be read" in said[0]
    assert "too large" in said[1]
    assert "not UTF-8" in said[2]


@pytest.mark.parametrize("base", list(KNOWN))
def test_every_theme_can_be_a_base(tmp_path: Path, base: str) -> None:
    write(tmp_path, "mine", f'base = "{base}"\n')
    theme = load_theme(tmp_path, "mine", KNOWN)
    assert theme.to_color_system().generate()
    assert theme.ansi == KNOWN[base].ansi


def test_all_colours_can_be_given(tmp_path: Path) -> None:
    write(tmp_path, "mine", "".join(f'{name} = "#0{number}0203"\n' for number, name in enumerate(COLOURS)))
    theme = load_theme(tmp_path, "mine", KNOWN)
    for number, name in enumerate(COLOURS):
        assert getattr(theme, name) == f"#0{number}0203"


async def test_a_theme_of_ones_own_is_chosen_seen_and_kept(library: Library, tmp_path: Path) -> None:
    write(tmp_path, "mine", 'background = "#102030"\n')
    write(tmp_path, "torn", 'background = "#1020"\nx = 1\n')
    path = tmp_path / "config.toml"
    async with driving(library, path=path) as driver:
        before = driver.app.theme
        await driver.press("T")
        assert "mine" in driver.frame
        assert "your own" in driver.frame
        assert "torn.toml: a theme has no 'x'" in driver.main.status.message
        await driver.press(*"jjjjj")
        assert driver.app.theme == "mine"
        await driver.press("q")
        assert driver.app.theme == before
        await driver.press("T", *"jjjjj", "enter")
        assert driver.app.theme == "mine"
    assert library.setting("screen.theme") == "mine"
    async with driving(library, path=path) as driver:
        assert driver.app.theme == "mine"
        assert driver.main.articles.background_colors[1].hex6 == "#102030"


async def test_a_broken_theme_that_was_chosen_once_does_not_prevent_the_start(library: Library, tmp_path: Path) -> None:
    write(tmp_path, "mine", "background = 3\n")
    library.set_setting("screen.theme", "mine")
    async with driving(library, path=tmp_path / "config.toml") as driver:
        assert driver.app.theme == "ink"
        assert "mine.toml: 'background' must be a colour" in driver.main.status.message
    library.set_setting("screen.theme", "gone")
    async with driving(library, path=tmp_path / "config.toml") as driver:
        assert driver.app.theme == "ink"
        assert "there is no theme 'gone'" in driver.main.status.message


def test_a_broken_theme_that_the_configuration_names_is_an_error(library: Library, tmp_path: Path) -> None:
    write(tmp_path, "mine", "background = 3\n")
    path = tmp_path / "config.toml"
    for name, said in (
        ("mine", "mine.toml: 'background' must be"),
        ("gone", "there is no theme 'gone'; there are ink"),
    ):
        if name == "gone":
            said = "there is no theme 'gone'; there are"
        config = make_config(library, path=path, theme=name, origins={"theme": str(path)})
        with pytest.raises(ConfigError) as caught:
            ReadlaterApp(library, config)
        assert said in str(caught.value)
        assert caught.value.exit_code == 2


def test_the_choices_are_ours_then_the_readers_then_textuals(tmp_path: Path) -> None:
    write(tmp_path, "mine", "")
    own = load_theme(tmp_path, "mine", KNOWN)
    choices = theme_choices(list(KNOWN.values()), [own])
    values = [choice.value for choice in choices]
    assert values[:6] == [*OURS, "mine"]
    assert values[6:] == sorted(values[6:])
    notes = {choice.value: choice.note for choice in choices}
    assert "light" in notes["white"]
    assert "high contrast" in notes["black"]
    assert "terminal's own" in notes["ansi-dark"]

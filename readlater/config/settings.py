"""The settings: their names, types, defaults, and what each may be."""

from __future__ import annotations

from dataclasses import field, fields, replace
from datetime import tzinfo
from pathlib import Path
from typing import Any

from readlater.config.places import absolute
from readlater.model.values import dataclass

COUNT_READING = ("end", "open", "manual")
"""The values of ``count_reading``."""

STANDARD_SPEED = 238
"""Words a minute for which the minutes of articles are counted (`readlater.language.words.WORDS_PER_MINUTE`)."""

AUTO = "auto"
"""The value of ``ascii`` that leaves it to the terminal."""

FETCH: dict[str, Any] = {"allow_private": False, "timeout": 20, "max_megabytes": 20, "user_agent": ""}
"""The settings of ``[fetch]`` with their defaults."""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings with their values. Each is described in the module's text.

    Attributes:
        library: the folder of the library; absolute, ``~`` resolved.
        theme: name of the screen's theme.
        width: widest line of the reader, in columns.
        keys: command id → keys as written, several separated by commas; ``preset`` → the keys to start from.
        count_reading: ``end``, ``open`` or ``manual``.
        reading_speed: words a minute; 0: the reader's own pace, which the library knows; see `with_pace`.
        browser: command that opens a URL, or empty.
        time_zone: IANA name, or empty for the system's own; see `zone`.
        trash_days: days that the trash keeps an article; 0 for ever.
        summary_command: command that summarises a text, or empty; run when asked for only, and without a shell.
        summary_timeout: seconds that it may take.
        speech_command: command that reads aloud what it gets on standard input, or empty.
        align: ``centre`` or ``left``: where in its pane the text stands.
        spacing: lines from one line of text to the next.
        bidi: ``terminal`` or ``reorder``: who puts text that runs from right to left into its visual order.
        pictures: ``auto``, ``kitty``, ``sixel``, ``half`` or ``off``: how pictures are shown.
        ascii: whether the screen is drawn with ASCII characters only.
        mouse: whether the screen listens to the mouse.
        watch: folders that the screen watches; absolute.
        categories: host, or pattern with ``*``, → category id.
        tags: host, or pattern with ``*``, → tags.
        fetch: the settings of `FETCH`, those with another value than the default.
        path: the file that was read, whether it exists or not; None if none was looked for.
        origins: setting → where its value comes from: ``default``, ``--library``, the variable or the file.
    """

    library: Path
    theme: str = "ink"
    width: int = 72
    keys: dict[str, str] = field(default_factory=dict)
    count_reading: str = "end"
    reading_speed: int = STANDARD_SPEED
    browser: str = ""
    time_zone: str = ""
    trash_days: int = 30
    summary_command: str = ""
    summary_timeout: int = 120
    speech_command: str = ""
    align: str = "centre"
    spacing: int = 1
    bidi: str = "terminal"
    pictures: str = "auto"
    ascii: bool = False
    mouse: bool = True
    watch: tuple[str, ...] = ()
    categories: dict[str, str] = field(default_factory=dict)
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fetch: dict[str, Any] = field(default_factory=dict)
    path: Path | None = None
    origins: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path | None:
        """The folder of the configuration, which also holds ``themes``; it need not exist."""
        return self.path.parent if self.path is not None else None

    @property
    def zone(self) -> tzinfo | None:
        """The reader's time zone; None is the system's own, which is what `datetime.astimezone` takes None for."""
        if not self.time_zone:
            return None
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.time_zone)

    def minutes(self, counted: float) -> float:
        """Minutes to read as they are counted, at `STANDARD_SPEED`, as minutes at the reader's own speed."""
        return counted * STANDARD_SPEED / (self.reading_speed or STANDARD_SPEED)

    def with_pace(self, pace: int | None) -> Config:
        """The same settings with the reader's own pace (None: it is not known yet) where that is asked for."""
        return replace(self, reading_speed=pace or STANDARD_SPEED)

    def with_library(self, folder: Path, origin: str = "--library") -> Config:
        """The same settings with another library."""
        return replace(self, library=absolute(folder), origins={**self.origins, "library": origin})


SCALARS: dict[str, type[Any]] = {
    "library": str,
    "theme": str,
    "width": int,
    "count_reading": str,
    "reading_speed": int,
    "browser": str,
    "time_zone": str,
    "trash_days": int,
    "summary_command": str,
    "summary_timeout": int,
    "speech_command": str,
    "align": str,
    "spacing": int,
    "bidi": str,
    "pictures": str,
    "ascii": bool,
    "mouse": bool,
}
"""The settings that are one value, with its type."""

OWN = "own"
"""The value of ``reading_speed`` that leaves it to the library."""

CHOICES = {
    "count_reading": COUNT_READING,
    "align": ("centre", "left"),
    "bidi": ("terminal", "reorder"),
    "pictures": ("auto", "kitty", "sixel", "half", "off"),
}
"""Settings that may have one of a few values."""

KINDS: dict[type, str] = {str: "a text in quotes", int: "a whole number", bool: "true or false"}
"""What a value of a type is called."""

RANGES = {
    "width": (20, 200),
    "reading_speed": (50, 2000),
    "trash_days": (0, 36_500),
    "summary_timeout": (1, 3600),
    "spacing": (1, 3),
    "fetch.timeout": (1, 600),
    "fetch.max_megabytes": (1, 500),
}
"""The least and the greatest value of a setting."""

NAMES = tuple(one.name for one in fields(Config) if one.name not in ("path", "origins"))
"""The names of all settings."""

IMPORT = ("watch",)
"""Those that stand in the file's table ``[import]``."""

IN_FILE = (*(name for name in NAMES if name not in IMPORT), "import")

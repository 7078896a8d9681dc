"""Where things are and how the reader likes them: ``config.toml`` and the environment become a `Config`.

The file is ``config.toml`` in the folder that ``--config-dir`` names; else the file that ``READLATER_CONFIG`` names;
else ``config.toml`` in the folder that ``READLATER_CONFIG_DIR`` names; else that in ``readlater`` in the platform's
configuration folder. ``readlater config --path`` prints it. It need not exist. Themes of the reader's own lie in
``themes`` beside it. A complete one, with the defaults::

    library = "~/.local/share/readlater/library"   # the folder of the library
    theme = "ink"                 # a theme of the screen; the palette lists them
    width = 72                    # the widest line of the reader, in columns, 20 to 200
    count_reading = "end"         # what counts as a reading: "end" (90 % reached, or half the time spent),
                                  # "open" (any opening over five seconds) or "manual" (only marking as read)
    reading_speed = 238           # words a minute, 50 to 2000 (238: silent reading of non-fiction, Brysbaert 2019), or
                                  # "own": your pace in this library, once there are some sittings
    browser = ""                  # the command that opens a URL, with ! before it if it needs the terminal, such as
                                  # "!w3m %s"; empty: the system's own
    time_zone = ""                # such as "Europe/Berlin"; empty: the system's own
    trash_days = 30               # how long the trash keeps what was deleted; 0: for ever
    summary_command = ""          # a command that reads an article's text and prints a summary, for the asking; its
                                  # environment has READLATER_TITLE, _BYLINE, _SITE, _URL, _LANGUAGE and _ID
    summary_timeout = 120         # seconds that it may take, 1 to 3600
    speech_command = ""           # a command that reads aloud a sentence that it gets on standard input, such as
                                  # "espeak-ng -v {language} --stdin"; its environment is that of summary_command
    align = "centre"              # where in its pane the text stands: "centre" or "left"
    spacing = 1                   # lines from one line of text to the next, 1 to 3
    bidi = "terminal"             # who orders Arabic and Hebrew: the "terminal", or readlater ("reorder")
    pictures = "auto"             # how pictures are shown: "auto", "kitty", "sixel", "half" (blocks) or "off"
    ascii = "auto"                # draw the screen with ASCII characters only: true, false, or where the terminal or
                                  # the locale has no others ("auto")
    mouse = true                  # whether the screen listens to the mouse

    [keys]
    preset = "default"            # the keys to start from: "default", "vim", "less", "emacs" or "arrows"
    "article.archive" = "E"       # command = its keys in the place of the preset's; `readlater --keys` lists them all.
    "move.top" = "g g, home"      # Keys with a comma between them (or in a list, ["g g", "home"]) each do it; keys with
                                  # a space between them are pressed one after the other. "" takes all keys away

    [import]
    watch = ["~/Downloads/saved"] # folders whose pages come into the library by themselves while the screen is open

    [categories]                  # host = category for imported pages; * stands for anything
    "*.nhk.or.jp" = "nhk"

    [tags]                        # host = tags for imported pages
    "*.arxiv.org" = ["paper", "science"]

    [fetch]                       # what `readlater add` may do
    allow_private = false         # whether to fetch from this machine and its own network, too
    timeout = 20                  # seconds that fetching a page may take, 1 to 600
    max_megabytes = 20            # the largest page, 1 to 500
    user_agent = ""               # what servers are told; empty: the program's name and version

Every setting but the tables can also be given as an environment variable: ``READLATER_`` and its name in capitals,
such as ``READLATER_WIDTH=80``. The environment goes before the file, and ``--library`` before both.
"""

from readlater.config.checking import nearest
from readlater.config.places import PREFIX, config_path, default_library
from readlater.config.reading import load
from readlater.config.settings import COUNT_READING, FETCH, NAMES, STANDARD_SPEED, Config

__all__ = [
    "COUNT_READING",
    "FETCH",
    "NAMES",
    "PREFIX",
    "STANDARD_SPEED",
    "Config",
    "config_path",
    "default_library",
    "load",
    "nearest",
]

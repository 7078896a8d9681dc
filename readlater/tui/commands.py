"""Every command of the screen, once: keys, footer, help, palette and ``readlater config --keys`` are made of this.

This module imports nothing of Textual, so that the command line can print the table.

Keys are written as they are typed: a single character (``j``, ``G``, ``?``), or a name (``space``, ``enter``,
``pagedown``, ``f1``), with ``ctrl+``, ``alt+`` or ``shift+`` before it.
"""

from __future__ import annotations

from enum import StrEnum

from readlater.model.values import dataclass


class Pane(StrEnum):
    """A part of the screen that can have the keys."""

    LIST = "list"
    READER = "reader"
    SIDEBAR = "sidebar"


LIST = (Pane.LIST,)
READER = (Pane.READER,)
SIDEBAR = (Pane.SIDEBAR,)
TEXTS = (Pane.LIST, Pane.READER)
INSIDE = (Pane.READER, Pane.SIDEBAR)
ANYWHERE = (Pane.LIST, Pane.READER, Pane.SIDEBAR)


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the screen can do.

    Attributes:
        id: ``area.verb``; what ``[keys]`` in the configuration and the palette call it.
        title: what it is called, in a few words.
        help: one sentence that says what it does.
        keys: the default keys.
        where: the panes in which the keys work; the palette offers it everywhere.
        hint: how the line at the foot of the screen calls it, or empty.
        palette: whether the palette lists it (moving a cursor by a menu helps nobody).
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...]
    where: tuple[Pane, ...] = ANYWHERE
    hint: str = ""
    palette: bool = True

    @property
    def area(self) -> str:
        """The part of the id before the point: the heading under which help lists it."""
        return self.id.partition(".")[0]


COMMANDS: tuple[Command, ...] = (
    # --- moving
    Command(
        "move.down", "Down", "One article or line down; with a number before it, so many.", ("j", "down"), palette=False
    ),
    Command("move.up", "Up", "One article or line up.", ("k", "up"), palette=False),
    Command("move.page-down", "Page down", "A page down.", ("space", "pagedown", "ctrl+f"), hint="page", palette=False),
    Command("move.page-up", "Page up", "A page up.", ("b", "pageup"), palette=False),
    Command("move.half-down", "Half a page down", "Half a page down.", ("ctrl+d",), palette=False),
    Command("move.half-up", "Half a page up", "Half a page up.", ("ctrl+u",), palette=False),
    Command("move.top", "Top", "To the first article or line.", ("g", "home"), palette=False),
    Command("move.bottom", "Bottom", "To the last article or line.", ("G", "end"), palette=False),
    Command(
        "move.next-article", "Next article", "The next article of the list, from the list or the reader.", ("J",), TEXTS
    ),
    Command("move.previous-article", "Previous article", "The previous article of the list.", ("K",), TEXTS),
    Command("move.next-unread", "Next unread", "The next article of the list that is not read.", ("n",), LIST),
    Command("move.previous-unread", "Previous unread", "The previous article that is not read.", ("p",), TEXTS),
    Command("move.back", "Back", "To the article that was open before this one.", ("[",), hint="back"),
    Command("move.forward", "Forward", "To the article that was left by going back.", ("]",)),
    # --- list
    Command(
        "list.open",
        "Read",
        "Opens the article: a reading begins, at the place where the last one stopped.",
        ("enter", "l", "right"),
        LIST,
        "read",
    ),
    Command(
        "list.search",
        "Search",
        'Filters the list while you type: words, "phrases", tag:, site:, is:unread, words:<2000…',
        ("/",),
        (Pane.LIST, Pane.SIDEBAR),
        "search",
    ),
    Command("list.sort", "Sort", "Chooses the order of the list.", ("S",), LIST),
    Command(
        "list.select",
        "Select",
        "Selects the article; the commands for articles then act on all that are selected.",
        ("x",),
        LIST,
    ),
    Command("list.clear-selection", "Select nothing", "Clears the selection.", ("X",), LIST),
    Command(
        "list.similar",
        "More like these",
        "Filters the list to what is similar to the selected articles, or to this one, the most similar first.",
        ("M",),
    ),
    Command(
        "list.keywords",
        "Keywords of the list",
        "Lists what the selected articles, or all of the list, are about; the keyword chosen filters the list.",
        ("#",),
        (Pane.LIST, Pane.SIDEBAR),
    ),
    Command("list.inbox", "Inbox", "Everything that is not archived.", ("1",), LIST),
    Command("list.unread", "Unread", "Articles that are not begun.", ("2",), LIST),
    Command("list.reading", "Reading", "Articles that are begun and not finished.", ("3",), LIST),
    Command("list.favourites", "Favourites", "Articles that are marked as favourites.", ("4",), LIST),
    Command("list.archive", "Archive", "Articles that are archived.", ("5",), LIST),
    Command("list.trash", "Trash", "Articles that were deleted and can come back.", ("6",), LIST),
    Command("list.all", "Everything", "All articles, archived ones too.", ("0",), LIST),
    # --- the article
    Command(
        "article.archive",
        "Archive, or back to the inbox",
        "Puts the article away; again: brings it back.",
        ("a",),
        hint="archive",
    ),
    Command(
        "article.favourite", "Favourite", "Marks the article as a favourite, or no longer.", ("s",), hint="favourite"
    ),
    Command(
        "article.mark-read",
        "Read / unread",
        "Marks the article as read (it counts as a reading), or as unread.",
        ("m",),
    ),
    Command("article.tags", "Tags", "Changes the article's tags.", ("t",), hint="tags"),
    Command("article.category", "Category", "Puts the article into another category.", ("c",)),
    Command(
        "article.accept",
        "Accept what is suggested",
        "Puts the article into the category that its similar readings suggest; again: gives it the tags.",
        ("C",),
    ),
    Command(
        "article.merge",
        "Merge with its copy",
        "Makes one article of two that are the same; asks which to keep. Two that are selected, or this and its copy.",
        ("=",),
    ),
    Command(
        "article.not-copy",
        "Not a copy",
        "Remembers that the article and the one that looks like a copy of it are two.",
        ("!",),
    ),
    Command(
        "article.summarise",
        "Summarise",
        "Has the article summarised by your own command (summary_command in the settings).",
        ("D",),
    ),
    Command(
        "article.refresh",
        "Extract again",
        "Makes the article anew from the page that was kept, and shows what changed.",
        ("R",),
    ),
    Command("article.title", "Edit the title", "Changes the article's title.", ("e",)),
    Command(
        "article.delete",
        "Delete, or restore",
        "Moves the article to the trash; in the trash: brings it back.",
        ("d", "delete"),
        hint="delete",
    ),
    Command(
        "article.browser", "Open in the browser", "Opens the article's page in the web browser.", ("o",), hint="browser"
    ),
    Command("article.copy-url", "Copy the address", "Copies the article's address to the clipboard.", ("y",)),
    Command("article.copy-link", "Copy as a link", "Copies a Markdown link to the article.", ("Y",)),
    # --- the reader
    Command("reader.find", "Find in the article", "Finds words in the open article.", ("/",), READER, "find"),
    Command(
        "reader.next-match",
        "Next match",
        "The next place that was found; with nothing searched, the next unread article.",
        ("n",),
        READER,
    ),
    Command("reader.previous-match", "Previous match", "The previous place that was found.", ("N",), READER),
    Command(
        "reader.links", "Links", "Lists the article's links and opens the one chosen in the browser.", ("f",), READER
    ),
    Command("reader.outline", "Outline", "Lists the article's headings and goes to the one chosen.", ("O",), READER),
    Command(
        "reader.hidden",
        "Hidden parts",
        "Shows or hides what the page had around the article: captions, repetitions, calls to action.",
        (".",),
        READER,
    ),
    Command(
        "reader.similar-passage",
        "Similar to this passage",
        "Lists what is similar to the selected words, to the place that was found, or to the paragraph at the top.",
        (),
        READER,
    ),
    Command("reader.narrower", "Narrower lines", "Makes the lines of the reader shorter.", ("<",), TEXTS),
    Command("reader.wider", "Wider lines", "Makes the lines of the reader longer.", (">",), TEXTS),
    # --- the sidebar
    Command(
        "sidebar.toggle",
        "Similar readings and details",
        "Shows the sidebar, goes into it, hides it.",
        ("w",),
        hint="similar",
    ),
    Command(
        "sidebar.open",
        "Open",
        "Opens the similar reading under the cursor, filters by the keyword, goes to the sentence…",
        ("enter", "l", "right"),
        SIDEBAR,
        "open",
    ),
    *(
        Command(
            f"sidebar.open-{n}",
            f"Similar reading {n}",
            f"Opens similar reading {n}.",
            (str(n),),
            SIDEBAR,
            palette=False,
        )
        for n in range(1, 10)
    ),
    # --- the screen
    Command("screen.next-pane", "Next pane", "Goes to the next pane.", ("tab",), palette=False),
    Command("screen.previous-pane", "Previous pane", "Goes to the previous pane.", ("shift+tab",), palette=False),
    Command(
        "screen.left",
        "Pane to the left",
        "Goes to the pane to the left; out of the reader to the list.",
        ("h", "left"),
        INSIDE,
        palette=False,
    ),
    Command(
        "screen.right",
        "Pane to the right",
        "Goes from the reader to the sidebar.",
        ("l", "right"),
        READER,
        palette=False,
    ),
    Command("screen.zen", "Reader alone", "Hides everything but the reader, or brings it back.", ("z",)),
    Command("screen.theme", "Theme", "Chooses the colours.", ("T",)),
    # --- the program
    Command(
        "app.undo", "Undo", "Takes back the last change, also one of an earlier session.", ("u", "ctrl+z"), hint="undo"
    ),
    Command("app.redo", "Redo", "Makes the change again that was taken back.", ("ctrl+r",)),
    Command("app.add", "Add a page", "Fetches a web page by its address; pasting one asks, too.", ("A",)),
    Command("app.import", "Import", "Imports saved pages: a file or a folder.", ("i",)),
    Command("app.samples", "Add the sample pages", "Imports the sample pages that come with the program.", ()),
    Command("app.help", "Help", "All keys and commands; type to search them.", ("?", "f1"), hint="all keys"),
    Command("app.palette", "Commands", "Every command by name, and articles by title.", (":", "ctrl+p")),
    Command(
        "app.back",
        "Back",
        "Closes what is open: find, search, selection, article; at the list: quits.",
        ("q",),
        hint="back",
    ),
    Command("app.cancel", "Close", "Like back, but never quits.", ("escape", "backspace"), palette=False),
    Command("app.quit", "Quit", "Ends the program; places and readings are kept.", ("Q", "ctrl+q", "ctrl+c")),
)
"""The registry."""

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}
"""The registry by id."""

AREAS: dict[str, str] = {
    "move": "Moving",
    "list": "The list",
    "article": "The article, or all that are selected",
    "reader": "The reader",
    "sidebar": "Similar readings and details",
    "screen": "The screen",
    "app": "The program",
}
"""The headings of help, in order."""

HINTS: dict[Pane, tuple[str, ...]] = {
    Pane.LIST: (
        "list.open",
        "list.search",
        "article.archive",
        "article.delete",
        "app.undo",
        "sidebar.toggle",
        "app.help",
    ),
    Pane.READER: (
        "move.page-down",
        "reader.find",
        "sidebar.toggle",
        "article.archive",
        "app.back",
        "article.browser",
        "app.help",
    ),
    Pane.SIDEBAR: ("sidebar.open", "move.back", "sidebar.toggle", "app.back", "app.help"),
}
"""What the foot of the screen tells about, per pane, the most useful first; as many as fit are shown."""

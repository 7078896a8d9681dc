"""Every command of the screen, once: keys, footer, help, palette and ``readlater --keys`` are made of this.

This module imports nothing of Textual, so that the command line can print the table.

Keys are written as they are typed: a single character (``j``, ``G``, ``?``), or a name (``space``, ``enter``,
``pagedown``, ``f1``), with ``ctrl+``, ``alt+`` or ``shift+`` before it. Several with spaces between them (``y m``) are
pressed one after the other.
"""

from __future__ import annotations

from readlater.tui.command import EVERYWHERE, LIST, TEXTS, Command, Pane
from readlater.tui.commands_finding import FINDING
from readlater.tui.commands_reading import READING

VIEWED = (Pane.DRAWER, Pane.LIST)

__all__ = ["AREAS", "BY_ID", "COMMANDS", "HINTS", "PREFIXES", "Command", "Pane"]

COMMANDS: tuple[Command, ...] = (
    # --- moving
    Command(
        "move.down",
        "Down",
        "One article or line down; with a number before it, so many.",
        ("j", "down"),
        EVERYWHERE,
        palette=False,
    ),
    Command("move.up", "Up", "One article or line up.", ("k", "up"), EVERYWHERE, palette=False),
    Command("move.page-down", "Page down", "A page down.", ("pagedown", "ctrl+f"), EVERYWHERE, palette=False),
    Command("move.page-up", "Page up", "A page up.", ("b", "pageup"), EVERYWHERE, palette=False),
    Command("move.half-down", "Half a page down", "Half a page down.", ("ctrl+d",), EVERYWHERE, palette=False),
    Command("move.half-up", "Half a page up", "Half a page up.", ("ctrl+u",), EVERYWHERE, palette=False),
    Command(
        "move.top",
        "Top",
        "To the first article or line; with a number before it: to that article, or percentage of the text.",
        ("g", "home"),
        EVERYWHERE,
        palette=False,
    ),
    Command(
        "move.bottom",
        "Bottom",
        "To the last article or line; with a number before it: like the command to the top.",
        ("G", "end"),
        EVERYWHERE,
        palette=False,
    ),
    Command(
        "move.next-article", "Next article", "The next article of the list, from the list or the reader.", ("J",), TEXTS
    ),
    Command("move.previous-article", "Previous article", "The previous article of the list.", ("K",), TEXTS),
    Command("move.next-unread", "Next unread", "The next article of the list that is not read.", ("n",), LIST),
    Command("move.previous-unread", "Previous unread", "The previous article that is not read.", ("p",), TEXTS),
    Command(
        "move.back",
        "Back",
        "To where the reader was before the last link, jump or search, in this article or another.",
        ("[",),
        hint="back",
    ),
    Command("move.forward", "Forward", "To the place that was left by going back.", ("]",)),
    Command("move.set-mark", "Set a mark", "Marks this place of the article with a letter.", (";",), TEXTS),
    Command(
        "move.go-to-mark",
        "Go to a mark",
        "Goes to the article and place marked with a letter; twice the key: back to where the last jump began.",
        ("'",),
    ),
    Command(
        "move.percent",
        "To a percentage",
        "With a number before it: to that percentage of the article or the list.",
        ("%",),
        palette=False,
    ),
    Command(
        "move.count",
        "A number",
        "The digits typed next are a number for the command after them; only needed where digits are keys.",
        ("comma",),
        EVERYWHERE,
        palette=False,
    ),
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
        (Pane.DRAWER, Pane.LIST, Pane.SIDEBAR),
        "search",
    ),
    Command("list.sort", "Sort", "Chooses the order of the list.", ("S",), LIST),
    Command(
        "list.select",
        "Select",
        "Selects the article; the commands for articles then act on all that are selected.",
        ("x", "space"),
        LIST,
    ),
    Command(
        "list.select-range",
        "Select up to here",
        "Selects all articles between the one that was selected last and this one.",
        ("v",),
        LIST,
    ),
    Command("list.select-all", "Select all", "Selects everything that the list shows; again: nothing.", ("*",), LIST),
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
    Command("list.inbox", "Inbox", "Everything that is not archived.", ("1",), VIEWED),
    Command("list.unread", "Unread", "Articles that are not begun.", ("2",), VIEWED),
    Command("list.reading", "Reading", "Articles that are begun and not finished.", ("3",), VIEWED),
    Command("list.favourites", "Favourites", "Articles that are marked as favourites.", ("4",), VIEWED),
    Command("list.archive", "Archive", "Articles that are archived.", ("5",), VIEWED),
    Command("list.trash", "Trash", "Articles that were deleted and can come back.", ("6",), VIEWED),
    Command("list.all", "Everything", "All articles, archived ones too.", ("0",), VIEWED),
    *FINDING,
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
    Command("article.tags", "Tags", "Changes the article's tags.", ("t", "e g"), hint="tags"),
    Command("article.category", "Category", "Puts the article into another category.", ("c", "e c")),
    Command("article.title", "Edit the title", "Changes the article's title.", ("e t",)),
    Command("article.byline", "Edit the author", "Changes who wrote the article.", ("e a",)),
    Command("article.site", "Edit the site", "Changes the site that the article is from.", ("e s",)),
    Command("article.published", "Edit the date", "Changes the day on which the article was published.", ("e d",)),
    Command("article.url", "Edit the address", "Changes the article's address.", ("e u",)),
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
    Command(
        "article.original",
        "Open the kept page",
        "Opens the page as it was when it was saved in the web browser, without a connection.",
        ("B",),
    ),
    Command("article.copy-url", "Copy the address", "Copies the article's address to the clipboard.", ("y y",)),
    Command("article.copy-link", "Copy as a link", "Copies a Markdown link to the article.", ("Y", "y l")),
    Command("article.copy-title", "Copy the title", "Copies the article's title.", ("y t",)),
    Command("article.copy-markdown", "Copy as Markdown", "Copies the whole article as Markdown.", ("y m",)),
    Command(
        "article.pipe",
        "Pipe to a command",
        "Gives it as text, Markdown, HTML or JSON to a shell command and shows the answer; with ! it has the terminal.",
        ("|",),
    ),
    Command(
        "article.purge",
        "Delete for ever",
        "Deletes what is in the trash for good, after a question.",
        (),
    ),
    *READING,
    # --- the program
    Command(
        "app.undo",
        "Undo",
        "Takes back the last change, also one of an earlier session.",
        ("u", "ctrl+z"),
        EVERYWHERE,
        "undo",
    ),
    Command("app.redo", "Redo", "Makes the change again that was taken back.", ("ctrl+r",), EVERYWHERE),
    Command(
        "app.history",
        "History",
        "Lists what was changed; undoes or redoes up to the change chosen.",
        ("H",),
        EVERYWHERE,
    ),
    Command("app.add", "Add a page", "Fetches a web page by its address; pasting one asks, too.", ("A",), EVERYWHERE),
    Command("app.import", "Import", "Imports saved pages: a file or a folder.", ("i",), EVERYWHERE),
    Command(
        "app.samples", "Add the sample pages", "Imports the sample pages that come with the program.", (), EVERYWHERE
    ),
    Command("app.help", "Help", "All keys and commands; type to search them.", ("?", "f1"), EVERYWHERE, "all keys"),
    Command("app.palette", "Commands", "Every command by name, and articles by title.", (":", "ctrl+p"), EVERYWHERE),
    Command(
        "app.back",
        "Back",
        "Closes what is open: find, search, selection, article; at the list: quits.",
        ("q",),
        EVERYWHERE,
        "back",
    ),
    Command("app.cancel", "Close", "Like back, but never quits.", ("escape", "backspace"), EVERYWHERE, palette=False),
    Command(
        "app.quit", "Quit", "Ends the program; places and readings are kept.", ("Q", "ctrl+q", "ctrl+c"), EVERYWHERE
    ),
)
"""The registry."""

PREFIXES: dict[str, str] = {
    "e": "Edit",
    "y": "Copy",
    "V": "View",
    "P": "Pick",
    '"': "Highlights",
    "ctrl+w": "Panes",
}
"""What the commands whose keys begin with this one have in common."""

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}
"""The registry by id."""

AREAS: dict[str, str] = {
    "move": "Moving",
    "list": "The list",
    "pick": "What to read next",
    "drawer": "The drawer",
    "article": "The article, or all that are selected",
    "reader": "The reader",
    "highlight": "Highlights",
    "outline": "The outline",
    "sidebar": "Similar readings and details",
    "screen": "The screen",
    "app": "The program",
}
"""The headings of help, in order."""

HINTS_OF_SEARCH = (
    "list.open",
    "app.back",
    "list.search",
    "article.archive",
    "list.select-all",
    "list.save-search",
    "sidebar.toggle",
    "app.help",
)
HINTS_OF_SELECTION = (
    "article.archive",
    "article.tags",
    "article.delete",
    "article.favourite",
    "app.back",
    "article.mark-read",
    "app.help",
)
HINTS_OF_TRASH = ("article.delete", "list.open", "list.search", "list.inbox", "app.help")
HINTS_OF_NOTHING = ("list.search", "list.inbox", "list.all", "app.add", "app.help")
HINTS_OF_NOTHING_FOUND = ("app.back", "list.search", "list.all", "app.help")
"""What the foot of the screen tells about in the list while it shows what a search found, articles are selected, it
shows the trash, or nothing."""

HINTS: dict[Pane, tuple[str, ...]] = {
    Pane.LIST: (
        "list.open",
        "list.search",
        "article.archive",
        "article.delete",
        "app.undo",
        "sidebar.toggle",
        "drawer.toggle",
        "list.jump",
        "app.statistics",
        "app.help",
    ),
    Pane.DRAWER: ("drawer.open", "drawer.fold", "drawer.filter", "drawer.rename", "drawer.toggle", "app.help"),
    Pane.OUTLINE: ("outline.open", "reader.outline", "app.back", "app.help"),
    Pane.READER: (
        "reader.read-on",
        "reader.find",
        "highlight.start",
        "sidebar.toggle",
        "reader.follow",
        "article.archive",
        "app.back",
        "article.browser",
        "app.help",
    ),
    Pane.SIDEBAR: ("sidebar.open", "move.back", "sidebar.toggle", "app.back", "app.help"),
}
"""What the foot of the screen tells about, per pane, the most useful first; as many as fit are shown."""

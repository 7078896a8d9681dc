"""The commands for finding what to read next, for what stayed of it, and for what it amounts to."""

from __future__ import annotations

from readlater.tui.command import DRAWER, EVERYWHERE, LIST, READER, Command

FINDING: tuple[Command, ...] = (
    # --- the list
    Command("list.group", "Group", "Groups the list by day, category or site, or no longer.", ("V g",), LIST),
    Command(
        "list.next-group",
        "Next group",
        "To the first article of the next group of the list.",
        ("}",),
        LIST,
        palette=False,
    ),
    Command(
        "list.previous-group",
        "Previous group",
        "To the first article of this group, or of the one before.",
        ("{",),
        LIST,
        palette=False,
    ),
    Command(
        "list.save-search",
        "Save the search",
        "Keeps what is searched as a list of its own, in the drawer.",
        ("+",),
        LIST,
        "save",
    ),
    Command(
        "list.jump",
        "Article by its title",
        "To any article by a part of its title, or by the first letters of its words; slips are forgiven.",
        ("ctrl+k",),
        EVERYWHERE,
        "by title",
    ),
    # --- what to read next
    Command(
        "pick.continue",
        "Continue reading",
        "What was begun and not finished, the last read first.",
        ("P c",),
        EVERYWHERE,
    ),
    Command(
        "pick.next",
        "Suggestions",
        "Unread articles nearest to what was read, marked and liked lately.",
        ("P n",),
        EVERYWHERE,
    ),
    Command(
        "pick.minutes",
        "I have some minutes",
        "What can be read, or finished, in so many minutes.",
        ("P m",),
        EVERYWHERE,
    ),
    Command(
        "pick.random",
        "A random one",
        "To a random article of the list that is not read; again: to another one.",
        ("P r",),
        EVERYWHERE,
    ),
    Command(
        "pick.forgotten",
        "Forgotten",
        "Long unread, or left half read a month ago; the oldest first.",
        ("P f",),
        EVERYWHERE,
    ),
    Command("pick.duplicates", "Duplicates", "What looks like a copy of another article.", ("P d",), EVERYWHERE),
    Command(
        "pick.empty",
        "Without a text",
        "Articles of which there is no text: to fetch again, or to delete.",
        ("P e",),
        EVERYWHERE,
    ),
    Command("pick.snoozed", "Snoozed", "What was put off, the next to come back first.", ("P z",), EVERYWHERE),
    Command(
        "pick.highlighted",
        "With highlights",
        "Articles with marked passages, the last marked first.",
        ("P h",),
        EVERYWHERE,
    ),
    # --- the drawer
    Command(
        "drawer.toggle",
        "Lists, categories, tags, sites",
        "Shows the drawer at the left, goes into it, hides it.",
        ("W",),
        EVERYWHERE,
        "drawer",
    ),
    Command("drawer.open", "Open", "Shows what is under the cursor in the list.", ("enter",), DRAWER, "open"),
    Command(
        "drawer.fold", "Fold", "Hides or shows what is below the line under the cursor.", ("space",), DRAWER, "fold"
    ),
    Command(
        "drawer.into",
        "Unfold, or open",
        "Shows what is below the line, if that is hidden; else shows the line in the list.",
        ("l", "right"),
        DRAWER,
        palette=False,
    ),
    Command(
        "drawer.out",
        "Fold, or up",
        "Hides what is below the line; where nothing is to be hidden: to the line that it stands in.",
        ("h", "left"),
        DRAWER,
        palette=False,
    ),
    Command(
        "drawer.filter",
        "Find in the drawer",
        "Shows only the lists, categories, tags and sites with what is typed; enter opens the one found.",
        ("f",),
        DRAWER,
        "find",
    ),
    Command("drawer.rename", "Rename", "Renames the saved search, category, tag or site.", ("e",), DRAWER),
    Command("drawer.edit", "Edit the query", "Changes what a saved search looks for.", ("E",), DRAWER),
    Command("drawer.delete", "Delete", "Deletes the saved search, or all in a folder.", ("d", "delete"), DRAWER),
    # --- the article
    Command("article.snooze", "Snooze", "Puts the article off until a day; again: brings it back.", ("Z",)),
    Command("article.readings", "Readings", "When the article was read: every sitting with it.", ("V r",)),
    # --- highlights
    Command(
        "highlight.start",
        "Highlight",
        "Begins to mark a passage: words, sentences or paragraphs; on a highlight: changes that one.",
        ("v",),
        READER,
        "mark",
    ),
    Command(
        "highlight.mark",
        "Highlight what is selected",
        "Marks what the mouse selected, or the sentence that is pointed at.",
        ("enter",),
        READER,
    ),
    Command("highlight.here", "Highlights of the article", "Lists the article's highlights.", ('" a',)),
    Command(
        "highlight.all", "All highlights", "Lists all highlights; / searches them while you type.", ('" "',), EVERYWHERE
    ),
    Command(
        "highlight.review", "Review", "Some highlights of the past, those seen longest ago first.", ('" r',), EVERYWHERE
    ),
    Command("highlight.next", "Next highlight", "To the next highlight of the article.", ('" n',), READER),
    Command("highlight.previous", "Previous highlight", "To the highlight before.", ('" p',), READER),
    # --- the screen
    Command("move.trail", "The trail", "Lists the places that were gone to, and goes to one.", ("ctrl+o",), EVERYWHERE),
    Command("app.statistics", "Statistics", "What was read, when, how fast, and what is waiting.", ("U",), EVERYWHERE),
)
"""They stand in the registry before those for articles."""

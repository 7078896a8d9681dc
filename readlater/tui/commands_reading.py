"""The commands for reading: those of the reader, of what stands beside it, and of the panes."""

from __future__ import annotations

from readlater.tui.command import ANYWHERE, EVERYWHERE, INSIDE, OUTLINE, READER, SIDEBAR, TEXTS, Command, Pane

READING: tuple[Command, ...] = (
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
        "reader.read-on",
        "Read on",
        "A page down; at the end of the article: the next unread article.",
        ("space",),
        INSIDE,
        "page",
    ),
    Command("reader.next-heading", "Next heading", "To the next heading of the article.", ("}",), READER),
    Command("reader.previous-heading", "Previous heading", "To the heading before.", ("{",), READER),
    Command(
        "reader.follow",
        "Follow a link",
        "Numbers the links and notes in sight: type one to open it; first y to copy, s to save, o for the browser.",
        ("f",),
        READER,
        "link",
    ),
    Command(
        "reader.save-link",
        "Save a link",
        "Numbers the links in sight; the one typed is added to the library while you read on.",
        ("F",),
        READER,
    ),
    Command("reader.links", "Links", "Lists all the links of the article, to open, copy or save one.", ("L",), READER),
    Command(
        "reader.outline",
        "Outline",
        "Shows the article's headings beside it, goes into them, hides them.",
        ("O",),
        (Pane.READER, Pane.OUTLINE),
    ),
    Command(
        "reader.pictures", "Pictures", "Shows the article's pictures one by one, as large as fits.", ("I",), READER
    ),
    Command(
        "reader.inline-pictures",
        "Pictures in the text",
        "Shows pictures in the text, or captions.",
        ("V p",),
        READER,
    ),
    Command("reader.align", "Align", "Sets the text in the middle of the pane or at its left.", ("V a",), READER),
    Command("reader.spacing", "Line spacing", "Sets the lines closer together or further apart.", ("V s",), READER),
    Command(
        "reader.copy-quote",
        "Copy a quotation",
        "Copies the selected words, or the sentence pointed at, as a quotation with its source.",
        ("y q",),
        READER,
    ),
    Command(
        "reader.speak",
        "Read aloud",
        "Reads the text aloud from here by your own command (speech_command), without code and tables; again: stops.",
        ("r",),
        READER,
    ),
    Command(
        "reader.next-sentence",
        "Next sentence",
        "Points at the next sentence; reading aloud goes on there.",
        (")",),
        READER,
    ),
    Command("reader.previous-sentence", "Previous sentence", "Points at the sentence before.", ("(",), READER),
    Command(
        "reader.hidden",
        "Hidden parts",
        "Shows or hides what the page had around the article: captions, repetitions, calls to action.",
        (".", "V h"),
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
        EVERYWHERE,
        "similar",
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
    # --- the outline
    Command("outline.open", "Go there", "To the heading under the cursor.", ("enter", "l", "right"), OUTLINE, "go"),
    # --- the screen
    Command("screen.next-pane", "Next pane", "Goes to the next pane.", ("tab",), EVERYWHERE, palette=False),
    Command(
        "screen.previous-pane", "Previous pane", "Goes to the previous pane.", ("shift+tab",), EVERYWHERE, palette=False
    ),
    Command(
        "screen.left",
        "Pane to the left",
        "Goes to the pane to the left; out of the reader to the list, from there to the drawer if it is open.",
        ("h", "left"),
        ANYWHERE,
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
    Command(
        "screen.pane-wider",
        "Wider pane",
        "Makes the pane wider; the mouse can drag its edge.",
        ("ctrl+w >",),
        EVERYWHERE,
    ),
    Command("screen.pane-narrower", "Narrower pane", "Makes the pane narrower.", ("ctrl+w <",), EVERYWHERE),
    Command("screen.pane-usual", "Usual panes", "Gives the panes their usual widths.", ("ctrl+w =",), EVERYWHERE),
    Command("screen.zen", "Reader alone", "Hides everything but the reader, or brings it back.", ("z",), EVERYWHERE),
    Command("screen.theme", "Theme", "Chooses the colours.", ("T",), EVERYWHERE),
)
"""They stand in the registry between those for articles and those for the program."""

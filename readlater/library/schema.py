"""The tables of ``library.db``, as plain DDL; those of ``originals.db`` are in `readlater.library.schema_originals`.

Rules of this schema:

* Every point in time is an INTEGER: milliseconds since 1970-01-01 UTC. Dates of publication are ISO 8601 TEXT of the
  length that is known.
* Empty text is ``''`` and never NULL, except where NULL means "none" and must not take part in UNIQUE or a foreign key
  (``url``, ``category_id``, ``summary_source``).
* ``id`` is the number within this file and is never used again (AUTOINCREMENT), ``uuid`` the one for the world.
* The columns of ``article`` marked *derived* are written by triggers alone; a refresh, which gives an article another
  text, moves ``place`` and ``progress`` along.
* Long things stand in ``document``, so that a scan of ``article`` reads short rows.
* Readings are only ever added; taking one back adds a row to ``reading_void``.
* Every list says ``deleted IS NULL`` (or ``IS NOT NULL`` for the trash): the indexes of the lists begin with it. The
  row number stands at the end of every index, so an index read backwards gives "…, newest first" among equals.
"""

from __future__ import annotations

APPLICATION_ID = 0x52644C74
"""``RdLt``: how ``file`` and `readlater.library.connections` know a library."""

VERSION = 4
"""``user_version`` of a library whose migrations have all run; the number of migrations."""

ARTICLE = """
CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    url TEXT UNIQUE,                                   -- canonical; NULL if it has none
    title TEXT NOT NULL DEFAULT '',
    title_key INTEGER NOT NULL,                        -- noted.title_key(title): finds an article by its title
    byline TEXT NOT NULL DEFAULT '',
    site TEXT NOT NULL DEFAULT '',
    category_id TEXT REFERENCES category(id),          -- NULL: none
    language TEXT NOT NULL DEFAULT '',
    direction TEXT NOT NULL DEFAULT '',
    published TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,                          -- by its source or its reader; readings don't count
    changed INTEGER NOT NULL,                          -- when this row was last written, for whatever reason
    word_count INTEGER NOT NULL DEFAULT 0,
    minutes REAL NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
    deleted INTEGER,                                   -- when it went to the trash; NULL: it is not there
    read_base INTEGER NOT NULL DEFAULT 0,              -- read count that was imported
    last_read_base INTEGER,                            -- last read that was imported
    unread_since INTEGER,                              -- marked unread by hand: what was read before doesn't count
    read_count INTEGER NOT NULL DEFAULT 0,             -- derived
    last_read INTEGER,                                 -- derived
    progress REAL NOT NULL DEFAULT 0,                  -- derived, 0 to 1
    place INTEGER NOT NULL DEFAULT 0,                  -- derived, offset into document.text
    place_quote TEXT NOT NULL DEFAULT '',              -- derived
    state TEXT NOT NULL DEFAULT 'unread' CHECK (state IN ('unread', 'reading', 'read')),  -- derived
    failed TEXT NOT NULL DEFAULT '',                   -- why the page is no article
    summary_source TEXT,                               -- 'page', 'text', 'reader'; NULL: it has no summary
    note TEXT NOT NULL DEFAULT '',
    edited TEXT NOT NULL DEFAULT '',                   -- names of the fields set by hand, separated by spaces
    content_hash BLOB,                                 -- SHA-256 of the text's letters and digits; NULL: no text
    original BLOB                                      -- SHA-256 of the original in originals.db; NULL: none
) STRICT
"""

DOCUMENT = """
CREATE TABLE document (
    article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
    format TEXT NOT NULL,                              -- form of the page: html, mhtml, text…
    extractor TEXT NOT NULL,
    analyser INTEGER NOT NULL,                         -- version of the analyser whose terms are in the index
    url_original TEXT NOT NULL DEFAULT '',             -- as it was found; '': the same as article.url
    lead_image TEXT NOT NULL DEFAULT '',
    summary TEXT NOT NULL DEFAULT '',
    structure BLOB NOT NULL,                           -- documents.pack(): the blocks without the text of the body
    text TEXT NOT NULL                                 -- Document.text
) STRICT
"""

CATEGORY = """
CREATE TABLE category (
    id TEXT PRIMARY KEY,                               -- 'nhk', 'tech/storage': what stands before '/' is its parent
    name TEXT NOT NULL,
    updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID
"""

TAG = """
CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE
) STRICT
"""

ARTICLE_TAG = """
CREATE TABLE article_tag (
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tag(id) ON DELETE CASCADE,
    PRIMARY KEY (article_id, tag_id)
) STRICT, WITHOUT ROWID
"""

NOTED = """
CREATE TABLE noted (                                   -- titles that the page itself lists as similar
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    title_key INTEGER NOT NULL,
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID
"""

HIGHLIGHT = """
CREATE TABLE highlight (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,                            -- offsets into document.text
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    colour TEXT NOT NULL DEFAULT '',
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL
) STRICT
"""

READING = """
CREATE TABLE reading (                                 -- rows are only ever added
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    device TEXT NOT NULL,
    started INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    active_seconds REAL NOT NULL,
    progress_from REAL NOT NULL,
    progress_to REAL NOT NULL,
    place INTEGER NOT NULL,
    place_quote TEXT NOT NULL,
    counted INTEGER NOT NULL CHECK (counted IN (0, 1))
) STRICT
"""

READING_VOID = """
CREATE TABLE reading_void (                            -- readings taken back; rows are only ever added
    uuid TEXT PRIMARY KEY REFERENCES reading(uuid) ON DELETE CASCADE,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID
"""

SITTING = """
CREATE TABLE sitting (                                 -- sittings that are open now, or whose program was killed
    uuid TEXT PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    device TEXT NOT NULL,
    process TEXT NOT NULL,                             -- the program that holds it: sitting.this_process()
    started INTEGER NOT NULL,
    seen INTEGER NOT NULL,                             -- last save
    active_seconds REAL NOT NULL,
    progress_from REAL NOT NULL,
    progress_to REAL NOT NULL,
    place INTEGER NOT NULL,
    place_quote TEXT NOT NULL,
    counted INTEGER NOT NULL CHECK (counted IN (0, 1))
) STRICT, WITHOUT ROWID
"""

ACTION = """
CREATE TABLE action (                                  -- the undo journal
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    label TEXT NOT NULL,
    steps BLOB NOT NULL,                               -- undo.pack(): what was done, with the values before and after
    state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone'))
) STRICT
"""

IMPORT_RUN = """
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    started INTEGER NOT NULL,
    finished INTEGER                                   -- NULL: it goes on, or it was broken off
) STRICT
"""

IMPORT_LINE = """
CREATE TABLE import_line (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES import_run(id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('new', 'merged', 'skipped', 'failed')),
    uuid TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    steps BLOB                                         -- merged: undo.pack() of what the merge changed
) STRICT
"""

SETTING = """
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID
"""

TOMBSTONE = """
CREATE TABLE tombstone (                               -- articles purged from the trash: so they stay gone elsewhere
    uuid TEXT PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID
"""

INDEXES = (
    # `deleted` stands first, and not as the condition of a partial index: so an index is enough by itself, where older
    # SQLite would look up every row of a partial one to test the condition again.
    #
    # One index for every order of the list (see `readlater.library.rows.ORDERS`)…
    "CREATE INDEX article_created ON article(deleted, created)",
    "CREATE INDEX article_published ON article(deleted, published)",
    "CREATE INDEX article_last_read ON article(deleted, last_read)",
    "CREATE INDEX article_title ON article(deleted, title COLLATE NOCASE DESC)",
    "CREATE INDEX article_shortest ON article(deleted, word_count DESC)",
    "CREATE INDEX article_longest ON article(deleted, word_count)",
    "CREATE INDEX article_most_read ON article(deleted, read_count)",
    "CREATE INDEX article_site ON article(deleted, site COLLATE NOCASE DESC)",
    # …and for the views that the screen opens with, newest first, without touching a row.
    "CREATE INDEX article_shelf ON article(deleted, archived, state, created)",
    "CREATE INDEX article_archived ON article(deleted, archived, created)",
    "CREATE INDEX article_state ON article(deleted, state, created)",
    "CREATE INDEX article_category ON article(deleted, category_id, created)",
    "CREATE INDEX article_site_created ON article(deleted, site COLLATE NOCASE, created)",
    "CREATE INDEX article_favourite ON article(deleted, created) WHERE favourite = 1",
    "CREATE INDEX article_changed ON article(changed)",
    "CREATE INDEX article_title_key ON article(title_key)",
    "CREATE INDEX article_content ON article(content_hash) WHERE content_hash IS NOT NULL",
    "CREATE INDEX article_original ON article(original) WHERE original IS NOT NULL",
    "CREATE INDEX article_tag_tag ON article_tag(tag_id, article_id)",
    "CREATE INDEX noted_key ON noted(title_key)",
    "CREATE INDEX highlight_article ON highlight(article_id, start)",
    "CREATE INDEX reading_article ON reading(article_id, started)",
    "CREATE INDEX reading_started ON reading(started)",
    "CREATE INDEX import_line_run ON import_line(run)",
    "CREATE INDEX action_state ON action(state)",
)

_NOW = "CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"

_VALID = "SELECT {what} FROM reading WHERE article_id = {article} AND uuid NOT IN (SELECT uuid FROM reading_void)"


def _derive(article: str) -> str:
    """The statement that derives an article's reading columns; ``article`` is the SQL that names its id.

    State: read if a counted reading, or the imported base, lies after ``unread_since``; reading if the latest reading
    after it got somewhere; else unread. A reading lies where it *began*: an article marked unread in the middle of a
    sitting stays unread when that sitting ends.
    """

    def valid(what: str) -> str:
        return _VALID.format(what=what, article=article)

    latest = "ORDER BY started DESC, uuid DESC LIMIT 1"  # of two at the same instant the same one on every device
    return f"""
    UPDATE article SET
        read_count = read_base + ({valid("count(*)")} AND counted = 1),
        last_read = nullif(max(coalesce(last_read_base, -9e15), coalesce(({valid("max(ended)")}), -9e15)), -9e15),
        progress = coalesce(({valid("progress_to")} {latest}), 0),
        place = coalesce(({valid("place")} {latest}), 0),
        place_quote = coalesce(({valid("place_quote")} {latest}), ''),
        state = CASE
            WHEN read_base > 0 AND (unread_since IS NULL OR last_read_base >= unread_since) THEN 'read'
            WHEN EXISTS ({valid("1")} AND counted = 1 AND started >= coalesce(article.unread_since, -9e15)) THEN 'read'
            WHEN ({valid("progress_to")} AND started >= coalesce(article.unread_since, -9e15) {latest}) > 0
                THEN 'reading'
            ELSE 'unread' END,
        changed = {_NOW}
    WHERE id = {article};
    """


TRIGGERS = (
    f"CREATE TRIGGER reading_added AFTER INSERT ON reading BEGIN {_derive('new.article_id')} END",
    f"""CREATE TRIGGER reading_voided AFTER INSERT ON reading_void BEGIN
        {_derive("(SELECT article_id FROM reading WHERE uuid = new.uuid)")} END""",
    f"""CREATE TRIGGER article_read_before AFTER INSERT ON article
        WHEN new.read_base > 0 OR new.last_read_base IS NOT NULL BEGIN {_derive("new.id")} END""",
    f"""CREATE TRIGGER article_base_changed AFTER UPDATE OF read_base, last_read_base, unread_since ON article
        BEGIN {_derive("new.id")} END""",
    "CREATE TRIGGER reading_kept BEFORE UPDATE ON reading BEGIN SELECT raise(ABORT, 'readings are only added'); END",
)

TABLES = (
    CATEGORY,
    ARTICLE,
    DOCUMENT,
    TAG,
    ARTICLE_TAG,
    NOTED,
    HIGHLIGHT,
    READING,
    READING_VOID,
    SITTING,
    ACTION,
    IMPORT_RUN,
    IMPORT_LINE,
    SETTING,
    TOMBSTONE,
)

APPROXIMATE = "ALTER TABLE article ADD COLUMN published_approximate INTEGER NOT NULL DEFAULT 0"
"""Since version 2: whether the date of publication was guessed from weak signs."""

COPIES = (
    """
CREATE TABLE copy (                                    -- pairs of articles that may be the same one, saved twice
    article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,  -- the one that was saved later
    other_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    containment REAL NOT NULL,                         -- 0 to 1: how much of the shorter one stands in the other
    dismissed INTEGER NOT NULL DEFAULT 0,              -- 0: open; -1: united; else when the reader said: they are two
    PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX copy_other ON copy(other_id)",
)
"""Since version 3: articles that look like copies of each other."""

FACTS = (
    # `id` right behind `created`, so that the index gives "newest first" by itself; what stands behind it is only read.
    "CREATE INDEX IF NOT EXISTS article_facts ON article(deleted, created, id, state, archived, favourite, word_count,"
    " minutes, read_count, progress, last_read, published, language, category_id, site, byline, failed,"
    " summary_source)",
    "CREATE INDEX IF NOT EXISTS article_noted ON article(deleted, created) WHERE note <> ''",
)
"""Since version 3: what queries ask about, in the order of the list: a filter walks over this index (about 100 bytes an
article) and reads no row of the table, which are long and stand in the order of saving."""

STAYED = (
    # What was put off until a time: few articles, so that asking for them costs next to nothing.
    "ALTER TABLE article ADD COLUMN snoozed INTEGER",
    "CREATE INDEX article_snoozed ON article(snoozed) WHERE snoozed IS NOT NULL",
    """
CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE,          -- may nest with '/'
    query TEXT NOT NULL,                               -- as it was typed
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL
) STRICT
""",
    "ALTER TABLE highlight ADD COLUMN seen INTEGER",  # when a review last showed it; NULL: never
    "ALTER TABLE highlight ADD COLUMN folded TEXT NOT NULL DEFAULT ''",  # quote and note, as they are searched
    # All that a review asks of highlights, without a row of the table; `id` behind `created`: "newest first" by itself.
    "CREATE INDEX highlight_created ON highlight(created, id, article_id, seen)",
    # Words that a sitting went through, of those that the article had then: a later extraction changes no statistics.
    "ALTER TABLE reading ADD COLUMN words INTEGER NOT NULL DEFAULT 0",
    "DROP TRIGGER reading_kept",
    """UPDATE reading SET words = coalesce((
        SELECT CAST(round(max(0, progress_to - progress_from) * word_count) AS INTEGER)
        FROM article WHERE article.id = article_id), 0)""",
    TRIGGERS[-1],
    "DROP INDEX reading_started",
    # All that statistics ask of readings, without a row of the table.
    "CREATE INDEX reading_when ON reading(started, article_id, active_seconds, words, counted, progress_to)",
)
"""Since version 4: what is put off, saved searches, when highlights were seen, and the words of a sitting."""

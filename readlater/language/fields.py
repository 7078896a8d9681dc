"""The fields of the language of queries: the one table that the parser, the help and the completion go by."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from readlater.model import HIGHLIGHT_COLOURS, Sort
from readlater.model.values import dataclass


class Kind(StrEnum):
    """What a field's value is."""

    TEXT = "text"
    """Words that must stand in a part of the article, next to each other."""
    NAME = "name"
    """A name that the article has; several with commas between: any of them."""
    CHOICE = "choice"
    """One of a few words; several with commas between: any of them."""
    NUMBER = "number"
    DAY = "day"
    ID = "id"
    """An article; several with commas between: all of them together."""
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field of the language.

    Attributes:
        name: as it is printed.
        kind: what its value is.
        help: what it asks for, in a few words.
        example: a condition with it.
        aliases: other names that are understood.
        choices: the values there are, each with what it means; of `Kind.CHOICE` and `Kind.ORDER`.
        absent: the word for articles that have none of it; empty if every article has it.
    """

    name: str
    kind: Kind
    help: str
    example: str
    aliases: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    absent: str = ""


STATES = (
    ("unread", "not read yet"),
    ("reading", "begun"),
    ("read", "read to its end"),
    ("archived", "put away"),
    ("favourite", "marked as a favourite"),
    ("failed", "no article was found in its page"),
    ("duplicate", "looks like a copy of another one"),
    ("snoozed", "put off, and not back yet"),
    ("trashed", "in the trash, where nothing else looks"),
)

THINGS = (
    ("highlight", "a marked passage"),
    ("note", "a note, on it or on a highlight"),
    ("original", "the page as it was saved"),
    ("summary", "a summary"),
)

COLOURS = tuple((colour, f"marked in {colour}") for colour in HIGHLIGHT_COLOURS)

ORDERS: tuple[tuple[str, str], ...] = (
    (Sort.NEWEST.value, "the last saved first"),
    (Sort.OLDEST.value, "the first saved first"),
    (Sort.PUBLISHED.value, "the last published first"),
    (Sort.LAST_READ.value, "the last read first"),
    (Sort.TITLE.value, "by title"),
    (Sort.SHORTEST.value, "the fewest words first"),
    (Sort.LONGEST.value, "the most words first"),
    (Sort.MOST_READ.value, "the most often read first"),
    (Sort.SITE.value, "by site"),
    (Sort.LEFT.value, "the fewest minutes left first"),
    (Sort.MARKED.value, "the last marked first"),
    (Sort.SNOOZED.value, "the next to come back first"),
    (Sort.RANDOM.value, "in no order"),
    (Sort.RANK.value, "the best match first"),
)

FIELDS: tuple[FieldInfo, ...] = (
    FieldInfo("title", Kind.TEXT, "words of the title", 'title:"space station"', ("intitle", "headline")),
    FieldInfo("author", Kind.TEXT, "who wrote it", "author:lee", ("by", "byline", "writer"), absent="none"),
    FieldInfo("site", Kind.NAME, "part of the site's name, or its domain", "site:bbc.co.uk,nature",
              ("from", "domain", "host", "source"), absent="none"),
    FieldInfo("category", Kind.NAME, "the category, or one below it", "category:tech/storage", ("cat", "folder"),
              absent="none"),
    FieldInfo("tag", Kind.NAME, "a tag; also #name", "tag:linux,bsd", ("tags", "label"), absent="none"),
    FieldInfo("lang", Kind.NAME, "the language, by code or English name", "lang:de", ("language",), absent="none"),
    FieldInfo("text", Kind.TEXT, "words of the text", 'text:"carbon tax"', ("body", "intext", "content")),
    FieldInfo("note", Kind.TEXT, "words of notes and highlights", "note:thesis", ("notes", "highlight", "highlights")),
    FieldInfo("is", Kind.CHOICE, "a state", "is:unread", ("in", "state"), STATES),
    FieldInfo("has", Kind.CHOICE, "something it has", "has:highlight", ("with",), THINGS),
    FieldInfo("words", Kind.NUMBER, "how many words", "words:<500", ("word", "length", "wordcount")),
    FieldInfo("minutes", Kind.NUMBER, "minutes to read, as shown", "minutes:5..10", ("mins", "min", "minute", "time")),
    FieldInfo("left", Kind.NUMBER, "minutes left to read, of what is not read", "left:<=10", ("remaining",)),
    FieldInfo("read", Kind.NUMBER, "how often it was read", "read:>2", ("reads", "readcount")),
    FieldInfo("progress", Kind.NUMBER, "how far it was read, in per cent", "progress:>50", ("percent",)),
    FieldInfo("saved", Kind.DAY, "when it was saved", "saved:2024-01..2024-06", ("added", "created", "date")),
    FieldInfo("published", Kind.DAY, "when it was published", 'published:"last year"', ("pub",), absent="none"),
    FieldInfo("lastread", Kind.DAY, "when it was last read", "lastread:7d", ("last-read", "opened"), absent="never"),
    FieldInfo("readon", Kind.DAY, "when it was read: any time that it was", "readon:march", ("read-on", "sitting"),
              absent="never"),
    FieldInfo("marked", Kind.DAY, "when a passage was marked", 'marked:"last winter"', ("highlighted",),
              absent="never"),
    FieldInfo("colour", Kind.CHOICE, "the colour of a highlight", "colour:green,blue", ("color",), COLOURS),
    FieldInfo("snoozed", Kind.DAY, "until when it is or was put off", "snoozed:next-week", ("snooze", "until"),
              absent="never"),
    FieldInfo("similar", Kind.ID, "near to an article, by its ID", "similar:3f2a", ("like", "related")),
    FieldInfo("sort", Kind.ORDER, "the order", "sort:oldest", ("order", "orderby", "order-by"), ORDERS),
)  # fmt: skip
"""In the order in which help and completion show them."""

BY_NAME: dict[str, FieldInfo] = {field.name: field for field in FIELDS}

NAMES: dict[str, str] = {name: field.name for field in FIELDS for name in (field.name, *field.aliases)}
"""Every name that a field is known by → its own."""

LISTED = frozenset((Kind.NAME, Kind.CHOICE, Kind.ID))
"""The kinds whose values may be several, with commas between."""

_OTHER_CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    "is": {
        **dict.fromkeys(("favorite", "favourites", "favorites", "fav", "starred"), ("is", "favourite")),
        **dict.fromkeys(("trash", "deleted"), ("is", "trashed")),
        **dict.fromkeys(("archive",), ("is", "archived")),
        **dict.fromkeys(("new",), ("is", "unread")),
        **dict.fromkeys(("begun", "started"), ("is", "reading")),
        **dict.fromkeys(("duplicates", "duplicated", "copy", "dup"), ("is", "duplicate")),
        **dict.fromkeys(("postponed", "later", "deferred"), ("is", "snoozed")),
        **dict.fromkeys(("noted", "annotated"), ("has", "note")),
        **dict.fromkeys(("highlighted", "marked"), ("has", "highlight")),
    },
    "has": {
        **dict.fromkeys(("highlights",), ("has", "highlight")),
        **dict.fromkeys(("notes",), ("has", "note")),
        **dict.fromkeys(("originals",), ("has", "original")),
        **dict.fromkeys(("duplicate", "duplicates", "copy", "copies"), ("is", "duplicate")),
    },
    "sort": {
        **dict.fromkeys(("lastread", "last_read"), ("sort", Sort.LAST_READ.value)),
        **dict.fromkeys(("mostread", "most_read", "read"), ("sort", Sort.MOST_READ.value)),
        **dict.fromkeys(("relevance", "best", "score"), ("sort", Sort.RANK.value)),
        **dict.fromkeys(("saved", "latest"), ("sort", Sort.NEWEST.value)),
        **dict.fromkeys(("shuffle", "shuffled"), ("sort", Sort.RANDOM.value)),
        **dict.fromkeys(("highlighted", "highlights"), ("sort", Sort.MARKED.value)),
        **dict.fromkeys(("short",), ("sort", Sort.SHORTEST.value)),
        **dict.fromkeys(("long", "words"), ("sort", Sort.LONGEST.value)),
    },
}

LANGUAGES: dict[str, str] = {
    "arabic": "ar", "armenian": "hy", "basque": "eu", "bengali": "bn", "bulgarian": "bg", "burmese": "my",
    "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "esperanto": "eo", "estonian": "et", "finnish": "fi", "french": "fr", "galician": "gl", "georgian": "ka",
    "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "icelandic": "is",
    "indonesian": "id", "irish": "ga", "italian": "it", "japanese": "ja", "khmer": "km", "korean": "ko", "lao": "lo",
    "latin": "la", "latvian": "lv", "lithuanian": "lt", "malay": "ms", "norwegian": "no", "persian": "fa",
    "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk",
    "slovenian": "sl", "spanish": "es", "swedish": "sv", "tamil": "ta", "thai": "th", "turkish": "tr",
    "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi", "welsh": "cy",
}  # fmt: skip
"""English names of languages → ISO 639-1 codes, for ``lang:``."""


def choice(field: FieldInfo, value: str) -> tuple[str, str] | None:
    """The field and value that ``value`` of a field with choices means; None if it means nothing."""
    value = value.lower()
    if any(value == one for one, _ in field.choices):
        return field.name, value
    return _OTHER_CHOICES.get(field.name, {}).get(value)


def nearest(text: str, known: Collection[str], shown: Collection[str] | None = None) -> str:
    """A hint: the known name nearest to ``text``, or all that are to be ``shown`` (None: the known ones)."""
    from difflib import get_close_matches

    near = get_close_matches(text.lower()[:60], known, 1, 0.6)
    if near:
        return f'did you mean "{near[0]}"'
    shown = known if shown is None else shown
    return f"known are {', '.join(shown)}" if shown else ""

"""The language of queries as a table for people: ``readlater list --fields``."""

from __future__ import annotations

from readlater.cli.output import Column, line, print_table
from readlater.language.fields import FIELDS, LISTED, FieldInfo, Kind

_COLUMNS = (Column("FIELD", style="cyan"), Column("ASKS FOR"), Column("FOR EXAMPLE", style="green"))
_VALUES = (Column("VALUE", style="cyan"), Column("MEANS"))

_WORDS = (
    ("russia csto", "both words, in title, byline, text, notes or highlights"),
    ('"central asia"', "these words next to each other"),
    ("-putin", "not this word; a minus negates anything: -tag:work -(a OR b)"),
    ("alps OR andes", "one of them at least; OR is written in capitals, or |"),
    ("(a OR b) c", "parentheses bind; without them OR binds last"),
    ("glaci*", "words that begin so"),
    ("tag:a,b", "one of several values; for all of them: tag:a tag:b"),
    ("title:(a OR b)", "words of one field"),
    ("tag:none tag:*", "articles without any; with any"),
    ("words:<500", "also <=, >, >=, a range 500..2000, 500.., ..500, and 500+ or 2k"),
    ("saved:2024-03", "a year, month or day; a range 2024-01..2024-06, 2024.."),
    ("saved:7d", "in the last 7 days; also 2w, 6m, 1y; saved:<1y: before that; saved:-7d..-1d"),
    ("saved:last week", "also today, yesterday, monday, last weekend, this month, last year, march, march 2024"),
    ("marked:last winter", "seasons of the northern half of the world: December to February, March to May…"),
    ("site:=Nature", "just this site; category:=tech: just this one, none below it"),
    ('tag:"to do"', "quotation marks for values with spaces, commas or parentheses"),
)


def print_language() -> None:
    """Prints what a query can say: how words are bound together, all fields, the values of those that have few."""
    width = max(len(form) for form, _ in _WORDS)
    for form, meaning in _WORDS:
        line(f"{form:{width}}  {meaning}")
    line()
    print_table(_COLUMNS, [(f"{field.name}:", _help(field), field.example) for field in FIELDS])
    for field in FIELDS:
        if field.choices:
            line()
            print_table(
                _VALUES, [(f"{field.name}:{value}", meaning) for value, meaning in field.choices], heading=False
            )


def _help(field: FieldInfo) -> str:
    """What a field asks for, and what else can be written."""
    said = field.help
    if field.kind in LISTED and field.kind is not Kind.CHOICE:
        said += "; several with commas"
    if field.absent:
        said += f"; {field.absent}"
    return said

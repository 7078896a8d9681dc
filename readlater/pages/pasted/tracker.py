"""Text exported from a reading tracker: an article followed by blocks of what the tracker knows about it.

The blocks are ``Similar Readings (n items)`` with a title a line, ``Summary``, ``Statistics`` (words and read count)
and details (``ID:``, ``Category ID:``, ``URL:``, ``Date:``, ``Created:``, ``Updated:``, ``Last Read:``). Copied from a
page they are run together (``225`` / ``Words1`` / ``Read CountDetails``), may come in any order, may be missing, and
the last value may be followed directly by the next article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from readlater.language.dates import parse_date, parse_time

_SIMILAR = re.compile(
    r"^[ \t]*Similar Readings?[ \t]*\([ \t]*(\d{1,4})[ \t]*items?[ \t]*\)[ \t]*:?[ \t]*", re.MULTILINE | re.IGNORECASE
)
_SUMMARY = re.compile(r"^[ \t]*Summary(?:[ \t]*:?[ \t]*$|:[ \t]+|(?=[^\sa-z:.,'’-]))", re.MULTILINE)
_STATISTICS = re.compile(
    (
        r"^[ \t]*(?:Statistics[ \t:]*)?(?P<words>\d[\d.,\u00a0\u202f' ]*)\s*Words?[ "
        r"\t:]*\s*(?P<count>\d[\d.,]*)\s*Read[ \t]+Counts?[ \t:]*(?:\s*Details?[ \t]*:?[ \t]*(?=$|ID|Cat|URL|"
        r"Date|Crea|Upd|Last))?"
    ),
    re.MULTILINE,
)
_LABELLED = re.compile(
    r"^[ \t]*(?:Statistics[ \t:]*)?Words?(?:[ \t]*[:：][ \t]*|[ \t]*\n[ \t]*)(?P<words>\d[\d.,]*)\s*"
    r"Read[ \t]+Counts?(?:[ \t]*[:：][ \t]*|[ \t]*\n[ \t]*)(?P<count>\d[\d.,]*)[ \t]*(?:\n\s*Details[ \t]*:?[ \t]*)?$",
    re.MULTILINE,
)
_READ_COUNT = re.compile(
    r"^[ \t]*(?:Words?[ \t]*)?(?P<count>\d[\d.,]*)\s*Read[ \t]+Counts?(?:[ \t]*\n?[ \t]*Details?[ \t]*$)?", re.MULTILINE
)
_WORDS = re.compile(r"^[ \t]*(?P<words>\d[\d.,]*)\s*Words?[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]*(?:Statistics|Details|Statistics[ \t]*Details)[ \t]*:?[ \t]*$", re.MULTILINE)
_UUID = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
_LABEL = re.compile(r"(Category ID|ID|URL|Date|Created|Updated|Last Read)[ \t]*[:：]")
_FIELD_LINE = re.compile(
    r"^[ \t]*(?:Details[ \t]*:?[ \t]*)?(?:Category ID|ID|URL|Date|Created|Updated|Last Read)[ \t]*[:：]", re.MULTILINE
)
_TIME = re.compile(
    r"\s*(?:\d{4}\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}\s?[日일.]?(?:[T,\s]{0,3}(?:(?:오전|오후|上午|下午|午前|午後)\s?)?\d{1,2}\s?[:：時时시]\s?\d{2}分?(?:[:：]\d{2})?(?:\.\d{1,9})?"
    r"(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s?(?:Z|UTC|GMT)|\s?[+-]\d{2}:?\d{2})?)?"
    r"|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}(?:,?\s\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?)?"
    r"|[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}(?:,?\s(?:at\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?)?"
    r"|\d{1,2}(?:st|nd|rd|th|er|\.|º)?\s(?:de\s)?[^\W\d_]{3,12}\.?,?\s(?:de\s)?\d{4}(?:\sг\.)?(?:,?\s(?:в\s|um\s|à\s)?\d{1,2}[:h]\d{2})?"
    r"|\d{10}(?:\d{3})?(?!\d)"
    r"|\d{4}-\d{2}(?!\d)|\d{4}(?![\d/.-]))"
)
_CLOCK_WORD = re.compile(r"\b(?:noon|midnight)\b|(?<![\d:])(\d{1,2})(?=\s?[ap]\.?m\b)", re.IGNORECASE)
_NOTHING = re.compile(
    r"[ \t]*(?:[-–—?]+|n/?a|none|null|nil|never|unknown|not yet)?\.?[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_SHORT = 40
"""Characters of a line that a value may take whose form is not known."""

_NAMES = {
    "Category ID": "category_id",
    "ID": "uuid",
    "URL": "url",
    "Date": "published",
    "Created": "created",
    "Updated": "updated",
    "Last Read": "last_read",
}


@dataclass(slots=True)
class Record:
    """One article of an export: its text without the blocks, and their values (times naive, as the file gives them)."""

    text: str = ""
    similar: list[str] = field(default_factory=list)
    summary: str = ""
    words: int | None = None
    read_count: int | None = None
    uuid: str = ""
    category_id: str = ""
    url: str = ""
    published: str = ""
    created: datetime | None = None
    updated: datetime | None = None
    last_read: datetime | None = None
    kinds: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stretch of the file: running text, or a block of one kind with its value."""

    kind: str
    value: object


def is_tracker(text: str) -> bool:
    """Whether a text has blocks that only a reading tracker writes: at least two kinds, one of them beyond doubt."""
    kinds = set()
    if _SIMILAR.search(text):
        kinds.add("similar")
    if _STATISTICS.search(text) or _LABELLED.search(text):
        kinds.add("statistics")
    if re.search(r"^[ \t]*(?:Details)?(?:ID)[ \t]*[:：][ \t]*" + _UUID, text, re.MULTILINE):
        kinds.add("uuid")
    for name in ("Category ID", "Created", "Updated", "Last Read"):
        if re.search(rf"^[ \t]*{name}[ \t]*[:：][ \t]*\S", text, re.MULTILINE):
            kinds.add(name)
    if kinds and re.search(r"^[ \t]*Summary[ \t]*$", text, re.MULTILINE):
        kinds.add("summary")
    if kinds and re.search(r"^[ \t]*(?:URL|Date)[ \t]*[:：][ \t]*\S", text, re.MULTILINE):
        kinds.add("field")
    strong = kinds & {"similar", "statistics", "uuid", "Category ID", "Last Read"}
    return bool(strong) and len(kinds) >= 2


def split_records(text: str) -> list[Record]:
    """The articles of an export, in the order of the file. ``text`` has passed `safe_text`."""
    records: list[Record] = []
    current = Record()
    for unit in _units(text):
        if unit.kind == "text":
            said = str(unit.value)
            if not said.strip():
                continue
            if current.text and current.kinds:
                if not _is_article(said):
                    continue  # a stray line between or behind the blocks
                records.append(current)
                current = Record()
            current.text = f"{current.text}\n{said}".strip("\n") if current.text else said
            continue
        if unit.kind in current.kinds:
            records.append(current)
            current = Record()
        current.kinds.add(unit.kind)
        _set(current, unit)
    if current.text or current.kinds:
        records.append(current)
    return [record for record in records if record.text.strip() or record.uuid or record.url]


def _set(record: Record, unit: _Unit) -> None:
    if unit.kind == "statistics":
        record.words, record.read_count = unit.value  # type: ignore[misc]
    else:
        setattr(record, unit.kind, unit.value)


def _is_article(text: str) -> bool:
    """Whether running text behind the blocks is another article and no left-over of the page."""
    from readlater.pages.clues.lines import measure

    lines = [measure(" ".join(line.split())) for line in text.split("\n") if line.strip()]
    return sum(line.width for line in lines if line.prose) >= 80


def _units(text: str) -> list[_Unit]:
    """The file as a sequence of running text and blocks."""
    units: list[_Unit] = []
    position = 0
    while position < len(text):
        match, kind = _next_block(text, position)
        if match is None:
            units.append(_Unit("text", text[position:]))
            break
        if match.start() > position:
            units.append(_Unit("text", text[position : match.start()]))
        before = position
        if kind == "similar":
            position = _read_similar(text, match, units)
        elif kind == "summary":
            position = _read_summary(text, match, units)
        elif kind == "statistics":
            groups = match.groupdict()
            units.append(_Unit("statistics", (_number(groups.get("words")), _number(groups.get("count")))))
            position = match.end()
        elif kind == "heading":
            position = match.end()
        else:
            position = _read_fields(text, match.start(), units)
        if position <= before:
            position = match.end() if match.end() > before else before + 1
    return units


def _next_block(text: str, position: int) -> tuple[re.Match[str] | None, str]:
    """The nearest block from ``position`` on."""
    best: re.Match[str] | None = None
    kind = ""
    for name, pattern in (
        ("similar", _SIMILAR),
        ("statistics", _STATISTICS),
        ("statistics", _LABELLED),
        ("statistics", _READ_COUNT),
        ("statistics", _WORDS),
        ("summary", _SUMMARY),
        ("heading", _HEADING),
        ("field", _FIELD_LINE),
    ):
        match = _search(pattern, text, position)
        if match and (best is None or match.start() < best.start()):
            best, kind = match, name
    return best, kind


def _search(pattern: re.Pattern[str], text: str, position: int) -> re.Match[str] | None:
    """The first match from ``position``, which counts as the beginning of a line: the block before ended there."""
    match = _anywhere(pattern).match(text, position) if position else None
    return match or pattern.search(text, position)


@cache
def _anywhere(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern without its condition that a line begins there."""
    return re.compile(pattern.pattern.removeprefix("^"), pattern.flags)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _read_similar(text: str, match: re.Match[str], units: list[_Unit]) -> int:
    """The titles below the heading, as many as it says; where they end."""
    wanted = int(match.group(1))
    titles: list[str] = []
    position = match.end()
    while len(titles) < wanted and position < len(text):
        end = _line_end(text, position)
        line = text[position:end].strip()
        if line:
            if _starts_block(text, position):
                break
            titles.append(line)
        position = end + 1
    units.append(_Unit("similar", titles))
    return min(position, len(text))


def _starts_block(text: str, position: int) -> bool:
    end = _line_end(text, position)
    line = text[position:end]
    patterns = (_SIMILAR, _SUMMARY, _HEADING)
    if any(pattern.match(line) for pattern in patterns):
        return True
    if any(pattern.match(text, position) for pattern in (_STATISTICS, _LABELLED, _READ_COUNT, _WORDS)):
        return True
    return _is_field(text, position)


def _is_field(text: str, position: int) -> bool:
    """Whether a field with a value of its own type stands at ``position``."""
    match = _FIELD_LINE.match(text, position)
    if not match:
        return False
    label = _LABEL.search(text, position, match.end())
    return label is not None and (
        _value(label.group(1), text, match.end())[0] is not None or _no_value(text, match.end()) > match.end()
    )


def _read_summary(text: str, match: re.Match[str], units: list[_Unit]) -> int:
    """The lines below the heading up to the next block, or the first one if none is near; where they end."""
    position = match.end()
    lines: list[tuple[str, int]] = []
    probe = position
    closed = False
    while probe < len(text) and len(lines) < 8:
        end = _line_end(text, probe)
        if text[probe:end].strip():
            if _starts_block(text, probe):
                closed = True
                break
            lines.append((text[probe:end].strip(), min(end + 1, len(text))))
        probe = end + 1
    if not lines:
        units.append(_Unit("summary", ""))
        return min(probe, len(text)) if closed else position
    if probe >= len(text):
        closed = len(lines) <= 2
    chosen = lines if closed and sum(len(line) for line, _ in lines) <= 1500 else lines[:1]
    units.append(_Unit("summary", " ".join(line for line, _ in chosen)))
    return chosen[-1][1]


def _read_fields(text: str, position: int, units: list[_Unit]) -> int:
    """Fields that follow one another, each on its line or run together; where the last value ends."""
    start = position
    while position < len(text):
        gap = re.compile(r"(?:\s|Details\b[ \t]*:?)*").match(text, position)
        at = gap.end() if gap else position
        label = _LABEL.match(text, at)
        if not label:
            break
        value, end = _value(label.group(1), text, label.end())
        if value is None:
            # A label without a value that can be one: empty, or no field at all.
            end = _no_value(text, label.end())
            if end < 0 and position > start and label.start() > position:
                line_end = _line_end(text, label.end())
                end = line_end if line_end - label.end() <= _SHORT else end
            if end < 0:
                break
        else:
            units.append(_Unit(_NAMES[label.group(1)], value))
        position = end
    return position if position > start else _skip_line(text, start, units)


def _no_value(text: str, position: int) -> int:
    """Where what stands for "no value" behind a label ends (the end of the line, if nothing is there), or -1."""
    match = _NOTHING.match(text, position)
    return match.end() if match else -1


def _skip_line(text: str, start: int, units: list[_Unit]) -> int:
    """Treats a line that only looked like a field as running text."""
    end = min(_line_end(text, start) + 1, len(text))
    units.append(_Unit("text", text[start:end]))
    return end


def _value(label: str, text: str, position: int) -> tuple[object, int]:
    """The value of a field at ``position`` and where it ends; (None, position) if there is none of its type."""
    while position < len(text) and text[position] in " \t":
        position += 1
    end = _line_end(text, position)
    line = text[position:end]
    following = re.search(r"(?:Category ID|(?<!Category )ID|URL|Date|Created|Updated|Last Read)[ \t]*[:：][ \t]", line)
    if following:
        line = line[: following.start()]
    if not line.strip():
        return None, position
    if label == "ID":
        match = re.match(_UUID, line) or re.match(r"(?=[\w-]*\d)[0-9a-zA-Z][\w-]{0,63}(?=\s*$)", line)
        return (
            (match.group().lower() if "-" in match.group() else match.group(), position + match.end())
            if match
            else (None, position)
        )
    if label == "Category ID":
        match = re.match(r"[^\s:：]{1,80}", line)
        return (match.group(), position + match.end()) if match else (None, position)
    if label == "URL":
        match = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://[^\s<>\"]+", line)
        return (match.group(), position + match.end()) if match else (None, position)
    return _date_value(label, line, position)


def _date_value(label: str, line: str, position: int) -> tuple[object, int]:
    """A date (text) or a time, however it is written, at the beginning of ``line``."""
    match = _TIME.match(line)
    attempts = ([(match.group().strip(), match.end())] if match else []) + [(line.strip(), len(line))]
    clock = _CLOCK_WORD.sub(_as_digits, line.strip())
    if clock != line.strip():
        attempts.insert(0, (clock, len(line)))
    for said, length in attempts:
        if label == "Date":
            date = parse_date(said)
            if date:
                return date, position + length
        else:
            time = parse_time(said)
            if time is not None:
                return time, position + length
            date = parse_date(said)
            if len(date) == 10:
                return datetime.fromisoformat(date), position + length
    return None, position


def _as_digits(match: re.Match[str]) -> str:
    """A time of day in words (or an hour without minutes) with hours and minutes."""
    if match.group(1):
        return f"{match.group(1)}:00"
    return "12:00" if match.group().lower() == "noon" else "00:00"


def _number(text: str | None) -> int | None:
    """A whole number without its thousands separators."""
    digits = re.sub(r"\D", "", text or "")
    return int(digits[:9]) if digits else None

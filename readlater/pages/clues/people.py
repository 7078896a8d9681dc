"""Who wrote it, when, and for whom: bylines, dates and site names as they stand in lines of text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from readlater.language.dates import parse_date
from readlater.language.safe import safe_line
from readlater.pages.clues.vocabulary import LEGAL, MODIFIED
from readlater.pages.clues.wordset import word_set

_PARTICLES = word_set(
    "de da do dos das di del della der den des du la le las los van von vom zu zur zum ter ten te y e i und "
    "and et bin ibn al el abu ben af av of the jr sr dr st mc o"
)
_NOT_NAMES = word_set(
    "staff news newsroom the this read more share published updated posted editor editors team desk photo "
    "image video login home search contact reuters monday tuesday wednesday thursday friday saturday sunday "
    "january february march april june july august september october november december min minutes ago today "
    "yesterday comments"
)
_ROLE = (
    r"(?:(?:staff|senior|special|chief|political|science|technology|business|economics|sports)\s+)*"
    r"(?:reporters?|correspondents?|writers?|editors?|columnists?|contributors?|journalists?|staff)"
)
_LATIN_BYLINE = re.compile(
    r"^(?:"
    r"(?:(?:article|story|text)\s+)?(?:(?:written|posted|reported|published|story|text|words|report|article|analysis|"
    r"opinion|review|commentary|interview|reporting)\s+)?by"
    r"|(?:geschrieben\s+|verfasst\s+|veröffentlicht\s+)?von|(?:escrito\s+|publicado\s+)?por"
    r"|(?:écrit\s+|publié\s+|rédigé\s+)?par|(?:a\s+cura\s+)?di|(?:scritto\s+|pubblicato\s+)?da"
    r"|(?:geschreven\s+)?door|(?:skrevet\s+)?af|(?:skrevet\s+|skriven\s+)?av|přes|przez|(?:ditulis\s+)?oleh|bởi"
    r")\s*:?\s+(?P<name>\S.{1,80})$",
    re.IGNORECASE,
)
_LABEL_BYLINE = re.compile(
    r"^(?:authors?|autor(?:in|es|a)?|auteurs?|autore|auteur|yazar|yazan|text|texte?|redacción|redaktion|автор(?:ы)?|текст|"
    r"بقلم|كتب|كتبت|الكاتب|المؤلف|تحرير|إعداد|聞き手|構成|글쓴이|글|작성자|기자|작성|著者|執筆者?|文責|記者|取材・文|"
    r"取材|筆者|ライター|作者|文|撰文|(?:本报|本報|本刊|本台|本网|本網|特约|特約)?(?:记者|記者|通讯员|通訊員)|采写|撰稿|编辑|編輯|"
    r"来源作者|लेखक|संवाददाता|रिपोर्ट|tác giả|penulis|szerző|írta|kirjoittaja|teksti|tekst|författare|forfatter|skribent|"
    r"συντάκτης|γράφει (?:ο|η)|автори|מאת|כתב|כתבה|โดย|ผู้เขียน|เขียนโดย|เรื่อง|نویسنده|نوشته|کاتب|تحریر)"
    r"\s*(?:[:：/／|=・]|(?<=[作著記记][者])\s?[,，]|(?<=[\u0590-\u06ff\u0e00-\u0e4f])\s|(?<=[记記]者|[讯訊][员員])\s"
    r"|(?<=γράφει [οη])\s)\s*(?P<name>\S.{0,80})$",
    re.IGNORECASE,
)
_BRACKET_BYLINE = re.compile(
    r"^[\[【(（<〈［]\s*(?P<site>[^\]】)）>〉］=]{0,60}?)\s*(?:=[^\]】)）>〉］]{0,40})?\b"
    + _ROLE
    + r"\s+(?P<name>[^\]】)）>〉］]{2,50}?)\s*[\]】)）>〉］]",
    re.IGNORECASE,
)
_KOREAN_BRACKET = re.compile(
    r"^[\[【(（<〈［]\s*(?P<site>[^\]】)）>〉］=]{0,40}?)(?:\s*=\s*|\s+)(?P<name>[가-힣]{2,4}(?:\s*[,·]\s*[가-힣]{2,4})*)\s*(?:기자|특파원|논설위원|선임기자|인턴기자|편집위원|에디터)\s*[\]】)）>〉］]"
)
_KOREAN_BYLINE = re.compile(
    r"^(?:[\[(（]\s*[^\])）]{0,30}\s*[\])）]\s*)?(?P<name>[가-힣]{2,4}(?:\s*[,·]\s*[가-힣]{2,4})*)\s+(?:기자|특파원|논설위원|선임기자|인턴기자|편집위원|에디터)(?=\s*(?:[=|/·]|[\w.+-]+@|입력|$))"
)
_CHINESE_BRACKET = re.compile(
    r"^[\[【(（［]?\s*(?P<site>[\u4e00-\u9fff]{0,12}?)(?:本报|本報)?(?:记者|記者)\s*(?P<name>[\u4e00-\u9fff·]{2,5}(?:[、\s][\u4e00-\u9fff·]{2,5}){0,3})\s*(?:[\]】)）［]|[/／]\s*[\u4e00-\u9fff]{2,8}(?:报道|報導|報道|电|電|讯))"
)
_SLAVIC_ROLE = re.compile(
    r"^(?P<name>[^\W\d_]\w+(?:-\w+)?(?:\s[^\W\d_]\w+){1,2})\s*[,|•·—–-]\s*(?:[\w-]+\s){0,3}"
    r"(?:(?:спец)?корреспондент(?:ка)?|кореспондент(?:ка)?|журналист(?:ка)?|обозреватель|оглядач(?:ка)?|колумнист(?:ка)?)"
    r"(?:\s[^\d,|]{1,40})?$",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(
    r"^(?P<name>[^,|•·/]{3,50}?)\s*[,|•·/]\s*(?:the\s+)?[^,|•·]{0,30}?\b" + _ROLE + r"\s*$", re.IGNORECASE
)
_CUT = re.compile(
    r"\s*(?:[|•·;]|/\s(?=(?:\w+\s)?"
    + _ROLE
    + r")|\s[-–—]\s|,\s+(?=(?-i:an?|the)\s(?-i:[a-z]))|,\s*(?=(?:\w+\s+){0,3}"
    + _ROLE
    + r")|\(|\b(?:avec|mit|con|with) (?:l['’])?(?-i:[A-Z]{2,5})\b|"
    r"\bfor\b|\bin\b|\bat\b|\bon\b|\bvia\b|\bpublished\b|\bupdated\b|\bposted\b|"
    r"\S+@\S+|@\w|(?:입력|승인|수정)\s|(?=\d{1,4}[./년年-]\s?\d)|,?\s(?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d)|\s(?=\d{1,2}\.?\s)).*$",
    re.IGNORECASE,
)
_ROLE_LINE = re.compile(
    r"^(?:[^\W\d_]+\s+){0,3}" + _ROLE + r"(?:,?\s+(?:(?:in|of|for)\s+)?[^\W\d_]+){0,3}$|^(?:\w+\s){1,2}engineer$",
    re.IGNORECASE,
)
_DATE_AND_NAME = re.compile(
    r"^.{0,24}\d{4}.{0,12}?\s(?:by|von|por|par|di|door|av|af)\s(?P<name>[^\W\d_][^\d|]{2,50})$", re.IGNORECASE
)
_NAME_AND_ROLE = re.compile(
    r"^(?P<name>[^\W\d_a-z][\w'’-]+\s[^\W\d_a-z][\w'’-]+)\s(?:[^\W\d_]+\s){0,4}(?:correspondents?|reporters?|editors?|columnists?|writers?)(?:\sin\s[^\W\d_]+)?$"
)
_DEGREE = r"(?:jr|sr|ph\.?d|m\.?d|r\.?n|r\.?d|d\.?o|m\.?sc?|mba|cpa|cfp|esq)\b"
_PLACE = re.compile(rf"^([^\s,]+(?:\s[^\s,]+)+),\s(?!{_DEGREE})[^\W\d_]+$", re.IGNORECASE)
_CHINESE_INLINE = re.compile(
    r"^[^（(。]{0,24}[（(](?P<site>[\u4e00-\u9fff]{0,6}?)(?:记者|記者)\s?(?P<name>[\u4e00-\u9fff·]{2,4}(?:[、\s][\u4e00-\u9fff·]{2,4}){0,3}|[\u4e00-\u9fff]{3}(?=[\u4e00-\u9fff/／]{2,8}\d))(?:[\u4e00-\u9fff/／]{2,8}\d{1,2}日[电電訊讯])?[)）]"
)
_MARKED_LABEL = re.compile(r"[:：/／|=・,，]\s*$")
"""The end of a word for the writer that says itself that a name follows."""

MAX_UNMARKED = 4
"""Words that a name has at most behind a word for the writer that may as well begin a sentence."""

_EDGES = " .,;:|-–—●•◦■▪►★✍☞"
"""What stands before and behind a name that is no part of it."""

_KIND = re.compile(r"\s*(?:기자|특파원|記者|记者|氏|さん|ライター)$")

_LETTERS = r"(?:[^\W\d_]|[\u0900-\u0dff\u0e31-\u0e4e]){3,14}"
_MONTH = (
    rf"(?:(?:(?:كانون|تشرين)\s)?{_LETTERS}\.?(?:/(?:(?:كانون|تشرين)\s)?{_LETTERS})?"
    r"|[\u0e00-\u0e4e]{1,4}\.\s?[\u0e00-\u0e4e]{1,2}\.?)"
)
"""A word that may be the name of a month: in the Levant some are two words, or two names; in Thai two letters."""

_DATE = re.compile(
    r"(?<![\d/.])(?:"
    r"\d{4}\s?[-/.年년]\s{0,2}\d{1,2}\s?[-/.月월]\s{0,2}\d{1,2}\s?[日일.]?(?:[T\s(（][^\n]{0,24}?\d{1,2}[:시時]\s?\d{2}(?::\d{2})?(?:\.\d+)?\s?(?:Z|[ap]\.?m\.?|[+-]\d{2}:?\d{2})?)?"
    r"|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}(?:[\s,]{1,3}(?:um\s|à\s|в\s)?\d{1,2}:\d{2})?"
    r"|\d{1,2}(?:st|nd|rd|th|er|η|\.|º)?\s+(?:de\s+|of\s+)?" + _MONTH + r",?\s+(?:de\s+|del\s+)?\d{4}"
    r"|\d{1,2}\s(?:tháng|thg)\s\d{1,2},?\s(?:năm\s)?\d{4}"
    r"|\d{1,2}([-/])[^\W\d_]{3,9}\.?\1\d{4}"
    r"|" + _MONTH + r"\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r")(?:(?!\d)|(?=\d{1,2}:\d{2}))",
    re.IGNORECASE,
)

_COPYRIGHT = re.compile(r"(?:©|ⓒ|\(c\)|\bcopyrights?\b|저작권자|版权所有|版權所有)", re.IGNORECASE)
_COPYRIGHT_END = re.compile(
    r"\s*(?:[.,。，|;·<>]\s|[.。，|;<>]$|,|\ball rights\b|\ball content\b|\balle rechte\b|\btodos (?:los|"
    r"os)\b|\btous droits\b|\btutti i\b|все права|جميع الحقوق|무단|"
    r"無断|保留|版权|版權|未经|未經|all right|reserved|\s[-–—]\s|powered by).*$",
    re.IGNORECASE | re.DOTALL,
)
_COMPANY = re.compile(
    r",?\s+(?:inc|ltd|llc|gmbh|co|corp|company|ag|s\.?a|plc|limited|pty|bv|kg|ооо|株式会社)\.?$", re.IGNORECASE
)
_HOST = re.compile(r"(?:https?://)?((?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12})(?:/\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Byline:
    """A writer's name and, if the line says so, for which site; ``rest`` is what of the line is not byline."""

    name: str
    site: str = ""
    inline: bool = False
    """Whether the article's text follows on the same line."""


def is_name(text: str) -> bool:
    """Whether ``text`` has the form of one or several people's names (or of a newsroom's)."""
    text = text.strip(" .,;:")
    if not 2 <= len(text) <= 70 or re.search(
        r"[.!?:;。！？<>{}|=_\d@#/\\\"“”]{1}(?!\s?[A-Z]?\.?\s?[A-Z])", re.sub(r"\b[A-Z]\.", "", text)
    ):
        return False
    words = re.findall(r"(?:[^\W_]|[\u0900-\u0fff])+(?:[-'’][^\W_]+)*", text)
    if not words or len(words) > 10:
        return False
    if any(word.casefold() in _NOT_NAMES for word in words[:1]) and len(words) < 3:
        return False
    cased = [word for word in words if word[0].lower() != word[0].upper()]
    if cased:
        small = [word for word in cased if word[0].islower() and word.casefold() not in _PARTICLES]
        return not small and (len(words) > 1 or len(words[0]) > 2)
    if re.fullmatch(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3\s、,·・]+", text):
        return len(re.sub(r"[\s、,·・]", "", text)) <= 24
    return len(words) <= 6


def clean_name(text: str) -> str:
    """A byline without ``By``, role, date, e-mail and the like; empty if no name is left."""
    text = safe_line(text).strip(_EDGES)
    for pattern in (_LATIN_BYLINE, _LABEL_BYLINE):
        match = pattern.match(text)
        if match:
            text = match.group("name")
    text = _CUT.sub("", text) if not re.match(r"\S+@\S+$", text) else ""
    text = _KIND.sub("", text.strip(_EDGES))
    if " " in text and _is_capitals(text):
        text = re.sub(r"(?<=\s)\w+(?=\s)", lambda word: _small_particle(word.group()), text.title())
    place = _PLACE.match(text)
    text = place.group(1) if place else text
    return text.strip(_EDGES)


def _is_capitals(text: str) -> bool:
    """Whether names are written in capitals, whatever the words between them are written in."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.casefold() not in _PARTICLES]
    return any(len(word) > 2 for word in words) and all(word.isupper() for word in words)


def _small_particle(word: str) -> str:
    """``And`` and ``Von`` between names in small letters again, after capitals were undone."""
    return word.lower() if word.casefold() in _PARTICLES - {"jr", "sr", "dr", "st", "mc", "o", "al", "el"} else word


def is_role(line: str) -> bool:
    """Whether a line says what somebody's work at a newsroom is and nothing else."""
    return len(line) <= 60 and bool(_ROLE_LINE.match(line))


def find_byline(line: str) -> Byline | None:
    """The byline in a line of text, or None. Knows the written forms of about a dozen languages."""
    line = line.strip()
    for pattern in (_BRACKET_BYLINE, _KOREAN_BRACKET, _CHINESE_BRACKET, _CHINESE_INLINE):
        match = pattern.match(line)
        if match:
            name = clean_name(match.group("name"))
            if name and is_name(name):
                return Byline(name, safe_line(match.group("site")).strip(" =,·"), len(line) > match.end() + 20)
    if len(line) > 160:
        return None
    match = _KOREAN_BYLINE.match(line)
    if match:
        return Byline(match.group("name"))
    for pattern in (_LATIN_BYLINE, _LABEL_BYLINE, _ROLE_AFTER, _SLAVIC_ROLE, _NAME_AND_ROLE, _DATE_AND_NAME):
        match = pattern.match(line)
        if match:
            name = names_before_roles(clean_name(match.group("name")))
            labelled = pattern is not _LABEL_BYLINE or _MARKED_LABEL.search(line[: match.start("name")])
            if name and is_name(name) and (labelled or len(name.split()) <= MAX_UNMARKED):
                return Byline(name)
    return None


def names_before_roles(text: str) -> str:
    """The names at the beginning of a text that says behind a comma what those people are, in whatever words."""
    if is_name(text):
        return text
    parts = text.split(", ")
    count = next((place for place, part in enumerate(parts) if not is_name(part)), len(parts))
    return ", ".join(parts[:count]) if count else text


def find_date(line: str) -> tuple[str, bool] | None:
    """The first date written in a line (partial ISO 8601) and whether the line calls it that of a change, or None."""
    return next(iter(dates_in(line)), None)


def dates_in(line: str, dayfirst: bool | None = None) -> list[tuple[str, bool]]:
    """All dates of a line with their times, each with whether it is called that of a change.

    ``dayfirst`` says how ``9/10/2022`` is meant; without it such a date gives its year only.
    """
    matches = list(_DATE.finditer(line[:500]))
    out: list[tuple[str, bool]] = []
    before = 0
    for place, match in enumerate(matches):
        end = matches[place + 1].start() if place + 1 < len(matches) else len(line)
        said = line[match.start() : match.end()]
        rest = line[match.end() : min(end, match.end() + 24)]
        glued = " " if rest[:1].isdigit() else ""
        date = parse_date(f"{said}{glued}{rest}".strip(), dayfirst=dayfirst, within=True)
        date = date or parse_date(said.strip(), dayfirst=dayfirst)
        if date:
            out.append((date, bool(MODIFIED.search(line[before : match.start()]))))
        before = match.end()
    return out


def is_date_line(line: str) -> bool:
    """Whether a short line says little besides a date."""
    if len(line) > 110 or not any(character.isdigit() for character in line):
        return False
    match = _DATE.search(line)
    if not match:
        return False
    rest = _DATE.sub("", line)
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= 8 and not re.search(
        r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)[.!?。]\s", rest.strip()
    )


def without_dates(line: str) -> str:
    """A line without the dates in it."""
    return safe_line(_DATE.sub(" ", line)).strip(_EDGES)


def is_company(name: str) -> bool:
    """Whether a name ends as those of companies do (*Ltd*, *GmbH*)."""
    return _COMPANY.search(name) is not None


def find_site(line: str) -> tuple[str, str] | None:
    """The name of the site and its host (either may be empty) that a copyright line gives, or None."""
    match = _COPYRIGHT.search(line)
    if not match or len(line) > 400:
        return None
    rest = line[match.start() :]
    host = ""
    in_brackets = re.search(r"[(（\[<]\s*" + _HOST.pattern + r"\s*[)）\]>]", rest, re.IGNORECASE)
    if in_brackets:
        host = in_brackets.group(1).lower()
        rest = rest[: in_brackets.start()] + rest[in_brackets.end() :]
    rest = re.sub(
        r"^(?:©|ⓒ|\(c\)|\bcopyrights?\b|저작권자|版权所有|版權所有|\bby\b|[\s:：,.&;(]|(?:19|20)\d\d(?:\s*[-–~]\s*(?:(?:19|20)\d\d|present))?)+",
        "",
        rest,
        flags=re.IGNORECASE,
    )
    name = _COPYRIGHT_END.sub("", rest)
    name = re.sub(r"[\s,(]*(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?\)?\s*$", "", name)
    name = _COMPANY.sub("", safe_line(name).strip(" .,;:()<>[]|-–—'\"")).strip(" .,")
    if _HOST.fullmatch(name):
        host = host or name.lower()
        name = ""
    if not 2 <= len(name) <= 60 or len(name.split()) > 8 or not re.search(r"[^\W\d_]", name) or LEGAL.search(name):
        name = ""
    return (name, re.sub(r"^www\d?\.", "", host)) if name or host else None

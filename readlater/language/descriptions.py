"""Whether what a page says of itself is a description of its article, or what its template puts everywhere.

Most articles describe themselves well, in words that their author chose; then no sentence of ours is better. But many
pages repeat their title, their slogan or their keywords, ask for a subscription, or give the first words of the text,
cut off.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from readlater.language.scripts import CJK, HANGUL, SOUTH_EAST
from readlater.language.stopwords import stop_words
from readlater.model import Analysis, Draft

_SHORTEST, _SHORTEST_DENSE = 50, 18
"""Characters below which a description says little more than a title; dense scripts say more in each."""
_ENOUGH = 120  # characters of a description that may be cut off, if it is not the beginning of the text
_COMPARED = 3_000  # characters of the text in which a description is looked for

_SAMPLE = 600  # characters that tell in what script a text is written
_JUDGED = 10  # words from which on it can be told that a description is in another language

_DENSE = re.compile(f"[{CJK}{HANGUL}{SOUTH_EAST}]")
_NOT_LETTERS = re.compile(r"[\W_]+")
_MARKUP = re.compile(
    r"</?[a-z][^>]{0,200}>|&(?:[a-z]{2,8}|#\d{1,6});|\{\{|\[/?[a-z_]+[^\]]{0,40}\]|%%\w+%%", re.IGNORECASE
)
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.|&hellip;)\])\W*$")
_ENDED = re.compile("[.!?。！？।۔؟։။។][\\W\\d]*$")
_MOJIBAKE = re.compile("[ÃÂÐÑ][\u0080-\u00bf\u2010-\u203a\u20ac]|â[\u0080-\u009f\u20ac]|ï¿½|\ufffd")
_CALLS = r"""
    click here|read (?:more|on|the full)|continue reading|learn more(?: here)?[.!…]*$|find out more|sign (?:up|in)
    log ?in|subscribe|create an account|register (?:now|for free)|start your free trial|free newsletter
    accept (?:all )?cookies|(?:uses?|using) cookies|cookie (?:policy|settings)|enable javascript
    javascript (?:is|must)|your browser|access denied|page not found|share this on|follow us
    download (?:the|our) app|all rights reserved
    weiterlesen|mehr lesen|mehr erfahren|jetzt (?:abonnieren|anmelden|lesen)|newsletter abonnieren|registrieren sie
    lire la suite|en savoir plus|abonnez-vous|inscrivez-vous|connectez-vous
    leer más|sigue leyendo|suscríbe(?:te|ase)|inicia(?:r)? sesión|regístrate
    leggi tutto|continua a leggere|abbonati|accedi|iscriviti
    leia mais|continue lendo|assine|cadastre-se|inscreva-se
    lees (?:meer|verder)|abonneer|läs mer|prenumerera|læs mere
    czytaj (?:więcej|dalej)|zaloguj się|zasubskrybuj|číst dále|citește mai (?:mult|departe)
    devamını oku|abone ol
    читать (?:далее|дальше|полностью)|подробнее|подпи(?:шитесь|сывайтесь)|войдите|зарегистрируйтесь|читати далі
"""
_CALLS_UNSPACED = """
    続きを読む|会員登録|ログイン|無料登録|购买会员|阅读全文|阅读更多|登录|订阅|閱讀全文
    더보기|더 보기|로그인|구독하|회원가입|اقرأ المزيد|اشترك|تسجيل الدخول|और पढ़ें|सब्सक्राइब
    อ่านต่อ|สมัครสมาชิก|đọc thêm|xem thêm|đăng ký nhận
"""
_SLOGANS = (
    r"^(?:get|stay up to date with|bringing you|your source (?:for|of)|the (?:latest|official|home of|best in)|latest"
    r"|breaking|welcome to|official (?:site|website)|home page)\b.{0,60}\b(?:news|headlines|updates?|site|website|blog"
    r"|home|stories|coverage)\b",
    r"\b(?:news|headlines|stories|video|weather|sports?)(?:, \w+(?: \w+)?){2,},? (?:and|&) (?:more|\w+)"
    r" (?:from|at|on)\b",
    r"^(?:just )?another .{0,40}\b(?:site|weblog|blog)\b",
)


def _any_of(lines: str) -> str:
    return "|".join(line.strip() for line in lines.strip().splitlines())


_NOTHING_SAID = re.compile(
    "|".join((rf"\b(?:{_any_of(_CALLS)})\b", _any_of(_CALLS_UNSPACED), *_SLOGANS)), re.IGNORECASE
)
"""Calls to read on, to sign up and to switch something on, and what sites say of themselves."""


WEB_FORMATS = frozenset({"html", "singlefile", "saved-page", "mhtml", "webarchive"})
"""The forms of page whose description was written for search engines; others bring a summary on purpose."""


def without_boilerplate(draft: Draft, analysis: Analysis) -> Draft:
    """The draft, without a description that does not describe the article; ``analysis`` is of the draft."""
    if not draft.summary or draft.format not in WEB_FORMATS or not analysis.summary:
        return draft
    text = draft.document.text
    kept = is_description(draft.summary, draft.title, text, language=analysis.language, site=draft.site)
    return draft if kept else replace(draft, summary="")


def is_description(said: str, title: str, text: str, *, language: str = "", site: str = "") -> bool:
    """Return whether ``said`` describes the article, and is to be kept as its summary.

    Args:
        said: what the page says of itself, on one line.
        title: the article's title.
        text: the article's text.
        language: its ISO 639-1 code, if known.
        site: the name of its site.
    """
    dense = len(_DENSE.findall(said)) * 3 > len(said)
    if len(said) < (_SHORTEST_DENSE if dense else _SHORTEST):
        return False
    broken = 0 if said.isascii() else len(_MOJIBAKE.findall(said))
    if _MARKUP.search(said) or (broken > 1 and broken > len(_MOJIBAKE.findall(text[:_COMPARED])) + 1):
        return False
    if _NOTHING_SAID.search(said) and not _NOTHING_SAID.search(title):
        return False
    if _is_list(said) or _repeats(said, title, site):
        return False
    if _is_cut(said, text, dense):
        return False
    return _is_in_language(said, text, language)


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _is_list(said: str) -> bool:
    """Whether it is a list of keywords: short pieces between commas, and no sentence."""
    pieces = [piece.split() for piece in re.split(r"[,;|、，·•/]", said)]
    short = sum(len(piece) <= 3 for piece in pieces)
    if _DENSE.search(said):
        return len(pieces) > 5 and not _ENDED.search(said) and max(map(len, re.split("[,;|、，·•/]", said))) < 12
    return len(pieces) > 3 and short >= 0.8 * len(pieces) and not _ENDED.search(said)


def _repeats(said: str, title: str, site: str) -> bool:
    """Whether it is the title again, with hardly anything but the name of the site added to it."""
    own, named = _letters(said), _letters(title)
    if not named:
        return own == _letters(site)
    if own in named or own == _letters(site):
        return True
    rest = own.replace(named, "", 1).replace(_letters(site), "") if named in own else own
    return rest != own and len(rest) < 25 and len(rest) < len(named)


def _is_cut(said: str, text: str, dense: bool) -> bool:
    """Whether it breaks off, and says nothing that the beginning of the text doesn't or too little."""
    if _ENDED.search(said) and not _CUT_OFF.search(said):
        return False
    own = _letters(_CUT_OFF.sub("", said))
    if own[:-12] in _letters(text[:_COMPARED]):
        return not _ends_a_paragraph(said, text)
    return _CUT_OFF.search(said) is not None and len(said) < (_ENOUGH // 2 if dense else _ENOUGH)


def _ends_a_paragraph(said: str, text: str) -> bool:
    """Whether a beginning without a full stop is a whole line of the text, such as one that stands below the title."""
    own = _letters(said)
    return any(_letters(line) == own for line in text[:_COMPARED].splitlines())


def _is_in_language(said: str, text: str, language: str) -> bool:
    """Whether it is written as the text is: in the same script, and with words that its language has."""
    script, own = _script(text[:_SAMPLE]), _script(said)
    if script and own and script != own:
        return False
    if own != "latin" or not language:
        return True
    words = re.findall(r"[^\W\d_]+", said.lower())
    if len(words) < _JUDGED:
        return True
    ours = sum(word in stop_words(language) for word in words)
    if language == "en":  # whose list is the longest
        return ours >= 0.2 * len(words)
    return ours >= 0.1 * len(words) or ours >= sum(word in _ENGLISH for word in words)


_ENGLISH = frozenset(["the", "of", "and", "to", "in", "is", "that", "for", "with", "how", "your", "you", "this"])
_SCRIPTS = {
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "greek": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
    "hebrew": re.compile("[\u0590-\u05ff]"),
    "devanagari": re.compile("[\u0900-\u097f]"),
    "hangul": re.compile(f"[{HANGUL}]"),
    "cjk": re.compile(f"[{CJK}]"),
    "south-east": re.compile(f"[{SOUTH_EAST}]"),
}


def _script(text: str) -> str:
    """The script of most letters of ``text``; a character of a dense script counts as three letters."""
    if text.isascii():
        return "latin" if any(map(str.isalpha, text)) else ""
    counts = {
        name: len(found.findall(text)) * (3 if name in ("cjk", "hangul") else 1) for name, found in _SCRIPTS.items()
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ""

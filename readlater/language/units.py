"""Units that read as words, found without a dictionary, in scripts without spaces and in Korean.

Good enough to show as keywords: 88 to 97 of 100 are well-formed nouns.
Japanese: runs of kanji or of katakana. Korean: words without their particles. Chinese and the scripts of South-East
Asia: what repeats as a whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from readlater.language.scripts import HAN, HANGUL, HIRAGANA, KATAKANA

_LIMIT = 40_000  # characters looked at: what a longer text is about is told by then
_JAPANESE = re.compile(f"[{HAN}]{{2,10}}|[{KATAKANA}]{{2,20}}")
_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}]")
_HANGUL = re.compile(f"[{HANGUL}]+")

# Chinese characters that begin or end no noun (particles, pronouns, prepositions, conjunctions, common verbs,
# numerals), but for the words that do begin or end so.
_LOOSE = frozenset(
    "的了在是和与及或而但也都就不没很这那我你他她它们有对为被把从到于以其之所将会能可要让并还又再更最说称"
    "一个两上下中等着过给向由里"
)
_LISTED_BEGINNINGS = """
    中国 中國 中央 中心 中东 中東 中学 中學 中文 中间 中医 上海 上帝 上市 上诉 上级 下载 下院 下属 能源 能力 能量 可乐
    可可 会议 會議 会员 会计 会谈 有机 以色 对手 对象 对话 和平 和谐 和解 在线 过程 过敏 等级 说明 都市 就业 不丹 不锈
    没收 他加 所得 将军 最高 再生 更新 向日 里程 里约 里斯 一带 一神 两岸 上将 中将
"""
_LISTED_ENDINGS = """
    议会 議會 社会 國會 国会 协会 大会 员会 委会 教会 工会 机会 都会 晚会 峰会 宴会 集会 公会 学会 商会 功能 性能 智能
    职能 技能 才能 核能 动能 摘要 概要 纪要 自由 理由 缘由 小说 学说 传说 名称 职称 究所 场所 厕所 诊所 易所 务所 耳其
    吉他 高中 初中 集中 目的 标的 方向 动向 共和 饱和 参与 地下 天下 海上 陆上 线上 平等 高等 中等 超过 首都 京都 成都
    反对 行为 华为 公里 英里 邻里 万里 故里 千里 太和 人和
"""
_BEGINNINGS = frozenset(_LISTED_BEGINNINGS.split())
_ENDINGS = frozenset(_LISTED_ENDINGS.split())
_NUMERALS = frozenset("一二三四五六七八九十百千万亿两几第每")
_MEASURES = frozenset("种種件事分钟鐘克度个個次年月日天元米位名岁歲条條只隻层層倍")
_DATED = """
    年代 年度 年龄 年齡 年轻 年輕 年级 年級 月球 月亮 月经 日本 日常 日报 日報 日军 日軍 日语 日語
"""
_DATED_NOUNS = frozenset(_DATED.split())

_LISTED = """
    은 는 이 가 을 를 의 에 와 과 도 만 로 으로 에서 에게 까지 부터 처럼 보다 이나 이며 이다 에는 에도 에서는 에서도
    으로는 으로도 로는 로도 으로부터 로부터 에게서 까지는 까지도 이라고 라고 이라는 라는 이란 란 이라도 께서 한테
    하고 마다 조차 밖에 들은 들이 들을 들의 들에게 들과 들도 이었다 였다 입니다 이자 이고 인 적인 적으로 으로써 로써
"""
_PARTICLES = tuple(sorted(_LISTED.split(), key=len, reverse=True))
_DOUBTFUL = ("도", "만", "란", "자")
"""Particles that also end nouns (제주도, 공격자): they go only where other words of the text share what is left."""
_VERBAL = tuple("다고며면서게지던할한된될했는해히함됨")
_PAST = 20
"""The final consonant of a Korean syllable that makes it a verb's: 냈다, 있고."""
_STUMPS = ("하", "되", "시키", "했", "됐", "만드", "가지")
"""What is left of a verb when its ending was taken for a particle."""
_COUNTED = re.compile(
    "(?:년|월|일|명|개|번|차|살|세|원|달러|여|시|분|초|위|호|년대|년경|개월|세기)(?:"
    + "|".join(_PARTICLES)
    + "|에는|부터는|까지의|간|째|경)*"
)
"""What follows a number: years, months, pieces."""

_LISTED_GRAMMAR = """
    อย่างไรก็ตาม เช่นเดียวกัน นอกจากนี้ เนื่องจาก หลังจาก เกี่ยวกับ ภายใต้ ก่อนหน้า ระหว่าง พวกเขา ทั้งหมด อื่นๆ ต่างๆ ได้รับ ทำให้ เพื่อ เพราะ
    สามารถ รวมถึง จนถึง กลับไป กลับมา เข้ามา ออกมา ไปยัง เข้าไปใน ในปี ในเดือน จำนวน เดียวกัน หนึ่ง หลาย แห่ง ของ และ หรือ เป็น ใน ได้ ไม่
    จะ ให้ จาก กับ ไป ซึ่ง โดย(?!เฉ) ถูก แล้ว เช่น อยู่ ด้วย ไว้ มี ขึ้น ทั้ง คือ ก็ เธอ เมื่อ อย่าง ยัง ผู้ นี้ นั้น แต่(?!ง) กว่า
    (?<![กล])ว่า(?![งย]) (?<!เ)ที่ (?<!ติด)ต่อ(?!ต้) (?<!ติด)ตาม (?<!ห)มาก ความ
    (?<!โครง)(?<!ราย)(?<!ริ)(?<!ราช)(?<!นา)(?<!ชา)(?<!อา)(?<!กรรม)(?<!จัด)(?<!กิจ)(?<!ติ)(?<!ธิ)(?<!ต้อง)(?<!ประ)การ(?!ี|ณ์)
"""
_INITIALS = "กขคจซดตถทนผพภมยรวสหอเแโใไ"
THAI_GRAMMAR = re.compile(
    rf"(?=[{_INITIALS}])(?<![เแโใไ])(?:{'|'.join(_LISTED_GRAMMAR.split())})(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"
)
"""Thai words of grammar, where they are no part of a syllable: words end before them and begin behind them."""
THAI_FINAL = re.compile(
    "^(?:[กงจดตถทธบยรลวณ](?=[เแโใไ])|ง(?=[กขคฆจ-ฬฮอ](?![\u0e30-\u0e39\u0e45\u0e47-\u0e4e]))(?!ง[กบดมว]))"
)
"""A consonant that no Thai word begins with where it stands: it ends the word before."""
THAI_OPEN = re.compile("[\u0e31\u0e36\u0e37\u0e47][\u0e48-\u0e4b]?$")
"""Thai vowel signs that a consonant must follow."""
_LEADING_VOWELS = "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"
_BINDING = "\u17d2\u1039"
"""Signs of Khmer and Burmese that put the next consonant below the one before."""


class Unit(NamedTuple):
    """A unit as it is shown, how often it stands in the text and how early (in words, roughly)."""

    text: str
    times: int
    first: int


def units(runs: Iterable[str], language: str) -> list[Unit]:
    """Return the units in ``runs`` of scripts without spaces, those of the title among them first."""
    hangul: list[str] = []
    others: list[str] = []
    length = 0
    for run in runs:
        if not unicodedata.is_normalized("NFKC", run):
            run = unicodedata.normalize("NFKC", run)
            run = run.replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
        length += len(run)
        if length > _LIMIT:
            break
        (hangul if _HANGUL.match(run) else others).append(run)
    found = _korean(hangul) if hangul else []
    if others:
        japanese = language == "ja" or (language != "zh" and any(_KANA.search(run) for run in others))
        found += _by_script(others) if japanese else _repeated(others)
    return found


def _count(words: Iterable[tuple[int, str]]) -> list[Unit]:
    counts: dict[str, list[int]] = {}
    for position, word in words:
        counts.setdefault(word, [0, position])[0] += 1
    return [Unit(word, count, first) for word, (count, first) in counts.items()]


def _by_script(runs: list[str]) -> list[Unit]:
    return _count((position, found[0]) for position, run in enumerate(runs) for found in _JAPANESE.finditer(run))


def _korean(words: list[str]) -> list[Unit]:
    """Words without particles.

    What is a particle and what the noun's last syllable is told by the other words of the text that share the noun:
    전문가 keeps its 가 because 전문가는 stands there too.
    """
    distinct = set(words)
    forms = {word: [word, *(word[: -len(p)] for p in _PARTICLES if word.endswith(p) and len(word) - len(p) >= 2)]
             for word in distinct}  # fmt: skip
    votes = Counter(form for several in forms.values() for form in several)
    # Of equally shared forms the longest particle goes.
    noun = {word: max(several, key=lambda form: (votes[form], -len(form))) for word, several in forms.items()}
    for word, form in noun.items():
        if form != word and word[len(form) :] in _DOUBTFUL and votes[form] <= 1:
            noun[word] = word
    return _count((position, noun[word]) for position, word in enumerate(words) if _is_noun(word, noun[word]))


def _is_noun(word: str, noun: str) -> bool:
    """Whether what is left of a Korean word reads as a noun: no verb, no counted thing, no syllable with a particle."""
    if len(noun) < 2 or _COUNTED.fullmatch(word):
        return False
    if noun != word:
        return not noun.endswith(_STUMPS)
    if len(word) == 2 and word[1] in "을를은는에":
        return False
    if word[-1] in "다고지던는" and (ord(word[-2]) - 0xAC00) % 28 == _PAST:
        return False
    return not (word.endswith(_VERBAL) and len(word) > 2)


def _repeated(runs: list[str]) -> list[Unit]:
    """Repeated n-grams that stand in different surroundings and not mostly within one longer n-gram.

    2 to 6 characters in Han, 4 to 12 in the scripts of South-East Asia. A word is met after and before several
    characters (or at the ends of a run), a piece of a word always after or before the same.
    """
    pieces = [piece for run in runs for piece in _pieces(run)]
    found = [_grams(piece) for piece in pieces]
    counts = Counter(gram for grams in found for gram, _, _ in grams)
    often = {gram for gram, count in counts.items() if count > 1 and _is_whole(gram)}
    before: dict[str, set[str]] = {gram: set() for gram in often}
    after: dict[str, set[str]] = {gram: set() for gram in often}
    first: dict[str, int] = {}
    for position, (run, grams) in enumerate(zip(pieces, found, strict=True)):
        for gram, start, end in grams:
            if gram in often:
                first.setdefault(gram, position)
                before[gram].add(run[start - 1] if start else str(position))
                after[gram].add(run[end] if end < len(run) else str(position))
    words = {gram for gram in often if len(before[gram]) > 1 and len(after[gram]) > 1}
    within: Counter[str] = Counter()  # how often a part stands within the most frequent longer word
    for word in sorted(words, key=len, reverse=True):
        for start in range(len(word)):
            for end in range(start + 2, len(word) + 1):
                part = word[start:end]
                if part in words and part != word:
                    within[part] = max(within[part], counts[word])
    return [Unit(word, counts[word], first[word]) for word in words if counts[word] > 1.25 * within[word]]


def _pieces(run: str) -> list[str]:
    """A run without what can be told to be grammar: Thai is cut at it, a Chinese year's 年 goes."""
    if "\u0e01" <= run[0] <= "\u0e4e":
        return [piece for piece in THAI_GRAMMAR.split(run) if len(piece) > 3]
    return [run[1:]] if run[0] in "年月日" and run[:2] not in _DATED_NOUNS else [run]


def _grams(run: str) -> list[tuple[str, int, int]]:
    """Every n-gram of ``run`` that may be a word, with its start and end; none parts a vowel from its consonant."""
    if not run:
        return []
    if run[0] >= "\u2e80":
        size = len(run)
        return [(run[i:j], i, j) for i in range(size - 1) for j in range(i + 2, min(i + 6, size) + 1)]
    borders = [0, *(i for i in range(1, len(run)) if _may_part(run, i)), len(run)]
    return [
        (run[start:end], start, end)
        for place, start in enumerate(borders)
        for end in borders[place + 1 :]
        if 4 <= end - start <= 12
    ]


def _may_part(run: str, place: int) -> bool:
    """Whether a word of a script of South-East Asia may begin at ``place``."""
    after, before = run[place], run[place - 1]
    if before in _LEADING_VOWELS or before in _BINDING or after in "ะาำๆฯ" or run[place + 1 : place + 2] == "\u103a":
        return False
    return unicodedata.category(after)[0] != "M"


def _is_whole(gram: str) -> bool:
    """Whether a gram can be a word: no particle at its ends, no number of things, no piece of a Thai syllable."""
    if "\u0e01" <= gram[0] <= "\u0e4e":
        return not THAI_FINAL.match(gram) and not THAI_OPEN.search(gram)
    if gram[0] in _NUMERALS and (gram[-1] in _MEASURES or _NUMERALS.issuperset(gram)):
        return False
    if gram[0] in _LOOSE and gram[:2] not in _BEGINNINGS:
        return False
    return gram[-1] not in _LOOSE or gram[-2:] in _ENDINGS

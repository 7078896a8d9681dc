"""Where sentences begin and end, in any language: a regular expression and a short list of abbreviations."""

from __future__ import annotations

import re

# English; German; French; Spanish, Italian, Portuguese; Dutch, Scandinavian; Russian; Polish and others.
_LISTED = """
    mr mrs ms dr prof sr jr st rev gen col capt lt sgt maj cmdr gov sen rep hon pres vs etc inc ltd co corp dept univ
    est approx fig figs no nos vol pp ed eds jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat
    sun u.s u.k u.n e.g i.e a.m p.m ph.d d.c al cf ca viz messrs mt ft ave blvd rd
    bzw usw evtl ggf nr str inkl exkl bspw vgl hrsg abs aufl mio mrd tel z.b d.h u.a o.ä s.o s.u v.a i.d.r
    mme mlle mm art av env chap
    sra srta ud uds ee.uu aprox núm pág págs dña sig dott ing avv pag exmo dra
    dhr mevr mw blz bijv enz o.a d.w.z m.b.t t.a.v bl.a f.eks t.ex osv kl
    г гг ул им см руб тыс млн млрд т.е т.д т.п напр стр
    tzw np mgr inż tzn örn vb
    डॉ श्री प्रो
"""
_ABBREVIATIONS = frozenset(_LISTED.split())

_LISTED_LAST = """
    inc ltd co corp dept etc jr sr u.s u.k u.n a.m p.m ph.d al d.c usw etc bzw ee.uu osv uds i.d.r т.е т.д т.п г гг руб
    тыс млн млрд o.a enz
"""
_ALSO_LAST = frozenset(_LISTED_LAST.split())
"""Abbreviations that end a sentence as well: they do before one of `_OPENERS`."""

_LISTED_OPENERS = """
    The A An He She It They We You I This That These Those There When While If After Before But And Or So In On At As
    For With From By Its His Her Their My Our Your Not No What Who Why How Meanwhile However Now Then
    Der Die Das Ein Eine Er Sie Es Wir Ich Dies Dieser Diese Dieses Aber Und In Im Am Bei Nach
    Le La Les Un Une Il Elle Ils Elles Ce Cette Mais Et En Dans
    El Los Las Una Este Esta Pero Y Según
    Lo Gli Questo Questa Ma E Nel Nella
    O Os As Um Uma Mas Em No Na
    De Het Een Hij Zij Ze Dit Maar En
    Он Она Оно Они Это Но И В На По Мы Я А
"""
_OPENERS = frozenset(_LISTED_OPENERS.split())
"""Words with which sentences begin, and hardly ever a name."""
_ORDINAL_BEFORE = re.compile(
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Jh|Quartal"
    "|Bundes|Internationale|Auflage|Kapitel"
)
_CLOSERS = "\"'”’»›)\\]}」』）】〉》"
_END = re.compile(
    rf"(?P<stop>\.+|[!?…]+[.!?…]*)(?P<after>(?:[{_CLOSERS}]|[ \u00a0\u202f]»|\[\d{{1,3}}\])*)"
    rf"(?=\s|$|(?<=[!?…][{_CLOSERS}]))\s*"
    rf"|(?P<full>[。！？｡][。！？｡…]*[{_CLOSERS}]*)\s*"
    r"|[؟।॥۔።။។]+[\"'”’»)\]]*\s*"
    r"|\n\s*"
)
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«]*\Z")
_FIRST_WORD = re.compile(r"[\"'“‘«(\[]*(\w+)")
_INITIALS = re.compile(r"\w(?:\.\w)*")
_QUOTED_ON = "とっなのがをはもに、"
"""What goes on after a Japanese quotation: 「行く。」と言った."""

_UNSTOPPED = re.compile("[\u0e01-\u0e4e\u0e81-\u0edf]")
_LONGEST_UNSTOPPED, _SHORTEST_UNSTOPPED = 160, 50
"""Thai and Lao have no full stop but put a space between sentences, and elsewhere: what is longer than the one is
parted at spaces into pieces that are not shorter than the other."""


def sentences(text: str, most: int | None = None) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence of ``text``, in order, not overlapping, without white space at its ends.

    With ``most``, of the first so many only.

    All of the text but white space lies in a sentence. A line end always ends a sentence. Full stops after known
    abbreviations, initials and numbers in dates don't, nor do those before a small letter.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if not _ends(text, start, match):
            continue
        _add(found, text, start, match.end())
        start = match.end()
        if most is not None and len(found) >= most:
            return found
    _add(found, text, start, len(text))
    return found


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > _LONGEST_UNSTOPPED and _UNSTOPPED.match(text, start):
        space = text.find(" ", start + _SHORTEST_UNSTOPPED, end - _SHORTEST_UNSTOPPED)
        while space >= 0:
            found.append((start, space))
            start = space + 1
            while text[start].isspace():
                start += 1
            space = text.find(" ", start + _SHORTEST_UNSTOPPED, end - _SHORTEST_UNSTOPPED)
    if start < end:
        found.append((start, end))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether what ``match`` found ends the sentence that began at ``start``."""
    following = match.end()
    if match["full"] is not None:
        return match["full"][-1] not in "」』" or text[following : following + 1] not in tuple(_QUOTED_ON)
    if match["stop"] is None or following >= len(text) or "\n" in text[match.start() : following]:
        return True
    after = text[following]
    if after.islower() or after in ",;":
        return False
    if match["stop"] != "." or match["after"]:
        return True
    last = _LAST_WORD.search(text, max(start, match.start() - 24), match.start())
    word = last[0] if last else ""
    abbreviated = word.lower()
    if abbreviated in _ABBREVIATIONS or (_INITIALS.fullmatch(word) and not word.isdigit()):
        # J. Smith, J.K. Rowling; but "5 p.m. They left."
        opener = _FIRST_WORD.match(text, following)
        return abbreviated in _ALSO_LAST and opener is not None and opener[1] in _OPENERS
    if word.isdigit() and len(word) <= 2:
        # The number of a list item; in German and its neighbours an ordinal: 14. Januar, 19. Jahrhundert.
        return match.start() - len(word) > start and not _ORDINAL_BEFORE.match(text, following)
    return True

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
"""
_ABBREVIATIONS = frozenset(_LISTED.split())
_ORDINAL_BEFORE = re.compile(
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Jh|Quartal"
    "|Bundes|Internationale|Auflage|Kapitel"
)
_CLOSERS = "\"'”’»›)\\]}」』）】〉》"
_END = re.compile(
    rf"(?P<stop>\.+|[!?…]+[.!?…]*)(?P<after>[{_CLOSERS}]*)(?=\s|$|(?<=[!?…][{_CLOSERS}]))\s*"
    rf"|[。！？｡][。！？｡…]*[{_CLOSERS}]*\s*"
    r"|[؟।॥۔።။។]+[\"'”’»)\]]*\s*"
    r"|\n\s*"
)
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«]*\Z")


def sentences(text: str, most: int | None = None) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence of ``text``, in order, not overlapping, without white space at its ends.

    With ``most``, of the first so many only.

    All of the text but white space lies in a sentence. A line end always ends a sentence. Full stops after known
    abbreviations, initials and numbers in dates don't, nor do those before a small letter.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match["stop"] is not None and not _ends(text, start, match):
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
    if start < end:
        found.append((start, end))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop that ``match`` found ends the sentence that began at ``start``."""
    following = match.end()
    if following >= len(text) or "\n" in text[match.start() : following]:
        return True
    after = text[following]
    if after.islower() or after in ",;":
        return False
    if match["stop"] != "." or match["after"]:
        return True
    last = _LAST_WORD.search(text, max(start, match.start() - 24), match.start())
    word = last[0] if last else ""
    if word.lower() in _ABBREVIATIONS:
        return False
    if len(word) == 1 and word.isalpha():
        return False  # an initial: J. Smith
    # In German and its neighbours a full stop makes an ordinal: 14. Januar, 19. Jahrhundert.
    return not (word.isdigit() and len(word) <= 2 and _ORDINAL_BEFORE.match(text, following))

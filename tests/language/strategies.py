"""Texts that break things: many scripts, marks, controls, and characters that change under normalisation."""

from __future__ import annotations

from hypothesis import strategies as st

_ODD = (
    "a Z 0 é É ß ẞ İ ı ǆ ﬁ ﷺ ½ ² ① ㎏ ™ \u0345 ᾳ ΐ ς й ї ё ґ ў أ ى \u0640 \u064e א \u05bc \ufb33 ק \u0915\u093c क् ि ं "
    "ก ำ ้ ๓ ກ ຳ ក \u17d2 မ \u103b 한 \u1112 \u1161 \u11ab ㅋ ﾊ ﾞ ｶ \u3099 が カ ー 々 〆 漢 葛\U000e0100 \U00020000 "
    "〇 １ Ａ ＿ _ ' ’ ʼ - – . , ! ? … 。 ！ ؟ । \" “ ” « ( ) [ ] : ; / \\ # * + \u200b \u200c \u200d \u00ad \ufe0f "
    "\u20e3 ❤\ufe0f 👨\u200d👩\u200d👧 \u202e \u2066 \ufeff \ue000 \ud800 \udfff"
)
ODD = _ODD.split(" ")
CONTROLS = ["\x00", "\x07", "\x1b", "\x1b[", "\x1b]", "\x1bP", "\x1b\\", "\x9b", "\x9c", "\x9d", "\x90", "\x7f", "\x85"]
SPACES = [" ", " ", " ", "\n", "\n\n", "\t", "\u00a0", "\u3000", "\r\n", "\r", "\u2028"]

pieces = st.one_of(st.sampled_from(ODD), st.sampled_from(SPACES), st.text(max_size=3))
texts = st.one_of(st.text(max_size=80), st.lists(pieces, max_size=40).map("".join))
raw_texts = st.one_of(
    texts,
    st.lists(st.one_of(pieces, st.sampled_from(CONTROLS), st.sampled_from("0123456789;mhJ8;?<>")), max_size=40).map(
        "".join
    ),
)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.pages.decode import codec_name, decode
from tests.pages.pasted import AR_BODY, DE_BODY, JA_BODY, KO_BODY, RU_BODY, ZH_BODY


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("\n".join(KO_BODY), "cp949"),
        ("\n".join(JA_BODY), "cp932"),
        ("\n".join(JA_BODY), "euc_jp"),
        ("\n".join(ZH_BODY), "gb18030"),
        ("\n".join(RU_BODY), "cp1251"),
        ("\n".join(RU_BODY), "koi8-r"),
        ("\n".join(AR_BODY), "cp1256"),
        ("\n".join(DE_BODY).replace("„", '"').replace("“", '"'), "cp1252"),
        ("\n".join(JA_BODY), "utf-16-le"),
        ("\n".join(KO_BODY), "utf-8"),
    ],
)
def test_declared_and_undeclared(text: str, charset: str) -> None:
    page = f'<meta charset="{charset}"><p>{text}'
    assert text in decode(page.encode(charset, "replace")).text or "?" in page.encode(charset, "replace").decode(
        charset
    )
    if charset not in ("koi8-r", "cp1256"):
        assert decode(text.encode(charset, "replace")).text == text.encode(charset, "replace").decode(charset)


def test_a_mark_wins_over_a_declaration() -> None:
    page = '<meta charset="windows-1251">é'
    assert decode(page.encode("utf-8-sig")).text == page
    assert decode(page.encode("utf-16")).text == page
    assert decode(page.encode("utf-8-sig")).source == "bom"


def test_strict_utf8_wins_over_a_wrong_declaration() -> None:
    page = '<meta charset="iso-8859-1"><p>' + DE_BODY[2]
    assert DE_BODY[2] in decode(page.encode()).text


def test_latin1_is_read_as_windows_1252() -> None:
    assert "“so”" in decode(b'<meta charset="iso-8859-1"><p>\x93so\x94 caf\xe9').text


def test_a_damaged_byte_does_not_change_the_charset() -> None:
    data = "\n".join(KO_BODY).encode() + b"\xff"
    assert KO_BODY[0] in decode(data).text


def test_seven_bit_japanese() -> None:
    text = "\n".join(JA_BODY)
    assert decode(text.encode("iso-2022-jp", "replace")).text == text.encode("iso-2022-jp", "replace").decode(
        "iso-2022-jp"
    )


def test_the_container_says_it() -> None:
    assert decode("Привет, это письмо".encode("koi8-r"), "KOI8-R").text == "Привет, это письмо"


@pytest.mark.parametrize("label", ["utf-7", "rot13", "base64", "idna", "unicode_escape", "nonsense", ""])
def test_labels_that_are_no_charsets(label: str) -> None:
    assert codec_name(label) == ""


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "gbk", "zip", "\x00"]))
def test_any_bytes_have_a_text(data: bytes, declared: str) -> None:
    assert isinstance(decode(data, declared).text, str)

"""Language tags in their usual case."""

from __future__ import annotations

import pytest

from readlater.language.tags import cased_tag


@pytest.mark.parametrize(
    ("tag", "cased"),
    [
        ("EN-us", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("de", "de"),
        ("es-419", "es-419"),
        ("sl-ROZAJ-biske", "sl-rozaj-biske"),
        ("de-u-co-phon", "de-u-co-phon"),
        ("x-whatever-ab", "x-whatever-ab"),
        ("", ""),
    ],
)
def test_case(tag: str, cased: str) -> None:
    assert cased_tag(tag) == cased
    assert cased_tag(cased) == cased

"""Data addresses: where they stand in markup, and the short names of large ones."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from readlater.pages.forms.datauris import MAX_KEPT, data_uris, is_short_name, short_name
from readlater.pages.guard import guard


def found(markup: str) -> list[str]:
    return [markup[start:end] for start, end in data_uris(markup)]


def test_where_they_stand() -> None:
    assert found("<img src='data:image/png;base64,AA=='><img src=data:,x> data:image/gif;base64,B, data of it") == [
        "data:image/png;base64,AA==",
        "data:,x",
        "data:image/gif;base64,B,",
    ]
    assert found("<img src=\"data:image/svg+xml,<svg a='b c'/>\" alt='x'>") == ["data:image/svg+xml,<svg a='b c'/>"]
    assert found("a{b:url(data:font/woff2;base64,Zm9v) format('woff2')}") == ["data:font/woff2;base64,Zm9v"]
    assert found("<img srcset='data:image/png;base64,AA 1x, data:image/png;base64,BB 2x'>") == [
        "data:image/png;base64,AA",
        "data:image/png;base64,BB",
    ]
    assert found("metadata: x, data: y") == []


def test_large_ones_have_short_names_in_a_page() -> None:
    uri = "data:image/png;base64," + "QUJD&#10;" * 500
    name = f"data:image/png;sha256={sha256(uri.encode()).hexdigest()[:16]},"
    assert short_name(uri) == name
    assert is_short_name(name)
    assert not is_short_name(uri)
    assert guard(f"<p><img src='{uri}' alt=a>") == f"<p><img src='{name}' alt=a>"
    small = "data:image/png;base64," + "A" * (MAX_KEPT - 22)
    assert guard(f"<img src='{small}'>") == f"<img src='{small}'>"


@given(st.lists(st.sampled_from(["data:", "image/png", ";base64,", "'", '"', "<", " ", "A", ","])).map("".join))
def test_any_text_is_looked_through(text: str) -> None:
    last = 0
    for start, end in data_uris(text):
        assert last <= start < end <= len(text)
        assert text[start : start + 5] == "data:"
        last = end

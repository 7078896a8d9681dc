"""TeX as text: what can be said in characters is, and everything else stays as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.tui.layout.formula import readable


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        ("E=mc^2", "E=mc²"),
        (r"q \approx 3", "q ≈ 3"),
        (r"\frac{a+b}{2} \le \sqrt{c}", "(a+b)/2 ≤ √c"),
        (r"V = \int_0^h A(z)\,dz", "V = ∫₀^h A(z) dz"),
        (r"\left( x_{i+1}^{2n} \right)", "( xᵢ₊₁²ⁿ )"),
        (r"\lim_{x\to 0} \sin x", "lim_(x→0) sin x"),
        (r"x \in \mathbb{R}^n", "x ∈ ℝⁿ"),
        (r"90^\circ", "90°"),
        (r"\hat{x} + \text{if } y", "x̂ + if y"),
        (r"{\displaystyle \alpha _{1}}", "α₁"),
        (r"50\%", "50%"),
    ],
)
def test_what_can_be_said_is(tex: str, said: str) -> None:
    assert readable(tex) == said


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{pmatrix} a & b \end{pmatrix}", r"\sqrt[3]{x}",
        r"\mycommand x", r"\frac", r"\frac{a}", "a^", "_", "{", "a}",
        r"\overline{AB}", r"\left. x \right|", r"\hat{abc}", "plain words", "", "x^{" * 40 + "}" * 40, "x^2" * 300,
    ],
)  # fmt: skip
def test_everything_else_stays(tex: str) -> None:
    assert readable(tex) == tex


@given(
    st.lists(st.sampled_from(["\\frac", "\\sqrt", "{", "}", "^", "_", "x", "12", " ", "\\alpha", "\\", "\\left", "."]))
)
def test_anything_is_read(parts: list[str]) -> None:
    assert "\n" not in readable("".join(parts))

from __future__ import annotations

import pytest
from lxml.html import fromstring

from readlater.pages.html.mathml import linear

ROOT = (
    "<mi>x</mi><mo>=</mo><mfrac><mrow><mo>−</mo><mi>b</mi><mo>±</mo><msqrt><msup><mi>b</mi><mn>2</mn></msup><mo>−</mo>"
    "<mn>4</mn><mi>a</mi><mi>c</mi></msqrt></mrow><mrow><mn>2</mn><mi>a</mi></mrow></mfrac>"
)
SUM = (
    "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>"
    "<msub><mi>x</mi><mi>i</mi></msub>"
)


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<mfrac><mi>a</mi><mi>b</mi></mfrac>", "a/b"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mn>12</mn></mfrac>", "(a + 1)/12"),
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac><mi>m</mi><msup><mi>v</mi><mn>2</mn></msup>", "(1/2)mv²"),
        ("<msup><mfrac><mi>a</mi><mi>b</mi></mfrac><mi>k</mi></msup>", "(a/b)^k"),
        ("<msup><mi>e</mi><mrow><mo>-</mo><mi>k</mi><mi>t</mi></mrow></msup>", "e^(-kt)"),
        ("<msub><mi>m</mi><mn>10</mn></msub><mo>≤</mo><msub><mi>m</mi><mi>max</mi></msub>", "m₁₀ ≤ m_max"),
        (ROOT, "x = (−b ± √(b² − 4ac))/(2a)"),
        (SUM, "∑_(i=1)ⁿ x_i"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "³√x"),
        ("<msup><mi>f</mi><mo>′</mo></msup><mo>(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo>)</mo>", "f′(x, y)"),
        ("<msup><mi>sin</mi><mn>2</mn></msup><mi>θ</mi><mo>&#x2061;</mo>", "sin² θ"),
        ("<semantics><mi>x</mi><annotation>ignored</annotation></semantics>", "x"),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>",
            "1, 2; 3",
        ),
        ("<mfrac><mi>broken</mi></mfrac>", "broken"),
        ("x", "x"),
        ("", ""),
    ],
)
def test_a_formula_on_one_line(inside: str, said: str) -> None:
    assert linear(fromstring(f"<math>{inside}</math>")) == said


def test_a_deep_formula_is_read_for_its_letters() -> None:
    assert linear(fromstring("<math>" + "<mrow>" * 150 + "<mi>x</mi>" + "</mrow>" * 150 + "</math>")) == "x"

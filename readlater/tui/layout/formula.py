r"""Formulas in TeX as one reads them on a line: ``\frac{a+b}{2} \le \alpha^2`` becomes ``(a+b)/2 ≤ α²``.

Only what can be said in characters is: a formula with anything else (matrices, cases, commands of its own) stays as it
was written, which is how those who know TeX read it.
"""

from __future__ import annotations

import re
from functools import lru_cache

MAX_LENGTH = 600
"""Characters of a formula above which it stays as it is."""

MAX_DEPTH = 12

RAISED = str.maketrans("0123456789+-−=()niTtx′'*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵀᵗˣ′′*")
LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")

_TOKEN = re.compile(r"\\([a-zA-Z]+\*?)\s*|\\(.)|([{}^_])|(\s+)|([^\\{}^_\s]+?(?=[\\{}^_\s]|$))", re.DOTALL)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> dict[str, str]:
    return {name: sign for name, _, sign in (pair.partition(":") for pair in text.split())}


_LETTERS = _pairs(
    "alpha:α beta:β gamma:γ delta:δ epsilon:ϵ varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ iota:ι kappa:κ "
    "lambda:λ mu:μ nu:ν xi:ξ pi:π varpi:ϖ rho:ρ varrho:ϱ sigma:σ varsigma:ς tau:τ upsilon:υ phi:ϕ varphi:φ "
    "chi:χ psi:ψ omega:ω Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω "
    "infty:∞ partial:∂ nabla:∇ ell:ℓ hbar:ℏ Re:ℜ Im:ℑ aleph:ℵ emptyset:∅ varnothing:∅ forall:∀ exists:∃ "
    "neg:¬ lnot:¬ angle:∠ sum:∑ prod:∏ int:∫ iint:∬ oint:∮ ldots:… dots:… cdots:⋯ vdots:⋮ prime:′ degree:° "
    "circ:∘ bullet:• star:⋆ ast:∗ dagger:† langle:⟨ rangle:⟩ lfloor:⌊ rfloor:⌋ lceil:⌈ rceil:⌉ vert:| Vert:‖ "
    "lvert:| rvert:| lVert:‖ rVert:‖ mid:∣ parallel:∥ perp:⊥ top:⊤ bot:⊥ triangle:△ square:□ backslash:\\ "
    "lbrace:{ rbrace:} imath:ı jmath:ȷ"
)
_OPERATORS = _pairs(
    "le:≤ leq:≤ leqslant:≤ ge:≥ geq:≥ geqslant:≥ ne:≠ neq:≠ ll:≪ gg:≫ approx:≈ sim:∼ simeq:≃ cong:≅ equiv:≡ "
    "propto:∝ to:→ rightarrow:→ longrightarrow:→ leftarrow:← gets:← leftrightarrow:↔ Rightarrow:⇒ implies:⇒ "
    "Leftarrow:⇐ Leftrightarrow:⇔ iff:⇔ mapsto:↦ in:∈ notin:∉ ni:∋ subset:⊂ subseteq:⊆ supset:⊃ supseteq:⊇ "
    "cup:∪ cap:∩ setminus:∖ land:∧ wedge:∧ lor:∨ vee:∨ pm:± mp:∓ times:× div:÷ cdot:· oplus:⊕ otimes:⊗ "
    "models:⊨ vdash:⊢ mod:mod"
)
_NAMES = _words(
    "sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan log ln lg exp lim max min sup inf det dim "
    "ker gcd arg Pr deg hom limsup liminf"
)
_PLAIN = _words(
    "text textrm textit textbf textsf mathrm mathit mathbf mathsf mathtt mathcal mathfrak mathscr boldsymbol "
    "bm operatorname operatorname* mbox hbox mathop mathbin mathrel mathord textnormal pmb rm"
)
_IGNORED = _words(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle textstyle "
    "scriptstyle limits nolimits middle mathstrut strut nonumber notag"
)
_SPACES = frozenset(["quad", "qquad", ",", ";", ":", " ", ">", "thinspace", "enspace", "hspace"])
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "vec": "\u20d7", "tilde": "\u0303", "dot": "\u0307", "ddot": "\u0308"}
_DOUBLE = dict(zip("CHNPQRZEFI", "ℂℍℕℙℚℝℤ𝔼𝔽𝕀", strict=True))


class _UnknownError(ValueError):
    """Something that can't be said in characters."""


@lru_cache(maxsize=1024)
def readable(tex: str) -> str:
    """The formula as one line of text, or as it is if that would lose something."""
    if len(tex) > MAX_LENGTH or not re.search(r"[\\^_{}]", tex):
        return tex
    tokens = list(_TOKEN.finditer(tex))
    try:
        said, _ = _Reader(tokens).row(0, 0, closed=False)
    except (_UnknownError, IndexError):
        return tex
    said = re.sub(r" {2,}", " ", said).strip()
    return said or tex


class _Reader:
    """Reads tokens; every method takes where to begin and returns a text and where it ended."""

    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self._tokens = tokens

    def row(self, at: int, depth: int, *, closed: bool) -> tuple[str, int]:
        """What stands side by side, up to the brace that ends it."""
        if depth > MAX_DEPTH:
            raise _UnknownError
        parts: list[str] = []
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.group(3) == "}":
                if not closed:
                    raise _UnknownError
                return "".join(parts), at + 1
            if token.group(3) in ("^", "_"):
                said, at = self._script(at, depth)
                parts = ["".join(parts).rstrip(), said]
                continue
            said, at = self._one(at, depth)
            parts.append(said)
        if closed:
            raise _UnknownError
        return "".join(parts), at

    def _one(self, at: int, depth: int) -> tuple[str, int]:
        """One thing: a group, a command, a space or characters."""
        token = self._tokens[at]
        name, escaped, mark, space, characters = token.groups()
        if mark == "{":
            return self.row(at + 1, depth + 1, closed=True)
        if mark:
            raise _UnknownError
        if space:
            return " ", at + 1
        if characters:
            return characters, at + 1
        if escaped is not None:
            if escaped in _SPACES:
                return " ", at + 1
            if escaped == "!":
                return "", at + 1
            if escaped in "{}%$&#_|":
                return "‖" if escaped == "|" else escaped, at + 1
            raise _UnknownError
        return self._command(name, at + 1, depth)

    def _command(self, name: str, at: int, depth: int) -> tuple[str, int]:
        if name in _LETTERS:
            return _LETTERS[name], at
        if name in _OPERATORS:
            return f" {_OPERATORS[name]} ", at
        if name in _NAMES:
            return f" {name} ", at
        if name in _IGNORED:
            if (
                name in ("left", "right")
                and at < len(self._tokens)
                and (self._tokens[at].group(5) or "").startswith(".")
            ):
                raise _UnknownError
            return "", at
        if name in _SPACES:
            return " ", at
        if name in _PLAIN:
            return self._argument(at, depth)
        if name in ("frac", "dfrac", "tfrac", "cfrac"):
            above, at = self._argument(at, depth)
            below, at = self._argument(at, depth)
            return f"{_grouped(above)}/{_grouped(below)}", at
        if name == "sqrt":
            if at < len(self._tokens) and (self._tokens[at].group(5) or "").startswith("["):
                raise _UnknownError
            inside, at = self._argument(at, depth)
            return f"√{_grouped(inside)}", at
        if name in _ACCENTS:
            inside, at = self._argument(at, depth)
            if len(inside) != 1:
                raise _UnknownError
            return inside + _ACCENTS[name], at
        if name == "mathbb":
            inside, at = self._argument(at, depth)
            if inside not in _DOUBLE:
                raise _UnknownError
            return _DOUBLE[inside], at
        raise _UnknownError

    def _argument(self, at: int, depth: int) -> tuple[str, int]:
        """What a command is applied to: a group, or the next character."""
        while self._tokens[at].group(4):
            at += 1
        token = self._tokens[at]
        characters = token.group(5)
        if characters and len(characters) > 1:
            raise _UnknownError
        said, at = self._one(at, depth + 1)
        return said.strip(), at

    def _script(self, at: int, depth: int) -> tuple[str, int]:
        """An exponent or an index; of several characters without braces only the first is one."""
        mark = self._tokens[at].group(3)
        at += 1
        while self._tokens[at].group(4):
            at += 1
        characters = self._tokens[at].group(5)
        rest = ""
        if characters and len(characters) > 1:
            said, rest, at = characters[0], characters[1:], at + 1
        else:
            said, at = self._one(at, depth + 1)
            said = said.strip()
        table = RAISED if mark == "^" else LOWERED
        close = re.sub(r"\s+", "", said)
        if close and all(ord(character) in table for character in close):
            return close.translate(table) + rest, at
        if close in ("∘", "°") and mark == "^":
            return "°" + rest, at
        return f"{mark}{_grouped(close)}{rest}", at


def _grouped(text: str) -> str:
    """Text in brackets, if it is more than one thing."""
    text = text.strip()
    single = len(text) <= 1 or re.fullmatch(r"[\w.,′∞]+[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ₀₁₂₃₄₅₆₇₈₉]*", text)
    return text if single or (text[0] == "(" and text[-1] == ")" and text.count("(") == 1) else f"({text})"

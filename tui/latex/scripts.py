"""How a piece of mathematics is set in one line: scripts, fractions, roots, accents."""

from __future__ import annotations

import re
import unicodedata

from tui.latex.tables import EVERY_CHARACTER, SUBSCRIPTS, SUPERSCRIPTS

_FACTOR = re.compile(r"√?(?:\d+(?:\.\d+)?|[\w∞][\u0300-\u036f\u20d7′*]*[⁰-₟ᴬ-ᶿ²³¹]*)")
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_WORD = re.compile(r"[A-Za-z]{3,}")


def superscript(base: str, script: str) -> str:
    """`base` with `script` above: "x", "2" gives "x²"; "T", "2/3" gives "T^(2/3)"."""
    return base + (_raised(script, SUPERSCRIPTS) or "^" + _held(script))


def subscript(base: str, script: str) -> str:
    """`base` with `script` below: "ℓ", "0" gives "ℓ₀"; a word keeps its mark: "top_k"."""
    lowered = None if _WORD.fullmatch(base) and script.isalpha() else _raised(script, SUBSCRIPTS)
    return base + (lowered or "_" + _held(script))


def _raised(script: str, forms: dict[str, str]) -> str | None:
    compact = script.replace(" ", "")
    if all(character in forms for character in compact):
        return "".join(forms[character] for character in compact)
    return None


def _held(script: str) -> str:
    plain = len(script) == 1 or script.isalnum() or _is_enclosed(script)
    return script if plain else f"({script})"


def fraction(numerator: str, denominator: str) -> str:
    """`numerator/denominator` with parentheses where the line would be misread without."""
    if not _is_product(numerator):
        numerator = f"({numerator})"
    if not _is_factor(denominator):
        denominator = f"({denominator})"
    return f"{numerator}/{denominator}"


def root(radicand: str, degree: str = "") -> str:
    """The root sign before `radicand`, which is held together by parentheses if need be."""
    sign = _ROOTS.get(degree) or superscript("", degree) + "√"
    return sign + (radicand if _is_factor(radicand) else f"({radicand})")


def accent(base: str, mark: str) -> str:
    """`base` with a combining `mark` on its first letter, or on all for a line over it."""
    if not base:
        return base
    if mark in EVERY_CHARACTER:
        return unicodedata.normalize("NFC", "".join(character + mark for character in base))
    return unicodedata.normalize("NFC", base[0] + mark) + base[1:]


def _is_factor(term: str) -> bool:
    return bool(_FACTOR.fullmatch(term)) or _is_enclosed(term)


def _is_product(term: str) -> bool:
    depth = 0
    for character in term:
        depth += (character in "([{⟨") - (character in ")]}⟩")
        if not depth and character in " +−±=/<>,-":
            return False
    return True


def _is_enclosed(term: str) -> bool:
    depth = 0
    for position, character in enumerate(term):
        depth += (character in "([{⟨") - (character in ")]}⟩")
        if not depth:
            return position > 0 and position == len(term) - 1
    return False

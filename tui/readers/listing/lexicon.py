"""How words of titles and words of names look: the statistics behind `split_glued`.

The table `glued.table` is made by `tests/benchmarks/make_glued_table.py` from token and letter
counts of public paper metadata; it holds no titles and no whole names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from tui.text import fold

STEPS = 8
"""Costs are kept as whole eighths of a nat (natural logarithm of a probability)."""

NEUTRAL = 128
"""The byte of an odds entry that says "equally likely"."""

LONGEST_GRAM = 4
"""Letters that a letter model looks at, the predicted one included."""

UNTAUGHT = {"known names": 4.0, "group": 6.0, "script changes": 6.0}
"""Weights of evidence that is too rare in, or absent from, what the others are learned from."""

_BACK_OFF = 7
"""Cost, in steps, of falling back on a shorter context."""

_UNSEEN_LETTER = 72
_LONGEST_WORD = 24
_MOST_REMEMBERED = 65_536
_NOT_LETTERS = re.compile(r"[^\w]+|_+")


@lru_cache(maxsize=16_384)
def parts(token: str) -> tuple[str, ...]:
    """The folded letter runs of a token: `Jean-Pierre` has two, `C.T.M.` three."""
    return tuple(part for part in _NOT_LETTERS.split(fold(token)) if part)


@dataclass
class Vocabulary:
    """A word model that falls back on letters for words it has not seen."""

    costs: dict[str, int]
    """Cost of a known word, in steps."""
    odds: dict[str, int]
    """How much likelier a word stands at the seam (a title's end, a name's beginning), in steps."""
    unknown: int
    """Cost of any unknown word, in steps; its letters come on top."""
    grams: dict[str, int]
    """Cost of the last letter of a gram after its other letters, in steps."""
    _words: dict[str, float] = field(default_factory=dict)

    def cost(self, part: str) -> float:
        """Cost of one folded word, in nats."""
        cost = self._words.get(part)
        if cost is None:
            if len(self._words) > _MOST_REMEMBERED:
                self._words.clear()
            known = self.costs.get(part)
            steps = self.unknown + self._spelling(part) if known is None else known
            cost = self._words[part] = steps / STEPS
        return cost

    def _spelling(self, part: str) -> int:
        text = f"^{part[:_LONGEST_WORD]}$"
        return sum(self._letter(text, end) for end in range(2, len(text) + 1))

    def _letter(self, text: str, end: int) -> int:
        penalty = 0
        for length in range(min(LONGEST_GRAM, end), 0, -1):
            known = self.grams.get(text[end - length : end])
            if known is not None:
                return penalty + known
            penalty += _BACK_OFF
        return penalty + _UNSEEN_LETTER


class Lexicon:
    """Both vocabularies and the weights of the evidence."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table

    @cached_property
    def titles(self) -> Vocabulary:
        """Words of titles; odds are for the last word."""
        return _vocabulary(self._table["titles"])

    @cached_property
    def names(self) -> Vocabulary:
        """Words of names; odds are for the first word."""
        return _vocabulary(self._table["names"])

    @cached_property
    def weights(self) -> dict[str, float]:
        """Weight of each piece of evidence by its name."""
        return {**self._table["weights"], **UNTAUGHT}


def _vocabulary(stored: dict[str, Any]) -> Vocabulary:
    words = stored["words"].split(" ")
    odds = stored["odds"].encode("latin-1")
    return Vocabulary(
        dict(zip(words, stored["costs"].encode("latin-1"), strict=True)),
        {word: odd - NEUTRAL for word, odd in zip(words, odds, strict=True) if odd != NEUTRAL},
        stored["unknown"],
        dict(zip(stored["grams"].split(" "), stored["gram_costs"].encode("latin-1"), strict=True)),
    )


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """The lexicon of the package, loaded when first needed."""
    import json
    import zlib
    from importlib.resources import files

    packed = files(__package__).joinpath("glued.table").read_bytes()
    return Lexicon(json.loads(zlib.decompress(packed)))

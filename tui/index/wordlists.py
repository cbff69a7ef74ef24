"""Which papers hold a word, and in which of their texts.

A posting is a paper with one bit for each kind of text that holds the word. Where a paper has one
text of a kind, words that share its bit share the text, and no paper need be read; where it may
have several (its authors, say), sharing the bit makes it a candidate.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.index.store import mapped
from tui.index.texts import Lists, Texts, write_lists, write_texts
from tui.paper import Paper
from tui.query import Clause
from tui.query.match import TEXTS
from tui.tokens import search_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BITS = {field: 1 << place for place, field in enumerate(field for field in TEXTS if field)}
_ALONE = _BITS["title"] | _BITS["abstract"] | _BITS["venue"]
_BARE = _BITS["title"] | _BITS["author"] | _BITS["abstract"] | _BITS["keyword"]
_WORDS = "word"


def write_words(directory: Path, papers: Iterable[Paper]) -> None:
    """Write the words of `papers`; raises OSError."""
    postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    kinds: defaultdict[str, bytearray] = defaultdict(bytearray)
    for number, paper in enumerate(papers):
        for word, bits in _words(paper).items():
            postings[word].append(number)
            kinds[word].append(bits)
    vocabulary = sorted(postings)
    write_texts(directory, _WORDS, vocabulary)
    write_lists(directory, _WORDS, (postings[word] for word in vocabulary))
    with (directory / f"{_WORDS}-bits").open("wb") as file:
        file.writelines(kinds[word] for word in vocabulary)


def _words(paper: Paper) -> dict[str, int]:
    found: dict[str, int] = {}
    for field, bit in _BITS.items():
        for text in TEXTS[field](paper):
            if text:
                for word in search_text(text).split():
                    found[word] = found.get(word, 0) | bit
    return found


class Words(NamedTuple):
    """What the words of a clause find, as one truth value for each paper."""

    found: NDArray[Any]
    """Papers for which the clause holds."""
    doubtful: NDArray[Any]
    """Further papers for which it may hold; reading them tells."""


class WordLists:
    """What `write_words` wrote."""

    def __init__(self, directory: Path, papers: int) -> None:
        self._directory, self._papers = directory, papers
        self._lists = Lists(directory, _WORDS)

    def find(self, clause: Clause, words: list[str], *, whole: bool) -> Words:
        """Papers where a text has all `words`; `whole`: as whole words, whose order is in doubt."""
        import numpy as np

        field = _BITS[clause.field] if clause.field else _BARE
        if len(words) == 1 and not whole:
            found = np.zeros(self._papers, bool)
            numbers, bits = self._postings(words[0], whole=False)
            found[numbers if field == _ANY else numbers[(bits & field) != 0]] = True
            return Words(found, np.zeros(0, bool))
        shared = np.full(self._papers, field, np.uint8)
        for word in dict.fromkeys(words):
            shared &= self._texts_with(word, field, whole=whole)
        if whole:
            return Words(np.zeros(self._papers, bool), shared != 0)
        found = (shared & _ALONE) != 0
        return Words(found, (shared != 0) & ~found)

    def _texts_with(self, word: str, field: int, *, whole: bool) -> NDArray[Any]:
        """The kinds of texts of each paper that hold `word`, as bits."""
        import numpy as np

        texts = np.zeros(self._papers, np.uint8)
        numbers, bits = self._postings(word, whole=whole)
        for bit in _BITS.values():
            if bit & field:
                # A paper may stand here several times, once for each word of a prefix: setting
                # one bit at a time makes every repetition write the same value.
                texts[numbers[(bits & bit) != 0]] |= bit
        return texts

    def _postings(self, word: str, *, whole: bool) -> tuple[NDArray[Any], NDArray[Any]]:
        texts = self._vocabulary
        stretch = self._lists.of(texts.place(word) if whole else texts.beginning_with(word))
        return self._lists.numbers[stretch], self._bits[stretch]

    @cached_property
    def _vocabulary(self) -> Texts:
        return Texts(self._directory, _WORDS)

    @cached_property
    def _bits(self) -> NDArray[Any]:
        import numpy as np

        return np.asarray(mapped(self._directory / f"{_WORDS}-bits", "B"))


_ANY = sum(_BITS.values())

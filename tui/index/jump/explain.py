"""Why a paper answers a jump, and where: for the few rows that are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from tui.index.jump.names import short_names
from tui.tokens import search_text

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+")
_NAME_AND_YEAR = re.compile(r"([^\W\d_]{2,})(\d{4}|\d{2})")
_EXACT, _BEGUN, _MISSPELT, _ABBREVIATED = 100, 90, 60, 20
"""How good a match is: the same word, its beginning, one typo (two are worse), some letters."""
_MAX_TEXT = 1000
_MAX_WORDS = 64
_MAX_TOKENS = 300


class Explanation(NamedTuple):
    """Why a paper was found, in words and in places."""

    why: str
    """What matched, in a few words: `title`, `author Guo`, `short name`, `1 typo: atention`."""
    spans: tuple[Span, ...]
    """Half-open character ranges of the title."""
    author_spans: tuple[Span, ...]
    """Half-open character ranges of the first author's name."""


class _Token(NamedTuple):
    """A word of a shown text."""

    folded: str
    start: int
    end: int


class _Match(NamedTuple):
    """A typed word found in a token: how well, over which characters, with how many typos."""

    quality: int
    span: Span
    typos: int


def explain(text: str, title: str, authors: Sequence[str]) -> Explanation:
    """Tell why `text` finds a paper with this shown title and these shown authors."""
    typed = search_text(text[:_MAX_TEXT]).split()[:_MAX_WORDS]
    told = _Told(title, authors)
    reasons = [told.reason(word) for word in typed]
    found = bool(told.spans or told.author_spans)
    if not any(reasons) or (len(typed) == 1 and not found):
        whole = _whole(typed, title, told.title)
        if whole is not None:
            return whole
    if not found and not any(reasons):
        unspaced = _unspaced("".join(typed), told.title)
        if unspaced:
            return Explanation("title", unspaced, ())
    why = ", ".join(dict.fromkeys(reason for reason in reasons if reason)) or "similar"
    return Explanation(why, _merged(told.spans), _merged(told.author_spans))


class _Told:
    """A paper, and where the typed words that it was asked for stand in it."""

    def __init__(self, title: str, authors: Sequence[str]) -> None:
        self.title = _tokens(title)
        self.spans: list[Span] = []
        self.author_spans: list[Span] = []
        self._authors = authors[:_MAX_TOKENS]

    @cached_property
    def _names(self) -> list[list[_Token]]:
        return [_tokens(name) for name in self._authors]

    def reason(self, word: str) -> str:
        """Note where one typed word matches, and say what it matched."""
        in_title = _best_match(word, self.title)
        found, owner = _NOTHING, -1
        if in_title.quality < _EXACT:
            named = _NAME_AND_YEAR.fullmatch(word)
            asked = named[1] if named else word
            for index, tokens in enumerate(self._names):
                match = _best_match(asked, tokens, found.quality)
                if match.quality > found.quality:
                    found, owner = match, index
        if in_title.quality >= max(found.quality, 1):
            self.spans.append(in_title.span)
            return _typos(in_title, word) or "title"
        if found.quality:
            if owner == 0:
                self.author_spans.append(found.span)
            family = self._authors[owner].split()[-1]
            return _typos(found, word) or f"author {family}"
        return ""


_NOTHING = _Match(0, (0, 0), 0)


def _typos(match: _Match, word: str) -> str:
    if not match.typos:
        return ""
    return f"{match.typos} typo{'s' if match.typos > 1 else ''}: {word}"


def _best_match(word: str, tokens: Sequence[_Token], above: int = 0) -> _Match:
    """Where `word` is found best, if better than `above`; likeness is asked for last."""
    for token in tokens:
        if token.folded == word:
            return _Match(_EXACT, (token.start, token.end), 0)
    for token in tokens:
        if token.folded.startswith(word):
            return _Match(_BEGUN, (token.start, min(token.start + len(word), token.end)), 0)
    if above >= _MISSPELT:
        return _NOTHING
    from rapidfuzz.distance import OSA

    size, best = len(word), _NOTHING
    allowed = 2 if size >= 5 else 1 if size >= 3 else 0
    for token in tokens:
        folded = token.folded
        if abs(len(folded) - size) <= allowed > 0:
            typos = int(OSA.distance(word, folded, score_cutoff=allowed))
            quality = _MISSPELT + 20 - 20 * typos
            if typos <= allowed and quality > best.quality:
                best = _Match(quality, (token.start, token.end), typos)
        if size >= 2 and best is _NOTHING and folded[:1] == word[0] and _holds(folded, word):
            best = _Match(_ABBREVIATED, (token.start, token.end), 0)
    return best


def _holds(long: str, short: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


def _whole(typed: list[str], title: str, tokens: list[_Token]) -> Explanation | None:
    """The text as a short name of the title or as its initials."""
    joined = "".join(typed)
    if joined and any(name.startswith(joined) for name in short_names(title)):
        return Explanation("short name", (), ())
    initials = "".join(token.folded[:1] for token in tokens)
    start = initials.find(joined) if len(joined) > 1 else -1
    if start < 0:
        return None
    letters = [(token.start, token.start + 1) for token in tokens[start : start + len(joined)]]
    return Explanation("initials", _merged(letters), ())


def _unspaced(joined: str, tokens: list[_Token]) -> tuple[Span, ...]:
    """Where `joined` runs over the words of a title without their gaps."""
    compact = "".join(token.folded for token in tokens)
    start = compact.find(joined) if joined else -1
    if start < 0:
        return ()
    spans = []
    offset = 0
    for token in tokens:
        low, high = max(start - offset, 0), min(start + len(joined) - offset, len(token.folded))
        if low < high:
            spans.append((token.start + low, min(token.start + high, token.end)))
        offset += len(token.folded)
    return _merged(spans)


def _tokens(text: str) -> list[_Token]:
    """The words of a shown text with their places; a word may fold to several."""
    matches = islice(_WORD.finditer(text), _MAX_TOKENS)
    if text.isascii():
        return [_Token(match[0].lower(), *match.span()) for match in matches]
    return [
        _Token(part, *match.span()) for match in matches for part in search_text(match[0]).split()
    ]


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Sorted, without overlaps."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif end > start:
            merged.append((start, end))
    return tuple(merged)

"""Why a paper answers a jump, and where: for the few rows that are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tui.index.jump.names import short_names
from tui.tokens import search_text

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+")
_NAME_AND_YEAR = re.compile(r"([^\W\d_]{2,})(\d{4}|\d{2})")
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
    title_tokens = _tokens(title)
    names = [_tokens(name) for name in authors[:_MAX_TOKENS]]
    spans: list[Span] = []
    author_spans: list[Span] = []
    reasons = [
        _explain_word(word, title_tokens, names, authors, spans, author_spans) for word in typed
    ]
    if not any(reasons) or (len(typed) == 1 and not spans and not author_spans):
        whole = _whole(typed, title, title_tokens)
        if whole is not None:
            return whole
    if not spans and not author_spans and not any(reasons):
        unspaced = _unspaced("".join(typed), title_tokens)
        if unspaced:
            return Explanation("title", unspaced, ())
    why = ", ".join(dict.fromkeys(reason for reason in reasons if reason)) or "similar"
    return Explanation(why, _merged(spans), _merged(author_spans))


def _explain_word(
    word: str,
    title: list[_Token],
    names: list[list[_Token]],
    authors: Sequence[str],
    spans: list[Span],
    author_spans: list[Span],
) -> str:
    """Note where one typed word matches, and say what it matched."""
    in_title = max((_match(word, token) for token in title), default=_NOTHING)
    found, owner = _NOTHING, -1
    named = _NAME_AND_YEAR.fullmatch(word)
    asked = named[1] if named and in_title.quality < 100 else word
    for index, tokens in enumerate(names):
        match = max((_match(asked, token) for token in tokens), default=_NOTHING)
        if match.quality > found.quality:
            found, owner = match, index
    if in_title.quality >= max(found.quality, 1):
        spans.append(in_title.span)
        return _typos(in_title, word) or "title"
    if found.quality:
        if owner == 0:
            author_spans.append(found.span)
        family = authors[owner].split()[-1]
        return _typos(found, word) or f"author {family}"
    return ""


_NOTHING = _Match(0, (0, 0), 0)


def _typos(match: _Match, word: str) -> str:
    if not match.typos:
        return ""
    return f"{match.typos} typo{'s' if match.typos > 1 else ''}: {word}"


def _match(word: str, token: _Token) -> _Match:
    from rapidfuzz.distance import OSA

    if word == token.folded:
        return _Match(100, (token.start, token.end), 0)
    if token.folded.startswith(word):
        return _Match(90, (token.start, min(token.start + len(word), token.end)), 0)
    if len(word) >= 3:
        allowed = 2 if len(word) >= 5 else 1
        typos = int(OSA.distance(word, token.folded, score_cutoff=allowed))
        if typos <= allowed:
            return _Match(80 - 20 * typos, (token.start, token.end), typos)
    if len(word) >= 2 and token.folded[:1] == word[0]:
        rest = iter(token.folded)
        if all(letter in rest for letter in word):
            return _Match(20, (token.start, token.end), 0)
    return _NOTHING


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
    return [
        _Token(part, match.start(), match.end())
        for match in list(_WORD.finditer(text))[:_MAX_TOKENS]
        for part in search_text(match[0]).split()
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

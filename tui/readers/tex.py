"""LaTeX of bibliographies as Unicode: accents and braces go, mathematics stays as it is."""

from __future__ import annotations

import re
from functools import lru_cache

from tui.latex import decoded

_UNSEEN = re.compile(r"\\(?:[hv]space\*?|[hv]?phantom|noopsort|SortNoop)\s?\{[^{}]{0,80}\}")
"""Space, invisible text and what only sorts: it arranges letters on a page and says nothing."""
_TILDE_OF_HOME = re.compile(r"(?<=/)\{?\\textasciitilde\s?(?:\{\})?\}?")
_BIBLATEX = re.compile(r"\\(?:(mkbib(?!quote)[a-z]{3,12})(?=\{)|(hyphen)\b\s?(?:\{\})?)")
"""Markup of the biblatex manual, section 4.6.4, that wraps plain text, and its breakable hyphen."""


@lru_cache(maxsize=4096)
def plain(value: str) -> str:
    """A value as a person would write it; text without LaTeX comes back as it is."""
    if "\\mkbib" in value or "\\hyphen" in value:
        value = _BIBLATEX.sub(lambda match: "-" if match[2] else "\\emph", value)
    if "space" in value or "phantom" in value or "oop" in value:
        value = _UNSEEN.sub("", value)
    if "/" in value and "\\textasciitilde" in value:
        value = _TILDE_OF_HOME.sub("~", value)
    if "?`" in value or "!`" in value:
        value = value.replace("?`", "¿").replace("!`", "¡")
    return decoded(value)

"""LaTeX of bibliographies as Unicode: accents and braces go, mathematics stays as it is."""

from __future__ import annotations

import re
from functools import lru_cache

from tui.latex import to_unicode

_SPECIAL = re.compile(r"[\\{}$~]|--|``|''")
_FORMULA = re.compile(
    r"(\$\$[^$]{1,4000}\$\$|(?<!\\)\$[^$]{1,4000}(?<!\\)\$|\\\([^$]{1,4000}?\\\))"
)
_UNKNOWN_COMMAND = re.compile(r"\\[A-Za-z]+\*?\s*(?:\{\})?")
# Stand for escaped braces while protecting braces are removed.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"


def plain(value: str) -> str:
    """`value` as a person would write it; text without LaTeX comes back as it is."""
    if not _SPECIAL.search(value):
        return value
    return _plain(value)


@lru_cache(maxsize=4096)
def _plain(value: str) -> str:
    if "$" not in value and "\\(" not in value:
        return _prose(value)
    parts = _FORMULA.split(value)
    return "".join(part if index % 2 else _prose(part) for index, part in enumerate(parts))


def _prose(text: str) -> str:
    if "\\" in text:
        text = text.replace("\\{", _OPEN).replace("\\}", _CLOSE)
        text = to_unicode(text.replace("\\~{}", "\\textasciitilde{}"))
        text = _UNKNOWN_COMMAND.sub("", text)
    elif "--" in text or "``" in text or "''" in text:
        text = to_unicode(text)
    text = text.replace("{", "").replace("}", "").replace("~", " ")
    return text.replace(_OPEN, "{").replace(_CLOSE, "}")

"""Web addresses in running text."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^\x00-\x20\x7f-\xa0]+", re.IGNORECASE)
_TRAILING = ".,;:!?*_…"


def find_links(text: str) -> tuple[str, ...]:
    """The http and https addresses in `text`, without the punctuation of the sentence."""
    if "://" not in text:
        return ()
    return tuple(dict.fromkeys(_trimmed(match[0]) for match in _ADDRESS.finditer(text)))


def _trimmed(address: str) -> str:
    while True:
        kept = address.rstrip(_TRAILING)
        for opening, closing in ("()", "[]"):
            if kept.endswith(closing) and kept.count(closing) > kept.count(opening):
                kept = kept[:-1]
        if kept == address:
            return address
        address = kept

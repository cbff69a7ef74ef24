"""Web addresses: in running text, and fit to be opened."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

MAX_ADDRESS = 2_000
"""Longest address there is; browsers and terminals take no more for certain."""

_ADDRESS = re.compile(r"https?://(?:[^\s<>\"'`{}|\\^\x00-\x20\x7f-\xa0]|\\[_%#&~])+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_%#&~])")
_FOOTNOTE = re.compile(r"\[\d{1,2}\]$")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|[0-9a-f.]*:[0-9a-f:.]*")
_TRAILING = ".,;:!?*_…"


def split_links(text: str) -> list[tuple[str, bool]]:
    """`text` cut around its addresses, True for each piece that is one; no address is escaped."""
    pieces, at = [], 0
    for match in _ADDRESS.finditer(text):
        address = trimmed(match[0])
        pieces += [(text[at : match.start()], False), (address, True)]
        at = match.start() + len(address)
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def find_links(text: str) -> tuple[str, ...]:
    """The http and https addresses in `text`, without the punctuation of the sentence.

    What LaTeX wants escaped in an address is given plainly.
    """
    if "://" not in text:
        return ()
    found = (match[0] for match in _ADDRESS.finditer(text) if len(match[0]) <= MAX_ADDRESS)
    return tuple(dict.fromkeys(trimmed(_ESCAPED.sub(r"\1", address)) for address in found))


def safe_address(address: str) -> str | None:
    """`address` in ASCII, as it can be opened; None where it is not plainly a web page's.

    That is http or https with a host and a possible port, and without credentials, which only
    serve to hide the host, spaces or anything that is not printed. A host of other letters is
    spelled in ASCII (RFC 3490), so that one sees where it leads.
    """
    if not address.isprintable() or len(address) > MAX_ADDRESS or set(address) & set(' \\"<>`'):
        return None
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    host = f"[{host}]" if ":" in host else host
    path, query, fragment = (
        quote(part, safe="/:;,.!?~*'()$&+=@%[]|{}^")
        for part in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, host + port, path, query, fragment))


def host_of(address: str) -> str:
    """The host of an address that `safe_address` gave, without `www.`."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def trimmed(address: str) -> str:
    """`address` without the punctuation of the sentence, and the footnote, around it."""
    while True:
        kept = _FOOTNOTE.sub("", address.rstrip(_TRAILING))
        for opening, closing in ("()", "[]"):
            if kept.endswith(closing) and kept.count(closing) > kept.count(opening):
                kept = kept[:-1]
        if kept == address:
            return address
        address = kept

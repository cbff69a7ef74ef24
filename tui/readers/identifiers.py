"""Registry names as people write them, brought to the one form in which they are compared."""

from __future__ import annotations

import re
from urllib.parse import unquote

from tui.paper import Identifier

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9})*/[^\s\"]+")
_CLEAN_DOI = re.compile(r"10\.\d{4,9}/(?!arxiv\.)[a-z0-9._()/:-]*[a-z0-9]")
# What LaTeX, XML and reference managers made of `<` and `>` in DOIs such as
# 10.1002/(SICI)1097-0258(1998)17:15/16<1661::AID-SIM968>3.0.CO;2-2.
_LESS = re.compile(r"\$<\$|&lt;|\{?\\textless(?:\{\}|\}|\b)|\{\[\}")
_GREATER = re.compile(r"\$>\$|&gt;|\{?\\textgreater(?:\{\}|\}|\b)|\{\]\}")
_SPACED = re.compile(r"(?<=\S)\s{0,3}([<\[])\s{1,3}(?=\d{1,6}:)|(?<=\w)\s{1,3}([<\[])(?=\d{1,6}:)")
_DOI_IN_ADDRESS = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:^|(?<=[:/\s]))(\d{4}\.\d{4,5}|[a-z][a-z-]{1,20}(?:\.[A-Za-z-]{2,20})?/\d{7})(?:v\d{1,3})?"
    r"(?=$|[\s,;\[.]|\.pdf)",
    re.IGNORECASE,
)
_CLEAN_ARXIV = re.compile(r"\d{4}\.\d{4,5}")
_ARXIV_ADDRESS = re.compile(
    r"https?://(?:[a-z.]{0,20}\.)?arxiv\.org/(?:abs|pdf|html)/([^\s?#]+)", re.IGNORECASE
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\S+)")
_LAST_NUMBER = re.compile(r"(\d{1,20})/?$")
_NOT_PART_OF_A_DOI = ".,;\"'>}"


def doi(text: str) -> str | None:
    """The DOI in `text`, lower case, without resolver, `doi:` and closing punctuation."""
    if _CLEAN_DOI.fullmatch(text):
        return text
    if "%" in text:
        text = unquote(text)
    if ".CO;" in text or ".co;" in text:
        text = _SPACED.sub(lambda bracket: bracket[1] or bracket[2], text)
        text = _GREATER.sub(">", _LESS.sub("<", text))
    match = _DOI.search(text)
    if match is None:
        return None
    found = match[0].rstrip(_NOT_PART_OF_A_DOI).replace("\\_", "_").lower()
    while found.endswith(")") and found.count(")") > found.count("("):
        found = found[:-1].rstrip(_NOT_PART_OF_A_DOI)
    return found


def arxiv_id(text: str) -> str | None:
    """The arXiv identifier in `text`, without its version: `2501.12948`, `hep-th/9901001`.

    The subject class that some write into old identifiers (`math.GT/0309136`) is left out, as
    https://info.arxiv.org/help/arxiv_identifier.html says.
    """
    match = _ARXIV.search(text.strip())
    if match is None:
        return None
    found = match[1]
    if "/" not in found:
        return found
    archive, number = found.lower().split("/")
    return f"{archive.split('.')[0]}/{number}"


def normalised(identifier: Identifier) -> tuple[Identifier, ...]:
    """`identifier` in its compared form, with the arXiv id that an arXiv DOI implies.

    Empty where the value is no identifier of its scheme.
    """
    scheme, value = identifier.scheme.lower(), identifier.value.strip()
    if scheme == "doi":
        name = doi(value)
        if name is None:
            return ()
        preprint = _ARXIV_DOI.fullmatch(name)
        known = arxiv_id(preprint[1]) if preprint else None
        found = Identifier("doi", name)
        return (found, Identifier("arxiv", known)) if known else (found,)
    if scheme == "arxiv":
        known = arxiv_id(value)
        return (Identifier("arxiv", known),) if known else ()
    if scheme in ("openalex", "s2"):
        value = value.rstrip("/").rsplit("/", 1)[-1].strip()
    elif scheme == "pmid":
        match = _LAST_NUMBER.search(value)
        value = match[1] if match else ""
    elif scheme == "pmcid":
        match = _LAST_NUMBER.search(value)
        value = f"PMC{match[1]}" if match else ""
    elif scheme in ("isbn", "issn"):
        value = "".join(value.replace("-", "").split()).upper()
    return (Identifier(scheme, value),) if value else ()


def from_address(address: str) -> Identifier | None:
    """The identifier that the address of a DOI resolver or of arXiv stands for."""
    match = _DOI_IN_ADDRESS.match(address)
    if match:
        return Identifier("doi", match[1])
    match = _ARXIV_ADDRESS.match(address)
    if match and (known := arxiv_id(match[1])):
        return Identifier("arxiv", known)
    return None


def is_normal(identifier: Identifier) -> bool:
    """True where `normalised` would change and add nothing; quick, and may say False too often."""
    if identifier.scheme == "arxiv":
        return _CLEAN_ARXIV.fullmatch(identifier.value) is not None
    return identifier.scheme == "doi" and _CLEAN_DOI.fullmatch(identifier.value) is not None

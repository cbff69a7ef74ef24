"""Where a paper leads: every web page, registry entry and repository that its record names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from tui.latex import to_unicode
from tui.links import find_links, host_of, safe_address, trimmed
from tui.paper import Identifier, Paper

_REGISTRIES: Mapping[str, tuple[str, str]] = {
    "doi": ("DOI", "https://doi.org/"),
    "arxiv": ("arXiv", "https://arxiv.org/abs/"),
    "acl": ("ACL", "https://aclanthology.org/"),
    "pmid": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    "pmcid": ("PubMed", "https://www.ncbi.nlm.nih.gov/pmc/articles/"),
    "openalex": ("OpenAlex", "https://openalex.org/"),
    "s2": ("S2", "https://www.semanticscholar.org/paper/"),
    "isbn": ("ISBN", "https://openlibrary.org/isbn/"),
}
"""By scheme: what the registry is called, and what its pages' addresses begin with."""

_CODE_HOSTS = frozenset(
    "github.com gitlab.com bitbucket.org codeberg.org git.sr.ht huggingface.co zenodo.org "
    "sourceforge.net kaggle.com osf.io gitee.com".split()
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>{}|\\^`]{1,200}")
_ARXIV = re.compile(
    r"\barxiv:\s?(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?/\d{7})(?:v\d{1,3})?\b", re.IGNORECASE
)
_BARE = re.compile(
    r"(?<![\w@/.:-])(?:www\.\w|[\w-]{1,40}\.github\.io\b|(?:github\.com|gitlab\.com|bitbucket\.org|"
    r"codeberg\.org|huggingface\.co|osf\.io)/\w)[^\s<>\"'`{}|\\^]{0,300}",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"https?://(?:www\.|dx\.)?(?:(arxiv\.org)/(?:abs|pdf|html)/(.+?)(?:v\d{1,3})?(?:\.pdf)?|(.+?))/?"
)


@dataclass(frozen=True, slots=True)
class Link:
    """An address that can be opened, and what it leads to."""

    address: str
    """http or https, in ASCII."""
    kind: str
    """`DOI`, `arXiv`, `code`, `PDF`, `page`, or the name of another registry."""

    @property
    def host(self) -> str:
        """Whose page it is."""
        return host_of(self.address)


def page_of(identifier: Identifier) -> str | None:
    """The page of a registry about a paper, or None where the registry has none."""
    known = _REGISTRIES.get(identifier.scheme)
    if known is None:
        return None
    return safe_address(known[1] + quote(identifier.value, safe="/:;().,_-"))


def links_of(paper: Paper, note: str = "") -> list[Link]:
    """All links of a paper, each once: registries, then its record, its texts and the note.

    The first one is the main one. What is no plain web address is left out.
    """
    found: dict[str, Link] = {}
    for address, kind in _addresses(paper, note):
        if safe := safe_address(address):
            found.setdefault(_key(safe), Link(safe, kind or _kind(safe)))
    return list(found.values())


def _addresses(paper: Paper, note: str) -> Iterator[tuple[str, str]]:
    for scheme, (kind, _) in _REGISTRIES.items():
        for identifier in paper.identifiers:
            if identifier.scheme == scheme and (page := page_of(identifier)):
                yield page, kind
    for address in paper.links:
        yield address, ""
    texts = (paper.title, paper.abstract, note, *(value for _, value in paper.details))
    for text in texts:
        if text:
            yield from _in_text(to_unicode(text))


def _in_text(text: str) -> Iterable[tuple[str, str]]:
    yield from ((address, "") for address in find_links(text))
    for match in _DOI.finditer(text):
        yield f"https://doi.org/{quote(trimmed(match[0]), safe='/:;().,_-')}", "DOI"
    for match in _ARXIV.finditer(text):
        yield f"https://arxiv.org/abs/{match[1]}", "arXiv"
    for match in _BARE.finditer(text):
        yield f"https://{trimmed(match[0])}", ""


def _key(address: str) -> str:
    """The same for all ways of writing one address."""
    match = _SAME.fullmatch(address)
    if match is None:
        return address
    return (match[3] or f"{match[1]}/{match[2]}").lower()


def _kind(address: str) -> str:
    host = host_of(address)
    if host in _CODE_HOSTS:
        return "code"
    if host in ("doi.org", "dx.doi.org"):
        return "DOI"
    if host.endswith("arxiv.org"):
        return "arXiv"
    return "PDF" if address.lower().partition("?")[0].endswith(".pdf") else "page"

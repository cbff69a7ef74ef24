"""What is compared of a record: made once, compared often."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from tui.identity import REGISTRIES
from tui.merge.abstracts import pieces
from tui.merge.names import Name, name_of
from tui.merge.titles import Title, title_of
from tui.paper import Identifier, Paper

_DOI_PREFIX = re.compile(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:)\s*", re.IGNORECASE)
_ARXIV_PREFIX = re.compile(
    r"^(?:(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv:)\s*", re.IGNORECASE
)
_ARXIV_VERSION = re.compile(r"(?:v\d+)?(?:\.pdf)?$")
_ARXIV_DOI = "10.48550/arxiv."

PREPRINT_DOIS = (
    "10.48550/", "10.1101/", "10.2139/", "10.21203/", "10.20944/", "10.31234/", "10.31219/",
    "10.26434/", "10.36227/", "10.5281/", "10.22541/", "10.31222/", "10.35542/",
)  # fmt: skip
"""DOI prefixes of preprint servers and archives: the published version has another DOI."""


def normal_identifier(identifier: Identifier) -> tuple[str, str]:
    """Scheme and value, without prefix, version and case; an arXiv DOI is an arXiv id."""
    scheme, value = identifier.scheme.lower(), identifier.value.strip()
    if scheme == "doi":
        value = _DOI_PREFIX.sub("", value).lower().rstrip(".,;/ ")
        if value.startswith(_ARXIV_DOI):
            scheme, value = "arxiv", value.removeprefix(_ARXIV_DOI)
    if scheme == "arxiv":
        value = _ARXIV_VERSION.sub("", _ARXIV_PREFIX.sub("", value).lower())
    return scheme, value


@dataclass(frozen=True)
class Record:
    """One record, reduced to what counts when it is compared with others."""

    paper: Paper
    """The record itself."""

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """Values by scheme, of the registries that name one paper each."""
        found: dict[str, set[str]] = {}
        for identifier in self.paper.identifiers:
            scheme, value = normal_identifier(identifier)
            if scheme in REGISTRIES and value:
                found.setdefault(scheme, set()).add(value)
        return found

    @cached_property
    def title(self) -> Title | None:
        """The title without its spelling; None where it has none."""
        title = title_of(self.paper.title) if self.paper.title else None
        return title if title and title.compact else None

    @cached_property
    def people(self) -> tuple[Name, ...]:
        """The authors without the spelling of their names."""
        return tuple(name_of(author) for author in self.paper.authors)

    @cached_property
    def pieces(self) -> frozenset[int]:
        """The abstract in pieces."""
        return pieces(self.paper.abstract) if self.paper.abstract else frozenset()

"""The names under which a paper is known, whatever becomes of its sources."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from tui.paper import Paper
from tui.text import title_key

REGISTRIES = ("doi", "arxiv", "openalex", "pmid", "pmcid", "s2", "acl")
"""Schemes whose identifiers name one paper in the world, strongest first."""


def identities(paper: Paper) -> tuple[str, ...]:
    """All stable names of `paper` and of the records merged into it, strongest first.

    `doi:...`, `arxiv:...`, then `title:<title key>/<first author's family>/<year>` and
    `abstract:<digest of its folded text>`. User state is kept under these,
    so that retitling, moving or re-parsing a source does not detach it. The whole abstract
    counts, because different papers of one group often begin alike.
    """
    records = (paper, *paper.versions)
    registered = [
        str(identifier)
        for scheme in REGISTRIES
        for record in records
        for identifier in record.identifiers
        if identifier.scheme == scheme
    ]
    described = [name for record in records for name in _described(record)]
    return tuple(dict.fromkeys(registered + described))


def _described(paper: Paper) -> list[str]:
    names = []
    if paper.title:
        person = next((author for author in paper.authors if not author.is_group), None)
        family = title_key(person.family) if person else ""
        names.append(f"title:{title_key(paper.title)}/{family}/{paper.year or ''}")
    if paper.abstract:
        digest = blake2b(title_key(paper.abstract).encode(), digest_size=10).hexdigest()
        names.append(f"abstract:{digest}")
    return names


def rank(names: Iterable[str]) -> int:
    """A number that puts papers into an order which hangs on their names alone."""
    return int.from_bytes(blake2b("\n".join(names).encode(), digest_size=8).digest())

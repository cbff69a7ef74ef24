"""Items of Zotero, however they were told: from its database, from its JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tui.paper import Author, Identifier, Paper, Source
from tui.readers.fields import parse_date
from tui.readers.identifiers import arxiv_id

NO_PAPERS = ("attachment", "note", "annotation")
"""Types of items that are parts of others."""

_KINDS = {
    "journalArticle": "article-journal", "conferencePaper": "paper-conference", "book": "book",
    "bookSection": "chapter", "thesis": "thesis", "report": "report", "preprint": "article",
    "webpage": "webpage", "manuscript": "manuscript", "patent": "patent", "dataset": "dataset",
    "computerProgram": "software", "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper", "presentation": "speech", "standard": "standard",
    "encyclopediaArticle": "entry-encyclopedia", "blogPost": "post-weblog",
}  # fmt: skip
_VENUES = ("publicationTitle", "proceedingsTitle", "bookTitle", "conferenceName")
_DETAILS = {
    "volume": "volume", "issue": "issue", "pages": "page", "publisher": "publisher",
    "place": "publisher-place", "edition": "edition", "ISSN": "ISSN", "ISBN": "ISBN",
    "language": "language", "university": "publisher", "institution": "publisher",
    "shortTitle": "title-short", "series": "collection-title", "reportNumber": "number",
    "thesisType": "genre", "reportType": "genre", "citationKey": "citation-key",
}  # fmt: skip
_AUTHORS = ("author", "inventor", "programmer", "presenter", "artist", "director")
_EXTRA = re.compile(r"^\s{0,9}([A-Za-z ]{2,30}):\s{0,9}(\S[^\n]{0,2000})$", re.MULTILINE)


class Creator(NamedTuple):
    """One creator of an item."""

    role: str
    """`author`, `editor`, `inventor`, ..."""
    given: str
    """Given names."""
    family: str
    """The family name, or the whole of a name in one field."""
    is_whole: bool
    """True where the name is in one field, as those of groups are."""


def paper_of(
    kind: str,
    values: Mapping[str, str],
    creators: Sequence[Creator],
    tags: tuple[str, ...],
    source: Source,
) -> Paper:
    """The paper that an item of type `kind` with these fields tells of."""
    extra = {name.strip().lower(): value for name, value in _EXTRA.findall(values.get("extra", ""))}
    details = {variable: values[name] for name, variable in _DETAILS.items() if values.get(name)}
    if key := extra.get("citation key"):
        details["citation-key"] = key
    if editors := [str(_author(one)) for one in creators if one.role == "editor"]:
        details["editor"] = "; ".join(editors)
    title = next((values[name] for name in values if name in ("title", "caseName")), None)
    return Paper(
        title=title or values.get("shortTitle"),
        authors=tuple(_author(one) for one in creators if one.role in _AUTHORS),
        abstract=values.get("abstractNote"),
        date=parse_date(values.get("date", "")),
        venue=next((values[name] for name in _VENUES if values.get(name)), None),
        keywords=tags,
        links=(values["url"],) if values.get("url") else (),
        identifiers=tuple(_identifiers(values, extra)),
        kind=_KINDS.get(kind, "document"),
        details=tuple(details.items()),
        sources=(source,),
    )


def _author(creator: Creator) -> Author:
    return Author(creator.family, creator.given, is_group=creator.is_whole)


def _identifiers(values: Mapping[str, str], extra: Mapping[str, str]) -> Iterator[Identifier]:
    known = {**extra, **{name.lower(): value for name, value in values.items()}}
    for scheme in ("doi", "pmid", "pmcid", "isbn"):
        for value in known.get(scheme, "").split(" " if scheme == "isbn" else None):
            if value:
                yield Identifier(scheme, value)
    for name in ("arxiv", "archiveid", "publicationtitle"):
        text = known.get(name, "")
        if "arxiv" in (name + text).lower() and (found := arxiv_id(text)):
            yield Identifier("arxiv", found)

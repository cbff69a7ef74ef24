"""BibTeX entry types and fields as the parts of a `Paper`."""

from __future__ import annotations

import re

from tui.links import find_links
from tui.paper import ATTACHMENT, Date, Identifier, Paper, Source
from tui.readers.attachments import pdf_of_field
from tui.readers.bibtex.fields import Entry
from tui.readers.bibtex.journals import journal_of
from tui.readers.bibtex.names import authors_of
from tui.readers.fields import parse_date
from tui.readers.identifiers import arxiv_id
from tui.readers.kinds import KINDS
from tui.readers.tex import plain

_DETAILS = {
    "volume": "volume", "publisher": "publisher", "institution": "publisher", "school": "publisher",
    "organization": "publisher", "address": "publisher-place", "location": "publisher-place",
    "edition": "edition", "chapter": "chapter-number", "series": "collection-title",
    "type": "genre", "language": "language", "langid": "language", "urldate": "accessed",
    "note": "note", "addendum": "note", "howpublished": "medium", "shorttitle": "title-short",
    "isbn": "ISBN", "issn": "ISSN", "version": "version", "annote": "annote",
    "annotation": "annote", "pagetotal": "number-of-pages", "volumes": "number-of-volumes",
    "eid": "number", "articleno": "number", "eventtitle": "event-title", "venue": "event-place",
    "shortjournal": "container-title-short", "origdate": "original-date", "part": "part-number",
}  # fmt: skip
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
_LINK_FIELDS = (
    "url", "ee", "link", "pdf", "code", "software", "github", "website", "project",
    "links", "howpublished", "bdsk-url-1", "bdsk-url-2", "bdsk-url-3", "biburl",
)  # fmt: skip
_ADDRESS_SAFE = re.compile(r"\\([_%#&~$])|\{\\textasciitilde\}|\\textasciitilde\s?(?:\{\})?|\{~\}")
_ACL = re.compile(r"https?://(?:www\.)?acl(?:anthology\.org|web\.org/anthology)/([\w.-]{5,40}?)/?$")
_DASHES = re.compile(r"\s{0,9}(?:-{1,3}|–|—)\s{0,9}")
_AND_FOLLOWING = re.compile(r"\\p?sqq?\b|\\pp?no\b\s{0,9}")
_SCHEMES = ("pmid", "pmcid", "openalex", "s2", "acl")
_SEPARATORS = re.compile(r"\s{0,9};\s{0,9}")
_KEYWORD_COMMAS = re.compile(r"\s{0,9},\s{0,9}")
_ARXIV_MENTION = re.compile(r"arxiv", re.IGNORECASE)
_SEASON_RANGE = re.compile(r"[-/–~]")


def paper_of(kind: str, entry: Entry, source: Source) -> Paper:
    """The paper that `entry` of type `kind` tells."""
    fields = entry.fields
    authors, complete = authors_of(fields.get("author", ""))
    return Paper(
        title=_title(fields),
        authors=authors,
        authors_complete=complete,
        abstract=plain(fields.get("abstract", "")) or None,
        date=_date(fields),
        categories=_categories(fields),
        venue=_venue(fields),
        keywords=_keywords(fields),
        affiliations=_affiliations(fields),
        has_code=bool(fields.get("code") or fields.get("github") or fields.get("hascode")),
        links=_links(fields),
        identifiers=_identifiers(fields),
        kind="article"
        if kind == "misc" and _eprint_is_arxiv(fields)
        else KINDS.get(kind, "document"),
        details=_details(kind, entry),
        sources=(source,),
    )


def _title(fields: dict[str, str]) -> str | None:
    for name, more in (("title", "subtitle"), ("booktitle", "booksubtitle"), ("maintitle", "")):
        title = plain(fields.get(name, "")).strip()
        if title:
            subtitle = plain(fields.get(more, "")).strip()
            joint = " " if title[-1] in ":.!?–—-" else ": "
            return f"{title}{joint}{subtitle}" if subtitle else title
    return plain(fields.get("shorttitle", "")).strip() or None


def _venue(fields: dict[str, str]) -> str | None:
    for name in ("journaltitle", "journal", "booktitle", "eventtitle"):
        written = fields.get(name, "")
        venue = journal_of(written) or plain(written).strip()
        if venue:
            if name == "booktitle" and not fields.get("title"):
                return None
            return venue
    return None


def _date(fields: dict[str, str]) -> Date | None:
    written = plain(fields.get("date", "")).strip().lstrip("/")
    if written and (found := parse_date(written.replace("~", "").replace("?", ""))):
        return found
    year = plain(fields.get("year", "")).strip()
    month = plain(fields.get("month", "")).strip()
    found = parse_date(year)
    if found is None or not month or found.month:
        return found
    day = fields.get("day", "").strip()
    first = _SEASON_RANGE.split(month)[0] if not any(c.isdigit() for c in month) else month
    if first.isdigit():
        return parse_date(f"{found.year}-{first}" + (f"-{day}" if day.isdigit() else "")) or found
    return parse_date(f"{first} {day} {found.year}") or found


def _keywords(fields: dict[str, str]) -> tuple[str, ...]:
    text = plain(fields.get("keywords", "") or fields.get("keyword", ""))
    pattern = _SEPARATORS if ";" in text else _KEYWORD_COMMAS
    return tuple(keyword for keyword in pattern.split(text.strip()) if keyword)


def _affiliations(fields: dict[str, str]) -> tuple[str, ...]:
    text = plain(fields.get("affiliation", "") or fields.get("affiliations", ""))
    return tuple(part for part in _SEPARATORS.split(text.strip()) if part)


def _categories(fields: dict[str, str]) -> tuple[str, ...]:
    if listed := fields.get("categories"):
        return tuple(listed.replace(",", " ").split())
    text = fields.get("primaryclass", "") or fields.get("eprintclass", "")
    return tuple(text.split()) if _eprint_is_arxiv(fields) else ()


def _eprint_is_arxiv(fields: dict[str, str]) -> bool:
    registry = fields.get("archiveprefix", "") or fields.get("eprinttype", "")
    if registry:
        return registry.strip().lower() == "arxiv"
    return arxiv_id(fields.get("eprint", "")) is not None


def _identifiers(fields: dict[str, str]) -> tuple[Identifier, ...]:
    found = []
    if written := _address(fields.get("doi", "")):
        found.append(Identifier("doi", written))
    eprint = fields.get("eprint", "").strip()
    registry = (fields.get("archiveprefix", "") or fields.get("eprinttype", "")).strip().lower()
    if eprint and _eprint_is_arxiv(fields):
        found.append(Identifier("arxiv", eprint))
    elif eprint and registry in ("pubmed", "pmid"):
        found.append(Identifier("pmid", eprint))
    found += [Identifier(name, fields[name]) for name in _SCHEMES if fields.get(name)]
    for named in fields.get("identifiers", "").split():
        scheme, _, value = named.partition(":")
        found.append(Identifier(scheme, value))
    for name in ("arxivid", "arxiv", "journal", "journaltitle", "note", "howpublished", "number"):
        text = fields.get(name, "")
        mentioned = name.startswith("arxiv") or _ARXIV_MENTION.search(text)
        if text and mentioned and (known := arxiv_id(plain(text))):
            found.append(Identifier("arxiv", known))
    if isbn := plain(fields.get("isbn", "")):
        found += [
            Identifier("isbn", part) for part in re.split(r"[,;/]|\s{2}", isbn) if part.strip()
        ]
    if anthology := _ACL.match(_address(fields.get("url", ""))):
        found.append(Identifier("acl", anthology[1].removesuffix(".pdf")))
    return tuple(dict.fromkeys(found))


def _links(fields: dict[str, str]) -> tuple[str, ...]:
    links: list[str] = []
    for name in _LINK_FIELDS:
        if fields.get(name):
            links += find_links(_address(fields[name]).replace("\\url", " "))
    return tuple(dict.fromkeys(links))


def _address(text: str) -> str:
    """A web address or DOI without the escapes that LaTeX asks for."""
    text = _ADDRESS_SAFE.sub(lambda match: match[1] or "~", text.strip())
    return text.strip("{} ") if not text.startswith("\\") else text


def _details(kind: str, entry: Entry) -> tuple[tuple[str, str], ...]:
    fields = entry.fields
    details: dict[str, str] = {}
    if entry.key:
        details["citation-key"] = entry.key
    for name, variable in _DETAILS.items():
        if fields.get(name) and (value := plain(fields[name]).strip()):
            details.setdefault(variable, value)
    if number := plain(fields.get("issue", "") or fields.get("number", "")).strip():
        is_issue = fields.get("journal") or fields.get("journaltitle") or kind == "article"
        details.setdefault("issue" if is_issue else "number", number)
    if pages := plain(_AND_FOLLOWING.sub("", fields.get("pages", ""))).strip():
        details["page"] = _DASHES.sub("-", pages)
    if kind in _GENRES:
        details.setdefault("genre", _GENRES[kind])
    if fields.get("title") and fields.get("journal") and (book := fields.get("booktitle")):
        details.setdefault("event-title", plain(book))
    for role in ("editor", "translator"):
        people, _ = authors_of(fields.get(role, ""))
        if people:
            details[role] = "; ".join(map(str, people))
    if attached := pdf_of_field(fields.get("file", "") or fields.get("pdf", "")):
        details[ATTACHMENT] = attached
    return tuple(details.items())

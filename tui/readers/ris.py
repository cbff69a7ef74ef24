"""RIS, as reference managers and publishers export it.

Tags as in the RIS specifications of 2001 and 2011, which swap some of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.identity import REGISTRIES
from tui.links import find_links
from tui.paper import Author, Date, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import parse_date, person, without_others
from tui.readers.identifiers import arxiv_id, doi
from tui.readers.tagged import Frame, TaggedRecord, tagged_records

_NAME = "ris"
_FRAME = Frame(
    # Some programs leave out the dash after the last tag.
    tag=re.compile(
        r"[\ufeff\s]{0,8}(ER(?=[ \t]{0,9}$)|[A-Z][A-Z0-9](?=[ \t]{1,4}-))"
        r"(?:[ \t]{1,4}-(?:[ \t]{0,4}(.*))?|[ \t]{0,9})$"
    ),
    begins="TY",
    ends="ER",
    listed=frozenset({"KW", "AU", "A1", "A2", "A3", "UR"}),
    essential=frozenset({"TI", "T1", "AU", "A1"}),
)
_TAG_LINE = re.compile(r"^[\ufeff\s]{0,8}[A-Z][A-Z0-9][ \t]{1,4}- ", re.MULTILINE)
_END_LINE = re.compile(r"^[\ufeff\s]{0,8}ER[ \t]{1,4}-[ \t]{0,4}$", re.MULTILINE)
_LEAST_TAGS = 3
_TYPE_LINE = re.compile(r"^[\ufeff\s]{0,8}TY[ \t]{1,4}-", re.MULTILINE)
_KINDS = {
    "JOUR": "article-journal", "JFULL": "periodical", "EJOUR": "article-journal",
    "MGZN": "article-magazine", "NEWS": "article-newspaper", "ABST": "article-journal",
    "INPR": "article", "CONF": "paper-conference", "CPAPER": "paper-conference", "BOOK": "book",
    "EDBOOK": "book", "EBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter", "THES": "thesis",
    "RPRT": "report", "GOVDOC": "report", "STAND": "standard", "DATA": "dataset",
    "COMP": "software", "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog",
    "PAT": "patent", "UNPB": "manuscript", "MANSCPT": "manuscript", "PAMP": "pamphlet",
    "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary", "SER": "book", "GEN": "document",
    "CASE": "legal_case", "STAT": "legislation", "MAP": "map", "VIDEO": "motion_picture",
    "SOUND": "song", "PCOMM": "personal_communication", "ART": "graphic", "SLIDE": "speech",
}  # fmt: skip
_BOOKS = ("BOOK", "EDBOOK", "EBOOK", "CHAP", "ECHAP", "CONF")
_OF_JOURNALS = ("JOUR", "EJOUR", "MGZN", "NEWS", "ABST", "INPR")
_DETAILS = {
    "VL": "volume", "IS": "issue", "PB": "publisher", "CY": "publisher-place", "ET": "edition",
    "LA": "language", "ID": "citation-key", "N1": "note", "ST": "title-short", "M3": "genre",
    "NV": "number-of-volumes", "SE": "section", "T3": "collection-title", "Y2": "accessed",
    "CN": "call-number", "DB": "source", "AN": "archive_location",
}  # fmt: skip
_CATEGORY = re.compile(r"[a-z-]{2,10}(?:\.[A-Za-z-]{2,10})?")
_INITIALS_LAST = re.compile(r"(?P<family>[^,]{2,80}?)\s(?P<given>(?:[^\W\d_]\.[ -]?){1,4})")
_PAGE_SIGN = re.compile(r"^pp?\.?\s{1,3}(?=\w)")
_SUFFIX = re.compile(r",\s{0,9}(Jr\.?|Sr\.?|I{2,3}|IV)\s{0,9}$", re.IGNORECASE)


def _sniff(beginning: Sample) -> float:
    text = beginning.text
    if _TYPE_LINE.search(text):
        return 0.95
    # Some programs write no types.
    is_framed = _END_LINE.search(text) and len(_TAG_LINE.findall(text)) >= _LEAST_TAGS
    return 0.9 if is_framed else 0.0


def _read(document: Document) -> Iterator[Item]:
    for record in tagged_records(document, _FRAME):
        yield _paper(record, document.name) if isinstance(record, TaggedRecord) else record


def _paper(record: TaggedRecord, file: str) -> Paper:
    kind = record.first("TY").upper()
    title, venue = _titles(record, kind)
    names, complete = without_others(_names(record))
    return Paper(
        title=title or None,
        authors=tuple(map(_author, names)),
        authors_complete=complete,
        abstract=record.first("AB", "N2") or None,
        date=_date(record),
        venue=venue or None,
        keywords=tuple(part for value in record.all("KW") for part in _keywords(value)),
        categories=tuple(filter(_CATEGORY.fullmatch, record.all("C1"))),
        affiliations=tuple(record.all("AD")),
        has_code=record.first("C3") == "code available",
        links=find_links(" ".join(record.all("UR", "LK", "L1", "L2", "L4"))),
        identifiers=tuple(_identifiers(record, kind)),
        kind=_KINDS.get(kind, "document" if kind else None),
        details=_details(record, kind),
        sources=(Source(file, _NAME, record.first_line, record.last_line),),
    )


def _titles(record: TaggedRecord, kind: str) -> tuple[str, str]:
    """The title and the venue; a book alone may have its title where others have the venue."""
    title = record.first("TI", "T1", "CT")
    venue = record.first("JF", "T2", "JO", "BT", "JA", "J2", "J1")
    if not title and kind in _OF_JOURNALS and record.first("AB", "N2", "AU", "A1", "DO"):
        return "", venue
    if not title:
        return record.first("BT", "T2", "ST") or venue, ""
    return title, "" if kind in ("BOOK", "EDBOOK", "EBOOK") and venue == title else venue


def _names(record: TaggedRecord) -> list[str]:
    """The authors; after those called AU, Web of Science calls editors and sponsors A1."""
    values: list[str] = []
    has_met = False
    for tag, value in record.fields:
        has_met = has_met or tag == "AU"
        if tag == "AU" or (tag == "A1" and not has_met):
            values.append(value)
    names = (name.strip() for value in values for name in value.split(";"))
    return [name for name in names if name]


def _author(name: str) -> Author:
    suffix = _SUFFIX.search(name)
    if suffix and name.count(",") > 1:
        author = person(name[: suffix.start()])
        return Author(author.family, author.given, suffix[1])
    turned = _INITIALS_LAST.fullmatch(name.strip())  # `Liu R.`, as Embase writes.
    if turned and len(turned["family"].rstrip(".")) > 1:
        return Author(turned["family"], turned["given"])
    return person(name.strip().rstrip(","))


def _date(record: TaggedRecord) -> Date | None:
    """The most precise of the dates given; `2014/09//` and `2014///Spring` are usual."""
    dates = [parse_date(text.strip()) for text in record.all("PY", "Y1", "DA")]
    known = [date for date in dates if date]
    same_year = [date for date in known if date.year == known[0].year]
    return max(same_year, key=lambda date: (date.month or 0, date.day or 0), default=None)


def _keywords(value: str) -> list[str]:
    return [part for part in map(str.strip, value.split(";")) if part]


def _identifiers(record: TaggedRecord, kind: str) -> Iterator[Identifier]:
    if written := record.first("DO", "DI"):
        yield Identifier("doi", written)
    for value in record.all("M3", "N1", "L3", "M1"):
        if "10." in value and (known := doi(value)) and not record.first("DO", "DI"):
            yield Identifier("doi", known)
            break
    for value in record.all("AN", "M1", "C1", "C2", "JO", "JF", "T2", "PB", "N1"):
        if "arxiv" in value.lower() and (known := arxiv_id(value)):
            yield Identifier("arxiv", known)
    for value in record.all("C2"):
        scheme, _, name = value.partition(":")
        if scheme in REGISTRIES and name and scheme != "arxiv":
            yield Identifier(scheme, name)
    if (number := record.first("C2")).upper().startswith("PMC"):
        yield Identifier("pmcid", number)
    if kind in _BOOKS and (number := record.first("SN")):
        yield Identifier("isbn", number.split("(")[0])


def _details(record: TaggedRecord, kind: str) -> tuple[tuple[str, str], ...]:
    details = {
        variable: value for tag, variable in _DETAILS.items() if (value := record.first(tag))
    }
    pages = [record.first("SP"), record.first("EP")]
    if any(pages):
        page = "-".join(dict.fromkeys(page for page in pages if page))
        details["page"] = _PAGE_SIGN.sub("", page)
    if number := record.first("SN"):
        details["ISBN" if kind in _BOOKS else "ISSN"] = number
    if number := record.first("M1"):
        details["number"] = number
    if editors := record.all("A2", "ED"):
        details["editor"] = "; ".join(str(_author(name)) for name in editors)
    return tuple(details.items())


READER = Reader(_NAME, "RIS", (".ris",), _sniff, _read)

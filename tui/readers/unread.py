"""Formats that are known by name and not read: what a file is, and what to export in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.readers.base import Sample

_BEGINNING = 3_000


@dataclass(frozen=True, slots=True)
class Unread:
    """One such format."""

    name: str
    """What a person calls it, with its article."""
    advice: str
    """What to give instead, as an order."""
    has: str
    """A text that every document of the format holds."""
    starts: tuple[str, ...]
    """Texts with one of which documents of the format begin, white space left out."""
    sign: re.Pattern[str]
    """Found in the first `_BEGINNING` characters of documents of the format."""
    is_bibliography: bool
    """True where somebody who gives a folder would miss the papers that it tells of."""


def _text(name: str, advice: str, has: str, sign: str, *, is_bibliography: bool = True) -> Unread:
    return Unread(name, advice, has, ("",), re.compile(sign, re.MULTILINE), is_bibliography)


def _xml(name: str, advice: str, has: str, sign: str) -> Unread:
    return Unread(name, advice, has, ("<",), re.compile(sign), True)


def _json(name: str, advice: str, has: str, sign: str, *, is_bibliography: bool = True) -> Unread:
    return Unread(name, advice, has, ("{", "["), re.compile(sign), is_bibliography)


_EXPORT = "export it as RIS or BibTeX"
_FORMATS = (
    _text("MARC 21", _EXPORT, "\x1e", r"\A\d{5}[acdnp][a-z]{2}[^\n]{0,99}\d{5}"),
    _xml("MARCXML", "export it as MODS, RIS or BibTeX", "datafield",
            r"<(?:\w{1,9}:)?datafield\s[^<>]{0,99}tag="),
    _xml("RDF", "export it from Zotero as RIS, BibTeX or CSL-JSON", "<rdf:RDF", r"<rdf:RDF\b"),
    _xml("TEI", "export it as BibTeX (GROBID: processReferences with `Accept: "
            "application/x-bibtex`)", "<TEI", r"<TEI[\s>]"),
    _xml("BibTeXML", "give the BibTeX that it was made of", "bibtex:",
            r"<bibtex:(?:file|entry)\b"),
    _xml("BibLaTeXML", "give the BibTeX that it was made of", "bltx:",
            r"<bltx:(?:entries|entry)\b"),
    _xml("Crossref XML", "ask Crossref for BibTeX or JSON", "crossref",
            r"<(?:\w{1,9}:)?(?:crossref_result|crossref_metadata|doi_batch|doi_records)\b"),
    _xml("Dublin Core", _EXPORT, "purl.org/dc/elements", r"<(?:oai_dc|dc):(?:dc|title)\b"),
    _text("a Citation File Format file", "export it with `cffconvert --format bibtex`",
            "cff-version", r"^cff-version:", is_bibliography=False),
    _text("a Hayagriva library", "give the BibLaTeX that it was made of", "type:",
            r"\A[\w:.+-]{1,80}:\s{1,9}type:\s{1,9}[A-Z][a-z]{2,20}\s{0,9}$"),
    _text("ReDIF", "export it from RePEc as RIS or BibTeX", "ReDIF-",
            r"^Template-Type:\s{0,9}ReDIF-"),
    _text("a bibliography that LaTeX has set (.bbl)", "give the .bib file that it was made of",
            "\\", r"^\\begin\{thebibliography\}|^% \$ biblatex auxiliary file|^\\refsection\{\d",
            is_bibliography=False),
    _text("rich text (RTF)", "save it as plain text", "{\\rtf", r"\A\{\\rtf\d",
            is_bibliography=False),
    _text("ADS's tagged export", "export it from ADS as BibTeX", "%R ",
            r"^%R \d{4}[A-Za-z&.]{3,5}[\w.&]{5,12}\s{0,9}$"),
    _text("Cochrane's text export", "export it as RIS", "Record #",
            r"^Record #\d{1,7} of \d{1,7}\s{0,9}$"),
    _text("ProQuest's text export", "export it as RIS", "Document ",
            r"^Document \d{1,7} of \d{1,7}\s{0,9}$"),
    _text("tagged text of a library's catalogue", _EXPORT, "TI- ", r"^TI- \S[^\n]{0,500}\n"),
    _text("Inspec's text export", _EXPORT, "INSPEC", r"^Record.{0,40}INSPEC"),
    _text("a Biblioscape export", _EXPORT, "--", r"^--[A-Z]{2}-- "),
    _json("a record of schema.org", "export BibTeX or RIS from that page", "schema.org",
            r"\"@context\"\s{0,9}:\s{0,9}[\"{\[][^\n]{0,99}schema\.org",
            is_bibliography=False),
    _json("an answer of Zenodo, INSPIRE or alike", "ask for BibTeX or CSL-JSON",
            "\"metadata\"",
          r"\"metadata\"\s{0,9}:\s{0,9}\{(?:[^{}]|\n){0,300}\"(?:titles|title|creators)\""),
    _json("an answer of ADS", "ask ADS for BibTeX", "\"bibcode\"", r"\"bibcode\"\s{0,9}:"),
    _json("an answer of Europe PMC", "export it as RIS or PubMed XML", "\"resultList\"",
            r"\"resultList\"\s{0,9}:\s{0,9}\{"),
    _json("an answer of DBLP in JSON", "ask DBLP for BibTeX or XML", "\"hits\"",
            r"\"hits\"\s{0,9}:\s{0,9}\{\s{0,9}\"@total\""),
)  # fmt: skip


def unread(beginning: Sample) -> Unread | None:
    """The format that a document seems to be of, of those that are not read, or None."""
    text = beginning.text[:_BEGINNING]
    start = text.lstrip()[:1]
    return next(
        (
            one
            for one in _FORMATS
            if one.has in text and start.startswith(one.starts) and one.sign.search(text)
        ),
        None,
    )

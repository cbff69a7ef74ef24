"""One item of a list of papers: its title, names and year among links and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tui.names import parse_name
from tui.paper import Author, Date, Paper, Source
from tui.text import collapse

NAME = "markup-list"
"""What sources are told that such a list was."""

_FEWEST_WORDS = 3
_MOST_WORDS = 60
_LABELS = frozenset(
    "paper pdf code github project page website site video demo slides poster abs abstract html "
    "arxiv doi link data dataset blog bibtex model models supp supplementary openreview".split()
)
_CODE_LABELS = frozenset(("code", "github"))
_SCHOLARLY = re.compile(
    r"://(?:[\w-]+\.)*(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|aclweb\.org|"
    r"neurips\.cc|nips\.cc|mlr\.press|thecvf\.com|ieee\.org|acm\.org|nature\.com|science\.org|"
    r"springer\.com|sciencedirect\.com|semanticscholar\.org|pnas\.org|biorxiv\.org|aps\.org)\b"
    r"|\.pdf\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(19[5-9]\d|20\d\d)\b(?!\.\d)")
_YEAR_FIRST = re.compile(r"[\[(]?(?:19[5-9]\d|20\d\d)[\])]?[\s.,:;-]{1,5}")
_ENDS_OF_TITLE = re.compile(r"\n| \| |[.,:;]?\s{0,3}[\[(]|\. (?=[A-Z])")
_ENDS_OF_NAMES = re.compile(r"(?<!\b[A-Z])\. |[|()\[\]\n]| - | – | — |\b(?:19|20)\d\d\b")
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*)(?: [^\W\d_][\w.'’-]*){0,4}")
_BETWEEN_NAMES = re.compile(r", and | and | & |, |; ")
_END_OF_NAMES = re.compile(r"(?:[ ,:;]|(?<!\b[^\W\d_])\.){1,9}$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,4}")


@dataclass
class Entry:
    """One item of a list."""

    first: int
    """Its first line; 0 where it has none yet."""
    last: int
    """Its last line."""
    text: str = ""
    """Its text; a link or bold piece is in there too."""
    pieces: list[tuple[str, str]] = field(default_factory=list)
    """Text and address of each link; the address is empty for text that is bold, italic, quoted."""

    def title(self) -> str | None:
        """The first link or marked piece that reads as a title."""
        for piece, _ in self.pieces:
            title = piece.strip(' .,:;*_"“”')
            if _FEWEST_WORDS <= title.count(" ") + 1 <= _MOST_WORDS:
                return title
        return self._title_before_links()

    def _title_before_links(self) -> str | None:
        """What stands before links to paper and code that bear no title themselves."""
        if not any(_word(text) in _LABELS for text, href in self.pieces if href):
            return None
        words = _ENDS_OF_TITLE.split(_without_year(self.text), maxsplit=1)[0].split()
        while words and _word(words[-1]) in _LABELS:
            words.pop()
        title = " ".join(words).strip(' .,:;*_"“”|')
        return title if 2 <= len(words) <= _MOST_WORDS else None

    def links(self) -> tuple[str, ...]:
        """Its addresses on the web, each once."""
        addresses = (href for _, href in self.pieces)
        return tuple(
            dict.fromkeys(href for href in addresses if href.startswith(("http://", "https://")))
        )

    def _has_pdf(self) -> bool:
        """True where it leads to a paper beside the page."""
        return any(href.lower().endswith(".pdf") for _, href in self.pieces)

    def has_code(self) -> bool:
        """True where one of its links leads to code."""
        return any(
            href and (_word(text) in _CODE_LABELS or "://github.com/" in href)
            for text, href in self.pieces
        )

    def is_scholarly(self) -> bool:
        """True where it has a title and leads to where papers are."""
        return self.title() is not None and any(_SCHOLARLY.search(link) for link in self.links())

    def paper(self, file: str) -> Paper | None:
        """The paper that it names and leads to, or None."""
        title = self.title()
        if title is None or not (self.links() or self._has_pdf()):
            return None
        before, _, rest = self.text.partition(title)
        years = _YEAR.findall(rest) or _YEAR.findall(before)
        return Paper(
            title=title,
            authors=_authors(_END_OF_NAMES.sub("", before)) or _authors(rest),
            authors_complete="et al" not in f"{before} {rest}",
            date=Date(int(years[0])) if years else None,
            has_code=self.has_code(),
            links=self.links(),
            sources=(Source(file, NAME, self.first, self.last),),
        )


def _word(text: str) -> str:
    return text.strip(" []()*_`:").lower()


def _without_year(text: str) -> str:
    year = _YEAR_FIRST.match(text)
    return text[year.end() :] if year else text


def _authors(rest: str) -> tuple[Author, ...]:
    """The names right after the title; empty where something else stands there."""
    rest = _without_year(rest.lstrip(' .,:;*_"”)]}-–—|\n'))
    listed, credit, _ = _ENDS_OF_NAMES.split(rest, maxsplit=1)[0].partition(" et al")
    fewest = 1 if credit else 2
    listed = collapse(listed).removeprefix("by ")
    names: list[str] = []
    for part in _BETWEEN_NAMES.split(listed):
        if names and _INITIALS.fullmatch(part.strip()):
            names[-1] = f"{names[-1]}, {part.strip()}"
        elif (name := part.strip(" .,:;")) and _word(name) not in _LABELS:
            names.append(name)
    if not names or not all(_is_name(name, fewest) for name in names):
        return ()
    return tuple(map(parse_name, names))


def _is_name(name: str, fewest_words: int) -> bool:
    plain = name.replace(",", "")
    return (
        bool(_NAME.fullmatch(plain)) and name[0].isupper() and plain.count(" ") + 1 >= fewest_words
    )

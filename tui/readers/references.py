"""Plain reference lists: numbered (`[12] A. Author. Title. Venue, 2021.`) and APA-like.

Styles differ and are never declared, so each entry is tried as one style after the other, and
each reading comes with a confidence; below `REVIEW_BELOW` a person is asked to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tui.links import find_links
from tui.names import looks_like_group, parse_name
from tui.paper import Author, Date, Identifier, Paper, Source
from tui.problems import Problem, ProblemKind
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import lines
from tui.readers.identifiers import arxiv_id, doi
from tui.text import collapse

NAME = "references"

REVIEW_BELOW = 0.7
"""Readings of a lower confidence are flagged for review."""

_MOST_CERTAIN = 0.9
_LONGEST_ENTRY = 4_000
_RAW = 400
_MARK = re.compile(r"\s{0,99}(?:\[(?P<bracketed>\d{1,6})\]|(?P<plain>\d{1,3})[.)])\s{1,99}(?=\S)")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)[a-z]?\b")
_APA = re.compile(r"\((?P<year>1[5-9]\d\d|20\d\d)[a-z]?(?:, [^()]{1,30})?\)[.,:]?\s+")
_QUOTED = re.compile(r"[“\"](?P<title>[^“”\"]{3,400}?)[,.]?[”\"][,.]?\s*")
_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[\d)?!\]”\"'’$*]))[.?!] (?=\S)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,5}|[A-Z]{1,3}")
_BETWEEN = re.compile(r",?\s{1,9}(?:and|&)\s{1,9}|[,;]\s{0,9}")
_ET_AL = re.compile(r",?\s{0,9}\b(?:et al\.?|and others)\s{0,9}$", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+|\bdoi:\s*\S+|\barXiv:\s*\S+", re.IGNORECASE)
_INVERTED = re.compile(r"[^\W\d_][\w'’ -]{0,40}, (?:[^\W\d_]\.[ -]{0,2}){1,4}")
_THEN_ANOTHER = re.compile(r"(?:, ?|& |and |, ?& |, ?and )(?=[^\W\d_])")
_THEN_OTHERS = re.compile(r"(?:, )?et al\. ", re.IGNORECASE)
_INITIALS_LAST = re.compile(r"(?P<family>[^\W\d_][\w'’ -]{0,40}) (?P<given>[A-Z]{1,3})")
_PARTICLES = frozenset("van von der den de la le di da del dos ter ten zu".split())
_ELISION = re.compile(r"^(?:\. ){1,3}\.?\s?|^…\s?")
_END_OF_VENUE = re.compile(r",\s|\.\s|\s\(|\s?\d(?!\d{0,2}(?:st|nd|rd|th)\b)")
_ABBREVIATED = frozenset(
    "acad acm adv am ann annu appl assoc astron biol bull chem clin commun comput conf dev "
    "electron eng environ eur exp found intell int inf j jpn learn lett mach math med mol nat natl "
    "netw neural opt pattern phil phys proc process probab psychol q recognit rep res rev roy sci "
    "soc softw stat stud surv symp syst technol theor trans univ vis".split()
)
_IN = re.compile(r"^(?:in:?|proc\.|proceedings)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One entry as one style reads it."""

    authors: str
    title: str
    rest: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """The joined lines of one reference."""

    first: int
    last: int
    text: str


def _entries(numbered: Iterable[tuple[int, str]]) -> Iterator[_Entry]:
    """Join wrapped lines; an entry begins at a mark, after a blank line or after a full stop."""
    entry: _Entry | None = None
    mark = 0
    parted = True
    for number, line in numbered:
        if not line.strip():
            parted = True
            continue
        match = _MARK.match(line)
        value = int(match["bracketed"] or match["plain"]) if match else 0
        follows = value == mark + 1 or (entry is None and mark == 0)
        marked = match is not None and (match["bracketed"] is not None or follows)
        text = line[match.end() :].strip() if match and marked else line.strip()
        if entry and not _begins(entry, line, marked=marked, parted=parted, by_mark=mark > 0):
            entry = replace(entry, last=number, text=_joined(entry.text, text))
        else:
            if entry:
                yield entry
            entry = _Entry(number, number, text)
        mark = value if marked else mark
        parted = False
    if entry:
        yield entry


def _begins(entry: _Entry, line: str, *, marked: bool, parted: bool, by_mark: bool) -> bool:
    if marked or len(entry.text) > _LONGEST_ENTRY:
        return True
    if by_mark:
        return parted
    finished = entry.text[-1] in ".)" or entry.text[-1].isdigit() or "://" in entry.text[-120:]
    return parted or (finished and not line[0].isspace())


def _joined(text: str, more: str) -> str:
    if text.endswith("-") and more[:1].islower():
        return text[:-1] + more
    return f"{text} {more}"


def _reading(text: str) -> _Reading | None:
    """The most confident reading of one entry."""
    plain = collapse(_ADDRESS.sub(" ", text))
    readings = [
        reading for style in (_quoted, _apa, _inverted, _sentences) if (reading := style(plain))
    ]
    return max(readings, key=lambda reading: reading.confidence, default=None)


def _quoted(text: str) -> _Reading | None:
    """`A. Author and B. Author, "Title," in Venue, 2021.`: IEEE and the like."""
    match = _QUOTED.search(text)
    if match is None or not text[: match.start()].strip():
        return None
    authors = text[: match.start()].strip(" ,.:")
    return _rated(authors, match["title"], text[match.end() :], 0.95)


def _apa(text: str) -> _Reading | None:
    """`Author, A., & Author, B. (2021). Title. Venue, 3(1), 1-10.`: APA."""
    match = _APA.search(text)
    if match is None or not text[: match.start()].strip():
        return None
    title, rest = _first_sentence(text[match.end() :])
    return _rated(text[: match.start()].strip(" ,"), title, f"{rest} {match['year']}", 0.92)


def _inverted(text: str) -> _Reading | None:
    """`Author, A., Author, B. C. & Author, D. Title. Venue 3, 1-10 (2021).`: Nature and others."""
    end = 0
    while match := _INVERTED.match(text, end):
        end = match.end()
        another = _THEN_ANOTHER.match(text, end)
        if another is None:
            break
        end = another.end()
    if not end:
        return None
    others = _THEN_OTHERS.match(text, end)
    end = others.end() if others else end
    title, rest = _first_sentence(text[end:])
    return _rated(text[:end].strip(" ,"), title, rest, 0.9)


def _sentences(text: str) -> _Reading | None:
    """`A. Author, B. Author. [2021.] Title. Venue, 2021.`: most others."""
    authors, rest = _first_sentence(text)
    title, venue = _first_sentence(rest)
    if _YEAR.fullmatch(title):
        year = title
        title, venue = _first_sentence(venue)
        return _rated(authors, title, f"{venue} {year}", 0.9)
    return _rated(authors, title, venue, 0.8)


def _first_sentence(text: str) -> tuple[str, str]:
    match = _SENTENCE.search(text)
    if match is None:
        return text.rstrip("."), ""
    mark = match[0].strip()
    return text[: match.start()] + (mark if mark in ("?", "!") else ""), text[match.end() :]


def _rated(authors: str, title: str, rest: str, confidence: float) -> _Reading | None:
    title = title.strip()
    if not title or not authors:
        return None
    names = _names(authors)
    good = sum(1 for name in names if _is_name(name))
    confidence *= good / len(names) if names else 0.0
    if title.count(" ") < 2:
        confidence *= 0.7
    if not _YEAR.search(rest):
        confidence *= 0.7
    if len(title) > 300:
        confidence *= 0.6
    return _Reading(authors, title, rest, confidence)


def _names(authors: str) -> list[str]:
    """Names from `A. Author, B. Author and C. Author` or `Author, A., Author, B. C., & ...`."""
    names: list[str] = []
    for part in _BETWEEN.split(_ET_AL.sub("", authors)):
        part = _ELISION.sub("", part.strip())
        if not part:
            continue
        if _INITIALS.fullmatch(part) and names and "," not in names[-1]:
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    if _begins_with_family(names):
        names[:2] = [f"{names[0]}, {names[1]}"]
    return names


def _begins_with_family(parts: list[str]) -> bool:
    """True where only the first name is turned round: `Keng, Shao-Hsun, Chun-Hung Lin`."""
    if len(parts) < 2 or " " in parts[0] or "," in f"{parts[0]}{parts[1]}":
        return False
    return all(" " in part for part in parts[2:])


def _is_name(name: str) -> bool:
    words = [word for word in name.replace(",", " ").split() if word not in _PARTICLES]
    capitals = sum(word[0].isupper() for word in words)
    sized = 2 <= len(words) <= 6 and capitals * 2 > len(words) and capitals >= 2
    return (sized and not any(letter.isdigit() for letter in name)) or looks_like_group(name)


def _paper(file: str, entry: _Entry, reading: _Reading) -> Paper:
    identifiers = []
    if found := doi(entry.text):
        identifiers.append(Identifier("doi", found))
    if "arxiv" in entry.text.lower() and (preprint := arxiv_id(entry.text)):
        identifiers.append(Identifier("arxiv", preprint))
    years = _YEAR.findall(reading.rest)
    return Paper(
        title=reading.title,
        authors=_people(reading.authors),
        authors_complete=not _ET_AL.search(reading.authors),
        date=Date(int(years[-1])) if years else None,
        venue=_venue(reading.rest),
        links=find_links(entry.text),
        identifiers=tuple(identifiers),
        sources=(Source(file, NAME, entry.first, entry.last),),
    )


def _people(authors: str) -> tuple[Author, ...]:
    names = [name.rstrip(".") if looks_like_group(name) else name for name in _names(authors)]
    turned = [_INITIALS_LAST.fullmatch(name) for name in names]
    if all(turned):  # `Halpern SD, Ubel PA`, as medical journals write.
        return tuple(Author(name["family"], name["given"]) for name in turned if name)
    return tuple(map(parse_name, names))


def _venue(rest: str) -> str | None:
    """What stands before the volume, the pages or the year."""
    text = _IN.sub("", rest.strip())
    end = len(text)
    for mark in _END_OF_VENUE.finditer(text):
        word = text[: mark.start()].rpartition(" ")[2]
        if not (mark[0][0] == "." and word.lower() in _ABBREVIATED and text[mark.end()].isalpha()):
            end = mark.start()
            break
    venue = text[:end].strip(" ,.;:()")
    return venue if len(venue) > 1 else None


def _read(document: Document) -> Iterator[Item]:
    for entry in _entries(lines(document)):
        reading = _reading(entry.text)
        if reading is None or reading.confidence < REVIEW_BELOW / 2:
            reason = "this does not read as a reference with authors and a title."
            yield Problem(document.name, entry.first, entry.last, reason, entry.text[:_RAW])
            continue
        yield _paper(document.name, entry, reading)
        if reading.confidence < REVIEW_BELOW:
            reason = (
                f"authors, title and venue are not clearly told apart ({reading.confidence:.0%} "
                "certain); check them."
            )
            raw = entry.text[:_RAW]
            yield Problem(document.name, entry.first, entry.last, reason, raw, ProblemKind.REVIEW)


def _sniff(sample: Sample) -> float:
    """The share of the sample that reads as references without doubt."""
    covered = total = 0
    for entry in _entries(enumerate(sample.text.split("\n"), 1)):
        total += len(entry.text)
        reading = _reading(entry.text) if len(entry.text) < _LONGEST_ENTRY else None
        if reading and reading.confidence >= REVIEW_BELOW:
            covered += len(entry.text)
    return _MOST_CERTAIN * covered / total if total else 0.0


READER = Reader(NAME, "reference list", (".txt", ".text", ".md"), _sniff, _read)
"""Numbered and APA-like references."""

"""One entry of a reference list read in each of the common styles, with a confidence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.readers.references.people import is_name, names_of
from tui.text import collapse

YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)[a-z]?\b")
"""A year, perhaps with the letter that tells works of one year apart."""

_YEAR_ALONE = re.compile(r"(?P<year>1[5-9]\d\d|20\d\d)[a-z]?[.,:]\s")
_APA = re.compile(r"\((?P<year>1[5-9]\d\d|20\d\d)[a-z]?(?:, [^()]{1,30})?\)[.,:]?\s+")
_QUOTED = re.compile(r"(?:[“\"«]|``)\s?(?P<title>[^“”\"«»]{3,400}?)[,.]?\s?(?:[”\"»]|'')[,.]?\s*")
_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[\d)?!\]”\"'’$*]))[.?!] (?=\S)")
_ADDRESS = re.compile(r"https?://\S+|\bdoi:\s*\S+|\barXiv:\s*\S+", re.IGNORECASE)
_INVERTED = re.compile(r"[^\W\d_][\w'’ -]{0,40}, (?:[^\W\d_]\.[ -]{0,2}){1,4}")
_THEN_ANOTHER = re.compile(r"(?:[,;]? ?(?:& |and )|[,;] ?)(?=[^\W\d_])")
_THEN_OTHERS = re.compile(r"(?:, )?et al\.?[,:]? ", re.IGNORECASE)
_INITIALS_FIRST = re.compile(
    r"(?:[^\W\d_]\.[ -]?){1,4}(?:(?:van|von|de|der|den|di|du|la|le) ){0,3}[^\W\d_a-z][\w'’-]{1,40}"
    r"(?:,? (?:Jr|Sr)\b\.?(?=[,. ]))?"
)
_AFTER_NAME = re.compile(r",? (?:and|&) |, ")
_END_OF_TITLE = re.compile(
    r", (?=\d|vol\b|ser\b|in:? |ed\b|[^\W\d_a-z][a-z]{0,8}\. |[^\W\d_a-z][a-z]{1,20} \d)|[.?!] "
)
_EDITION = re.compile(r"\d{1,3}(?:st|nd|rd|th) ed\b")
_VOLUME_OF = re.compile(r"[^\W\d_a-z][\w. ]{0,60} \d{1,6}")
_PLACE = re.compile(r"\d{4}[^;.]{0,9};|\d\s?\(\d{1,4}\)|\d:\s?[A-Za-z]?\d|\bpp?\. ?\d")
_END_OF_VENUE = re.compile(
    r",\s|\.\s|\s\(|(?<!\d)(?<!\bthe)(?<!\bthe )\s?\d(?!\d{0,2}(?:st|nd|rd|th)\b)"
)
_ABBREVIATED = frozenset(
    "acad acm adv am ann annu appl assoc astron biol bull chem clin commun comput conf dev "
    "electron eng environ eur exp found intell int inf j jpn learn lett mach math med mol nat natl "
    "netw neural opt pattern phil phys proc process probab psychol q recognit rep res rev roy sci "
    "soc softw stat stud surv symp syst technol theor trans univ vis".split()
)
_GOES_ON_ABBREVIATED = re.compile(r"[^\W\d_a-z][a-z]{0,5}\.|[A-Z],")
_LONGEST_ABBREVIATION = 8
_IN = re.compile(r"^in\s?:?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """One entry as one style reads it."""

    authors: str
    """The names as they stand there; empty where there are none."""
    title: str
    """The title."""
    rest: str
    """Venue, volume, pages, year."""
    confidence: float
    """0 to 1: how surely the three are told apart."""


def reading(text: str) -> Reading | None:
    """The most confident reading of one entry."""
    plain = collapse(_ADDRESS.sub(" ", text))
    styles = (_quoted, _apa, _inverted, _commas, _sentences, _nobody)
    readings = [found for style in styles if (found := style(plain))]
    return max(readings, key=lambda found: found.confidence, default=None)


def _quoted(text: str) -> Reading | None:
    """`A. Author and B. Author, "Title," in Venue, 2021.`: IEEE and the like."""
    match = _QUOTED.search(text)
    if match is None or not text[: match.start()].strip():
        return None
    authors = text[: match.start()].strip(" ,.:")
    return _rated(authors, match["title"], text[match.end() :], 0.95, is_marked=True)


def _apa(text: str) -> Reading | None:
    """`Author, A., & Author, B. (2021). Title. Venue, 3(1), 1-10.`: APA."""
    match = _APA.search(text)
    if match is None or not text[: match.start()].strip():
        return None
    title, rest = _title(text[match.end() :])
    return _rated(text[: match.start()].strip(" ,"), title, f"{rest} {match['year']}", 0.92)


def _inverted(text: str) -> Reading | None:
    """`Author, A., Author, B. C. & Author, D. Title. Venue 3, 1-10 (2021).`: Nature and others."""
    end = 0
    while match := _INVERTED.match(text, end) or (end and _INITIALS_FIRST.match(text, end)):
        end = match.end()
        another = _THEN_ANOTHER.match(text, end)
        if another is None:
            break
        end = another.end()
    if not end:
        return None
    others = _THEN_OTHERS.match(text, end)
    end = others.end() if others else end
    after = text[end:].lstrip(" ,.:;")
    if year := _YEAR_ALONE.match(after):  # `Lee, A., and B. Wu. 2002. Title.`
        title, rest = _title(after[year.end() :])
        return _rated(text[:end].strip(" ,"), title, f"{rest} {year['year']}", 0.9)
    title, rest = _title(after)
    if text[:end].endswith(", ") and (found := _END_OF_TITLE.search(after)):
        title, rest = after[: found.start()], after[found.end() :]
    return _rated(text[:end].strip(" ,"), title, rest, 0.9)


def _commas(text: str) -> Reading | None:
    """`A. Author and B. Author, Title, Venue 3, 1 (2021).`: physics, and books in IEEE."""
    end = start = 0
    while match := _INITIALS_FIRST.match(text, start):
        end = match.end()
        another = _AFTER_NAME.match(text, end)
        if another is None:
            return None
        start = another.end()
    if not end or text[end : end + 2] != ", " or text.startswith("et al", start):
        return None
    found = _END_OF_TITLE.search(text, start)
    if found is None or _VOLUME_OF.fullmatch(text, start, found.start()):
        return None
    title, rest = text[start : found.start()], text[found.end() :]
    if _EDITION.match(rest):  # A book, which has no venue.
        rest = " ".join(year[0] for year in YEAR.finditer(rest))
    return _rated(text[:end], title, rest, 0.8)


def _sentences(text: str) -> Reading | None:
    """`A. Author, B. Author. [2021.] Title. Venue, 2021.`: most others."""
    authors, rest = _first_sentence(text)
    title, venue = _first_sentence(rest)
    if YEAR.fullmatch(title):
        year = title
        title, venue = _title(venue)
        if authors.isalpha() and authors[0].isupper():  # A company: `OpenAI. 2023.`
            return _confident(Reading(authors, title, f"{venue} {year}", 0.8))
        return _rated(authors, title, f"{venue} {year}", 0.9)
    return _rated(authors, title, venue, 0.8)


def _nobody(text: str) -> Reading | None:
    """`Title of several words. Venue. 2021;3(1):1-10.`: notes that nobody has signed."""
    title, rest = _first_sentence(text)
    if title.count(" ") < 3 or "," in title or not (YEAR.search(rest) and _PLACE.search(rest)):
        return None
    return Reading("", title, rest, 0.5)


def _title(text: str) -> tuple[str, str]:
    """What `text` begins with, up to its closing quote or its full stop, and what follows."""
    text = text.lstrip(" ,.:;")
    quoted = _QUOTED.match(text)
    return (quoted["title"], text[quoted.end() :]) if quoted else _first_sentence(text)


def _first_sentence(text: str) -> tuple[str, str]:
    match = _SENTENCE.search(text)
    if match is None:
        return text.rstrip("."), ""
    mark = match[0].strip()
    return text[: match.start()] + (mark if mark in ("?", "!") else ""), text[match.end() :]


def _rated(
    authors: str, title: str, rest: str, confidence: float, *, is_marked: bool = False
) -> Reading | None:
    """A reading, less certain for whatever is odd; `is_marked` where signs tell the title."""
    title = title.strip()
    if not title or not authors:
        return None
    names = names_of(authors)
    good = sum(1 for name in names if is_name(name))
    confidence *= good / len(names) if names else 0.0
    if title.count(" ") < 2 and not is_marked:
        confidence *= 0.7
    return _confident(Reading(authors, title, rest, confidence))


def _confident(found: Reading) -> Reading:
    confidence = found.confidence
    if not YEAR.search(found.rest):
        confidence *= 0.7
    if len(found.title) > 300:
        confidence *= 0.6
    return Reading(found.authors, found.title, found.rest, confidence)


def venue_of(rest: str) -> str | None:
    """What stands before the volume, the pages or the year."""
    text = _IN.sub("", rest.strip())
    end = len(text)
    for mark in _END_OF_VENUE.finditer(text):
        if not (mark[0][0] == "." and _is_abbreviated(text, mark)):
            end = mark.start()
            break
    venue = text[:end].strip(" ,;:()")
    is_shortened = ". " in venue and (venue.endswith(".") or text.startswith(".", end))
    venue = venue.rstrip(".") + ("." if is_shortened else "")
    return venue if len(venue) > 1 else None


def _is_abbreviated(text: str, mark: re.Match[str]) -> bool:
    """True where the full stop at `mark` ends an abbreviation and the venue goes on."""
    word = text[: mark.start()].rpartition(" ")[2]
    if word.lower() in _ABBREVIATED and text[mark.end()].isalpha():
        return True
    is_short = len(word) <= _LONGEST_ABBREVIATION and word[:1].isupper()
    return is_short and _GOES_ON_ABBREVIATED.match(text, mark.end()) is not None

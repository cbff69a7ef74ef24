"""What one line of a pasted listing looks like, taken by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from tui.categories import BY_SHORT_CODE
from tui.paper import Date
from tui.text import collapse


class Kind(Enum):
    """The shape of a line; what it means is decided by its neighbours."""

    HEADER = auto()
    """Categories and a date, perhaps a badge: `CLJul 2, 2024Code`."""
    CREDITED = auto()
    """Ends in "et al." and perhaps affiliations: a title with its authors glued to it."""
    NAMES = auto()
    """Short capitalised parts with commas between them: `Shi, Yifan, Wu, Z. F.`."""
    ABSTRACT = auto()
    """Begins with `Abstract:`."""
    PROSE = auto()
    """A sentence or more."""
    REFERENCE = auto()
    """Begins with `[12]`, as entries of a reference list do."""
    FURNITURE = auto()
    """Menus, counters and buttons of the page it was copied from."""
    TEXT = auto()
    """Anything else: most titles."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank."""

    number: int
    """Counted from 1 in its document."""
    text: str
    """White space normalised."""
    kind: Kind
    """What it looks like."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a header line says."""

    categories: tuple[str, ...]
    """Full arXiv codes."""
    unknown: str
    """The category as printed where the taxonomy does not know it, else empty."""
    date: Date
    """The date printed."""
    has_code: bool
    """True where the line ends in a code badge."""


_LONGEST_HEADER = 240
_LONGEST_FURNITURE = 120
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?P<{}>" + "|".join(month.title() for month in _MONTHS) + r")[a-z]{{0,6}}\.?"
_DATE = re.compile(
    rf"(?:{_MONTH.format('m1')} ?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? ?(?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH.format('m2')},? (?P<y2>\d{{4}})"
    rf"|{_MONTH.format('m3')},? ?(?P<y3>\d{{4}})"
    r"|(?P<y4>\d{4})-(?P<n4>\d\d)(?:-(?P<d4>\d\d))?)"
    r"[\s·•|,]*(?P<badge>(?:Code|GitHub)[\s★☆⭐·\d.,kK]*)?$"
)
_CODE = re.compile(
    "(?:"
    + "|".join(re.escape(code) for code in sorted(BY_SHORT_CODE, key=len, reverse=True))
    + r")[\s,;|·•/]*"
)
_UNKNOWN_CODE = re.compile(
    r"[A-Z]{2}|[a-z]{2,8}(?:-[a-z]{2,4})?\.[A-Za-z-]{2,12}"
    r"|cs|math|physics|nlin|q-bio|q-fin|stat|eess|econ"
)
_ABSTRACT = re.compile(r"abstract(?:\s?[:：—–]\s*|\.\s{1,9}(?=\w)|\.?$)", re.IGNORECASE)
_REFERENCE = re.compile(r"\[\d{1,4}\] \S")
_VENUE = re.compile(r"[^\d,]{3,160}")
_YEAR_LAST = re.compile(r", (?P<year>(?:19|20)\d\d)$")
_LONGEST_PUBLISHED = 300
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CREDIT = re.compile(r"\bet al\.?(?: ?[·•] ?\S.*)?$")
_SENTENCE_END = re.compile(r"[.!?…。][\"'”’)\]]*$")
_NAME_PART = re.compile(r"[\w'’`][\w .'’`´–-]*")
_NO_NAMES = ("null", "et al.", "et al", "Jr.", "Sr.")
_LONGEST_NAME_PART = 60
_MOST_NAME_WORDS = 6
_LEAST_CLEAN = 0.75
_LONGEST_PARTICLE = 4
_LEAST_CONVINCING = 0.6
_MENU = frozenset(
    "home about search login log in sign up register menu help contact privacy terms pdf html "
    "bibtex cite share save saved bookmark export download papers authors topics trending latest "
    "newest oldest following follow profile settings logout out back to top abs other code feed "
    "next prev previous first last more less | · • « » ‹ › < > ← → … ... -".split()
)
_COUNTED = (
    "results? papers? publications? articles? citations? followers? stars? views? likes? "
    "comments? votes? hits items entries authors?"
).replace(" ", "|")
_FURNITURE = re.compile(
    r"(?:show|load|see|view|read|hide|expand|collapse) (?:me )?(?:more|less|all|abstract)"
    r"(?: \w+){0,2}"
    r"|(?:show|display)ing \d.*"
    r"|(?:sort|filter|order)(?:ed)? by:?[\w ,]{0,40}"
    r"|page \d+(?: of \d+)?"
    rf"|\d[\d,.]*[kK]?\+? ?(?:{_COUNTED})"
    r"|(?:cited by|citations?:?|views?:?|likes?:?|stars?:?) ?\d[\d,.]*"
    r"|(?:copyright|©).*",
    re.IGNORECASE,
)


def classify(number: int, text: str) -> Line:
    """Say what the line `text`, which is not blank, looks like."""
    text = collapse(text)
    return Line(number, text, _kind(text))


def _kind(text: str) -> Kind:
    if parse_header(text):
        return Kind.HEADER
    if _ABSTRACT.match(text):
        return Kind.ABSTRACT
    if _REFERENCE.match(text):
        return Kind.REFERENCE
    if len(text) <= _LONGEST_FURNITURE and _is_furniture(text):
        return Kind.FURNITURE
    if _CREDIT.search(text) and not is_names(text):
        return Kind.CREDITED
    if is_names(text):
        return Kind.NAMES
    return Kind.PROSE if _is_prose(text) else Kind.TEXT


def _is_furniture(text: str) -> bool:
    words = text.lower().replace("|", " ").split(" ")
    return bool(_FURNITURE.fullmatch(text)) or all(
        not word or word in _MENU or word.isdigit() for word in words
    )


def parse_header(text: str) -> Header | None:
    """Read `CLJul 2, 2024Code`, `hep-th, math.AG 2 Jan 2020`, ...; None for other lines."""
    if len(text) > _LONGEST_HEADER or not (match := _DATE.search(text)):
        return None
    groups = match.groupdict()
    year, month, day = (
        next((groups[name] for name in names if groups.get(name)), None)
        for names in (("y1", "y2", "y3", "y4"), ("m1", "m2", "m3", "n4"), ("d1", "d2", "d4"))
    )
    if month and not month.isdigit():
        month = str(_MONTHS.index(month.lower()) + 1)
    try:
        date = Date.parse("-".join(part for part in (year, month, day) if part))
    except ValueError:
        return None
    printed = text[: match.start()].strip(" ·•|,;")
    categories = _categories(printed)
    if categories is None and not _UNKNOWN_CODE.fullmatch(printed):
        return None
    return Header(
        categories or (), "" if categories is not None else printed, date, bool(groups["badge"])
    )


def _categories(printed: str) -> tuple[str, ...] | None:
    found: list[str] = []
    end = 0
    while end < len(printed):
        match = _CODE.match(printed, end)
        if match is None:
            return None
        found.append(BY_SHORT_CODE[match[0].rstrip(" ,;|·•/")])
        end = match.end()
    return tuple(dict.fromkeys(found))


def is_names(text: str) -> bool:
    """True where `text` can be a list of names with commas between all their parts.

    Some people write their names in small letters and some lists hold damaged ones, so a few
    parts may look unlike names.
    """
    if "," not in text:
        return False
    parts = [part.strip() for part in text.removesuffix(",").split(",")]
    if len(parts) < 2 or not all(map(_is_short, parts)):
        return False
    clean = [part for part in parts if part in _NO_NAMES or _NAME_PART.fullmatch(part)]
    convincing = sum(map(_is_name_part, clean))
    return len(clean) >= _LEAST_CLEAN * len(parts) and convincing >= max(
        2, _LEAST_CONVINCING * len(parts)
    )


def _is_short(part: str) -> bool:
    return 0 < len(part) <= _LONGEST_NAME_PART and part.count(" ") < _MOST_NAME_WORDS


def _is_name_part(part: str) -> bool:
    if part in _NO_NAMES:
        return True
    words = part.split(" ")
    small = any(word[0].islower() and len(word) > _LONGEST_PARTICLE for word in words)
    return not small and not words[-1][0].islower()


def parse_published(text: str) -> tuple[str, int] | None:
    """Venue and year of `Nature 521 (7553), 436-444, 2015`; None for other lines."""
    venue = _VENUE.match(text) if len(text) <= _LONGEST_PUBLISHED else None
    year = _YEAR_LAST.search(text, venue.end()) if venue else None
    if venue is None or year is None:
        return None
    between = text[venue.end() : year.start()]
    is_place = not between or any(character.isdigit() for character in between)
    named = venue[0].removesuffix("arXiv:").strip()
    return (named, int(year["year"])) if is_place else None


def word_count(text: str) -> int:
    """How many words a line has; of scripts without spaces, two letters count as one."""
    return text.count(" ") + 1 + (0 if text.isascii() else len(_WIDE.findall(text)) // 2)


def _is_prose(text: str) -> bool:
    count = word_count(text)
    return count >= 30 or (count >= 5 and bool(_SENTENCE_END.search(text)))


def is_bare_abstract_mark(text: str) -> bool:
    """True for a line that says `Abstract` and nothing else."""
    match = _ABSTRACT.match(text)
    return match is not None and match.end() == len(text)


def without_abstract_mark(text: str) -> str:
    """`text` without a leading `Abstract:`."""
    match = _ABSTRACT.match(text)
    return text[match.end() :] if match else text

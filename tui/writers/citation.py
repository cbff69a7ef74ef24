"""One paper as a line of a list of references, in the usual styles.

A table of our own: a CSL processor (citeproc-py with its style files) brings lxml and tens of
megabytes of styles for what six short functions say, and takes longer to import than carrel to
start. Who needs another of the ten thousand styles exports CSL-JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.latex import to_unicode
from tui.paper import Author, Date, Paper
from tui.titles import display_title

_ABBREVIATED = "Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sep. Oct. Nov. Dec.".split()
_ENDED = (".", "?", "!", "…", ".”", "?”", "!”")


@dataclass(frozen=True, slots=True)
class Style:
    """One way of citing."""

    name: str
    """What the command line and the configuration call it."""
    label: str
    """What a person calls it."""
    cite: Callable[[Paper], str]
    """The reference, on one line."""


def cite(paper: Paper, style: str) -> str:
    """`paper` as a reference in `style`, on one line, LaTeX as Unicode.

    A title that was derived because no source gives one stands in brackets. Raises KeyError for
    a style that is not in `STYLES`.
    """
    return " ".join(STYLES[style].cite(paper).split())


def _apa(paper: Paper) -> str:
    names = [_family_first(author, initials=True) for author in paper.authors]
    if len(names) > 20:
        people = ", ".join(names[:19]) + f", … {names[-1]}"
    else:
        people = _and_so_on(names, paper, ", & ")
    volume, issue, pages = _numbers(paper)
    issue = f"({issue})" if issue else ""
    place = _joined(", ", _venue(paper), volume + issue, pages)
    title = _title(paper)
    if not people:
        return _sentences(title, f"({paper.year or 'n.d.'})", place, _address(paper))
    return _sentences(f"{_ended(people)} ({paper.year or 'n.d.'})", title, place, _address(paper))


def _ieee(paper: Paper) -> str:
    names = [_given_first(author, initials=True) for author in paper.authors]
    people = _shortened(
        names, paper, most=6, kept=1, final="and", serial=len(names) > 2, others=" et al."
    )
    volume, issue, pages = _numbers(paper)
    facts = _joined(
        ", ",
        _venue(paper),
        volume and f"vol. {volume}",
        issue and f"no. {issue}",
        pages and f"pp. {pages}",
        _month_and_year(paper.date),
        _doi(paper) and f"doi: {_doi(paper)}",
    )
    title = _title(paper)
    quoted = f"“{title}{'' if title.endswith(_ENDED) else ','}”" if facts else f"“{title}”"
    return _ended(_joined(" ", _joined(", ", people, quoted), facts))


def _chicago(paper: Paper) -> str:
    names = _inverted_first(paper)
    people = _shortened(names, paper, most=10, kept=7, final="and", serial=True)
    volume, issue, pages = _numbers(paper)
    numbers = _joined(" ", volume, issue and f"({issue})")
    place = _joined(": ", _joined(" ", _venue(paper), numbers), pages)
    return _sentences(people, str(paper.year or "n.d."), _quoted(paper), place, _address(paper))


def _mla(paper: Paper) -> str:
    people = _shortened(_inverted_first(paper), paper, most=2, kept=1, final="and", serial=True)
    volume, issue, pages = _numbers(paper)
    facts = _joined(
        ", ",
        _venue(paper),
        volume and f"vol. {volume}",
        issue and f"no. {issue}",
        str(paper.year or ""),
        pages and f"pp. {pages}",
        _address(paper),
    )
    return _sentences(people, _quoted(paper), facts)


def _vancouver(paper: Paper) -> str:
    names = [_compressed(author) for author in paper.authors]
    people = _shortened(names, paper, most=6, kept=6, final="", serial=True)
    volume, issue, pages = _numbers(paper)
    numbers = volume + (f"({issue})" if issue else "") + (f":{pages}" if pages else "")
    when = _joined(";", str(paper.year or ""), numbers)
    doi = _doi(paper)
    return _sentences(people, _title(paper), _venue(paper), when, f"doi:{doi}" if doi else "")


def _plain(paper: Paper) -> str:
    names = [str(author) for author in paper.authors]
    people = ", ".join([*names, *([] if paper.authors_complete else ["et al."])])
    place = _joined(", ", _venue(paper), str(paper.year or ""))
    return _sentences(people, _title(paper), place, _address(paper))


STYLES = {
    style.name: style
    for style in (
        Style("apa", "APA", _apa),
        Style("ieee", "IEEE", _ieee),
        Style("chicago", "Chicago (author-date)", _chicago),
        Style("mla", "MLA", _mla),
        Style("vancouver", "Vancouver", _vancouver),
        Style("plain", "plain text", _plain),
    )
}
"""All styles by name, in the order in which menus show them."""


def _title(paper: Paper) -> str:
    title = to_unicode(display_title(paper)).rstrip(".")
    return title if paper.title else f"[{title}]"


def _quoted(paper: Paper) -> str:
    title = _title(paper)
    return f"“{_ended(title)}”"


def _venue(paper: Paper) -> str:
    if paper.venue:
        return to_unicode(paper.venue)
    arxiv = paper.identifier("arxiv")
    return f"arXiv:{arxiv}" if arxiv else ""


def _numbers(paper: Paper) -> tuple[str, str, str]:
    pages = (paper.detail("page") or "").replace("--", "–").replace("-", "–")
    return paper.detail("volume") or "", paper.detail("issue") or "", pages


def _doi(paper: Paper) -> str:
    return paper.identifier("doi") or ""


def _address(paper: Paper) -> str:
    doi, arxiv = _doi(paper), paper.identifier("arxiv")
    if doi:
        return f"https://doi.org/{doi}"
    if arxiv:
        return f"https://arxiv.org/abs/{arxiv}"
    return paper.links[0] if paper.links else ""


def _month_and_year(date: Date | None) -> str:
    if date is None:
        return ""
    return _joined(" ", _ABBREVIATED[date.month - 1] if date.month else "", str(date.year))


def _initials(given: str) -> str:
    """`Yi-Fan J` as `Y.-F. J.`."""
    words = (re.sub(r"[^\W\d_][^\s-]*", lambda name: name[0][0] + ".", w) for w in given.split())
    return " ".join(words)


def _family_first(author: Author, initials: bool = False) -> str:
    given = _initials(author.given) if initials else author.given
    return _joined(", ", author.family, given, author.suffix)


def _given_first(author: Author, initials: bool = False) -> str:
    given = _initials(author.given) if initials else author.given
    return _joined(" ", given, author.family, author.suffix)


def _compressed(author: Author) -> str:
    """`Liu YF` as medical journals write it."""
    initials = re.sub(r"[^\w]", "", _initials(author.given))
    return _joined(" ", author.family, initials, author.suffix)


def _inverted_first(paper: Paper) -> list[str]:
    return [
        _given_first(author) if index else _family_first(author)
        for index, author in enumerate(paper.authors)
    ]


def _and_so_on(names: Sequence[str], paper: Paper, final: str) -> str:
    if not paper.authors_complete:
        return ", ".join([*names, "et al."]) if names else ""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + final + names[-1]


def _shortened(
    names: Sequence[str], paper: Paper, *, most: int, kept: int, final: str, serial: bool,
    others: str = ", et al.",
) -> str:  # fmt: skip
    """`names`, cut to `kept` and "et al." where there are more than `most`."""
    if not names:
        return ""
    if len(names) > most or not paper.authors_complete:
        return ", ".join(names[:kept]) + others
    comma = "," if serial else ""
    return _and_so_on(names, paper, f"{comma} {final} " if final else ", ")


def _joined(separator: str, *parts: str) -> str:
    return separator.join(part for part in parts if part)


def _ended(text: str) -> str:
    return text if not text or text.endswith(_ENDED) else text + "."


def _sentences(*parts: str) -> str:
    """The parts as sentences; an address ends without a full stop."""
    shown = [part if part.startswith("http") else _ended(part) for part in parts if part]
    return " ".join(shown)

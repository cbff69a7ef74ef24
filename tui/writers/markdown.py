"""Markdown to read and to keep: a section a paper, LaTeX as Unicode, no raw HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.categories import category_name
from tui.latex import to_unicode
from tui.paper import Paper
from tui.text import collapse
from tui.titles import display_title

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~$#&!]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_BLOCK_BEGINS = re.compile(r"([-+=]|\d+(?=[.)]))")
_NOT_IN_ADDRESS = re.compile(r"[\s<>()\[\]\\`|*_~!\"']")


def write(papers: Iterable[Paper]) -> Iterator[str]:
    """One second-level section a paper: title, authors, date and venue, links, abstract."""
    for paper in papers:
        parts = [f"## {plain(to_unicode(display_title(paper)))}", *_facts(paper)]
        if paper.abstract:
            parts.append(plain(to_unicode(paper.abstract)))
        yield "\n\n".join(parts) + "\n\n"


def plain(text: str) -> str:
    """`text` on one line so that Markdown shows it as it is, wherever the line stands."""
    shown = _MARKUP.sub(lambda found: _ENTITIES.get(found[0], "\\" + found[0]), collapse(text))
    begins = _BLOCK_BEGINS.match(shown)
    if begins is None:
        return shown
    if begins[0].isdigit():
        return f"{begins[0]}\\{shown[begins.end() :]}"
    return "\\" + shown


def _facts(paper: Paper) -> Iterator[str]:
    if paper.authors:
        others = "" if paper.authors_complete else " et al."
        yield f"*{plain(to_unicode(', '.join(map(str, paper.authors))))}{others}*"
    facts = [str(paper.date) if paper.date else "", paper.venue or ""]
    facts += [f"{category_name(code)} ({code})" for code in paper.categories]
    if any(facts):
        yield " · ".join(plain(to_unicode(fact)) for fact in facts if fact)
    links = [_link(label, address) for label, address in _addresses(paper)]
    if links:
        yield " · ".join(links)
    if paper.keywords:
        yield f"Keywords: {plain(to_unicode(', '.join(paper.keywords)))}"


def _addresses(paper: Paper) -> Iterator[tuple[str, str]]:
    if doi := paper.identifier("doi"):
        yield f"doi:{doi}", f"https://doi.org/{doi}"
    if arxiv := paper.identifier("arxiv"):
        yield f"arXiv:{arxiv}", f"https://arxiv.org/abs/{arxiv}"
    for link in paper.links:
        if link.startswith(("http://", "https://")):
            yield link, link


def _link(label: str, address: str) -> str:
    encoded = _NOT_IN_ADDRESS.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address
    )
    return f"[{plain(label)}](<{encoded}>)"

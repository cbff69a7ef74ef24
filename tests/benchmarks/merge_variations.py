"""Realistic duplicates and traps, derived from real papers: input of the merge benchmark."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from tui.paper import Author, Date, Identifier, Paper

Variation = Callable[[Paper, random.Random], "Paper | None"]
"""Makes another source's record of the same paper; None where the paper does not lend itself."""

Trap = Callable[[Paper, Paper, random.Random], "tuple[Paper, Paper] | None"]
"""Makes of two papers two records that look alike and are not one paper."""

_LATEX = {"é": r"\'e", "ü": r"{\"u}", "ö": r'\"{o}', "ä": r"\"a", "ç": r"\c{c}", "ñ": r"\~n",
          "è": r"\`e", "ß": r"{\ss}", "ø": r"{\o}", "á": r"\'{a}", "í": r"\'{\i}",
          "ó": r"\'o"}  # fmt: skip
_UMLAUTS = {"ü": "ue", "ö": "oe", "ä": "ae", "ß": "ss", "ø": "oe", "å": "aa"}
_AMERICAN = {
    "ization": "isation", "izing": "ising", "ized": "ised", "color": "colour",
    "behavior": "behaviour", "modeling": "modelling", "labeled": "labelled", "center": "centre",
    "dialog ": "dialogue ", "neighbor": "neighbour", "analyz": "analys", "program ": "programme ",
    "optimize": "optimise", "labeling": "labelling", "favor": "favour",
}  # fmt: skip


def _typo(text: str, rng: random.Random) -> str:
    places = [place for place, letter in enumerate(text) if letter.isalpha() and place]
    if not places:
        return text
    at, how = rng.choice(places), rng.randrange(4)
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    return {
        0: text[:at] + letter + text[at + 1 :],
        1: text[:at] + text[at + 1 :],
        2: text[:at] + letter + text[at:],
        3: text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :],
    }[how]


def _titled(paper: Paper, title: str | None) -> Paper | None:
    return replace(paper, title=title) if title and title != paper.title else None


def _authors(paper: Paper, change: Callable[[Author], Author]) -> Paper | None:
    authors = tuple(map(change, paper.authors))
    return replace(paper, authors=authors) if authors != paper.authors else None


def _ascii(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _mapped(text: str, table: dict[str, str]) -> str:
    for old, new in table.items():
        text = text.replace(old, new)
    return text


def lower_case(paper: Paper, rng: random.Random) -> Paper | None:
    return _titled(paper, (paper.title or "").lower())


def all_caps(paper: Paper, rng: random.Random) -> Paper | None:
    return _titled(paper, (paper.title or "").upper())


def no_punctuation(paper: Paper, rng: random.Random) -> Paper | None:
    return _titled(paper, " ".join(re.sub(r"[^\w\s]+", " ", paper.title or "").split()))


def final_dot(paper: Paper, rng: random.Random) -> Paper | None:
    return _titled(paper, f"{paper.title}.")


def bib_braces(paper: Paper, rng: random.Random) -> Paper | None:
    words = (paper.title or "").split()
    braced = ["{" + word + "}" if re.search(r"[A-Z].*[A-Z]", word) else word for word in words]
    return _titled(paper, " ".join(braced)) or _titled(paper, "{" + (paper.title or "") + "}")


def latex_accents(paper: Paper, rng: random.Random) -> Paper | None:
    return _authors(
        paper,
        lambda a: replace(a, given=_mapped(a.given, _LATEX), family=_mapped(a.family, _LATEX)),
    )


def latex_math(paper: Paper, rng: random.Random) -> Paper | None:
    title = re.sub(r"\b([A-Za-z])-", r"$\1$-", paper.title or "")
    title = title.replace("α", r"$\alpha$").replace("ℓ", r"$\ell$").replace("²", "$^2$")
    return _titled(paper, title)


def html_entities(paper: Paper, rng: random.Random) -> Paper | None:
    table = {"&": "&amp;", "'": "&#39;", "–": "&ndash;", "é": "&eacute;", "-": "&#x2010;"}
    return _titled(paper, _mapped(paper.title or "", table))


def subtitle_dropped(paper: Paper, rng: random.Random) -> Paper | None:
    head, colon, _ = (paper.title or "").partition(": ")
    return _titled(paper, head) if colon and len(head) > 2 else None


def ellipsis(paper: Paper, rng: random.Random) -> Paper | None:
    title = paper.title or ""
    if len(title) < 50:
        return None
    return _titled(
        paper, title[: rng.randrange(35, len(title) - 8)].rstrip() + rng.choice("…|...".split("|"))
    )


def title_typo(paper: Paper, rng: random.Random) -> Paper | None:
    title = paper.title or ""
    for _ in range(rng.choice((1, 1, 2))):
        words = title.split(" ")
        long = [place for place, word in enumerate(words) if len(word) > 4 and word.isalpha()]
        if not long:
            return None
        place = rng.choice(long)
        words[place] = _typo(words[place], rng)
        title = " ".join(words)
    return _titled(paper, title)


def leading_the(paper: Paper, rng: random.Random) -> Paper | None:
    title = paper.title or ""
    return _titled(paper, title[4:] if title.startswith("The ") else f"The {title}")


def british(paper: Paper, rng: random.Random) -> Paper | None:
    return _titled(paper, _mapped(paper.title or "", _AMERICAN))


def compounds(paper: Paper, rng: random.Random) -> Paper | None:
    title = paper.title or ""
    return _titled(paper, title.replace("-", rng.choice(("", " "))))


def ampersand(paper: Paper, rng: random.Random) -> Paper | None:
    return _titled(paper, (paper.title or "").replace(" and ", " & "))


def article_lost(paper: Paper, rng: random.Random) -> Paper | None:
    return _titled(paper, (paper.title or "").replace(" the ", " ", 1))


def greek(paper: Paper, rng: random.Random) -> Paper | None:
    return _titled(paper, (paper.title or "").replace("α", "alpha").replace("β", "beta"))


def et_al(paper: Paper, rng: random.Random) -> Paper | None:
    if len(paper.authors) < 2:
        return None
    kept = rng.randrange(1, min(4, len(paper.authors)))
    return replace(paper, authors=paper.authors[:kept], authors_complete=False)


def initials(paper: Paper, rng: random.Random) -> Paper | None:
    return _authors(
        paper,
        lambda a: replace(a, given=" ".join(f"{part[0]}." for part in a.given.split())),
    )


def first_initial(paper: Paper, rng: random.Random) -> Paper | None:
    return _authors(paper, lambda a: replace(a, given=a.given[:1]))


def swapped_names(paper: Paper, rng: random.Random) -> Paper | None:
    return _authors(paper, lambda a: Author(a.given, a.family) if a.given else a)


def no_accents(paper: Paper, rng: random.Random) -> Paper | None:
    return _authors(paper, lambda a: Author(_ascii(a.family), _ascii(a.given)))


def transliterated(paper: Paper, rng: random.Random) -> Paper | None:
    return _authors(
        paper, lambda a: Author(_mapped(a.family, _UMLAUTS), _mapped(a.given, _UMLAUTS))
    )


def author_typo(paper: Paper, rng: random.Random) -> Paper | None:
    return _authors(
        paper, lambda a: Author(_typo(a.family, rng) if len(a.family) > 4 else a.family, a.given)
    )


def shuffled_authors(paper: Paper, rng: random.Random) -> Paper | None:
    authors = list(paper.authors)
    rng.shuffle(authors)
    return replace(paper, authors=tuple(authors)) if len(authors) > 1 else None


def no_authors(paper: Paper, rng: random.Random) -> Paper | None:
    return replace(paper, authors=())


def middle_names_lost(paper: Paper, rng: random.Random) -> Paper | None:
    return _authors(paper, lambda a: replace(a, given=(a.given.split() or [""])[0]))


def another_year(paper: Paper, rng: random.Random) -> Paper | None:
    year = (paper.year or 2020) + rng.choice((-2, -1, 1, 2))
    return replace(paper, date=Date(year), venue="arXiv preprint")


def doi_only(paper: Paper, rng: random.Random) -> Paper | None:
    (doi, *_) = paper.identifiers
    value = rng.choice((doi.value, doi.value.upper(), f"https://doi.org/{doi.value}"))
    return Paper(identifiers=(Identifier("doi", value),), date=paper.date)


def arxiv_version(paper: Paper, rng: random.Random) -> Paper | None:
    arxiv = paper.identifiers[1]
    return replace(
        paper,
        title=f"{paper.title} revised" if rng.random() < 0.1 else paper.title,
        identifiers=(Identifier("arxiv", f"{arxiv.value}v{rng.randrange(1, 5)}"),),
        date=None,
    )


def bare_abstract(paper: Paper, rng: random.Random) -> Paper | None:
    return Paper(abstract=paper.abstract) if paper.abstract else None


def abstract_prefixed(paper: Paper, rng: random.Random) -> Paper | None:
    return Paper(abstract=f"Abstract: {paper.abstract}") if paper.abstract else None


def abstract_cut(paper: Paper, rng: random.Random) -> Paper | None:
    text = paper.abstract or ""
    if len(text) < 500:
        return None
    return Paper(abstract=text[: rng.randrange(250, len(text) - 50)] + rng.choice(("", "...", "…")))


def last_sentence_lost(paper: Paper, rng: random.Random) -> Paper | None:
    text, _, _ = (paper.abstract or "").rstrip(". ").rpartition(". ")
    return Paper(abstract=text + ".") if len(text) > 250 else None


def first_sentence_lost(paper: Paper, rng: random.Random) -> Paper | None:
    _, _, text = (paper.abstract or "").partition(". ")
    return Paper(abstract=text) if len(text) > 250 else None


def abstract_typos(paper: Paper, rng: random.Random) -> Paper | None:
    text = paper.abstract or ""
    for _ in range(rng.randrange(1, 7)):
        text = _typo(text, rng)
    return Paper(abstract=text) if len(text) > 250 else None


VARIATIONS: tuple[Variation, ...] = (
    lower_case, all_caps, no_punctuation, final_dot, bib_braces, latex_accents, latex_math,
    html_entities, subtitle_dropped, ellipsis, title_typo, leading_the, british, compounds,
    ampersand, article_lost, greek, et_al, initials, first_initial, swapped_names, no_accents,
    transliterated, author_typo, shuffled_authors, no_authors, middle_names_lost, another_year,
    doi_only, arxiv_version, bare_abstract, abstract_prefixed, abstract_cut, last_sentence_lost,
    first_sentence_lost, abstract_typos,
)  # fmt: skip
"""One for each way in which sources tell the same paper differently."""

COMBINED: tuple[Variation, ...] = (
    all_caps, bib_braces, title_typo, subtitle_dropped, et_al, initials, swapped_names,
    shuffled_authors, another_year, british, compounds, leading_the, ellipsis, no_accents,
)  # fmt: skip
"""Those that are tried two at a time as well."""


def same_title(one: Paper, other: Paper, rng: random.Random) -> tuple[Paper, Paper]:
    return one, replace(other, title=one.title)


def same_title_no_abstract(one: Paper, other: Paper, rng: random.Random) -> tuple[Paper, Paper]:
    return replace(one, abstract=None), replace(other, title=one.title, abstract=None)


def generic_title(one: Paper, other: Paper, rng: random.Random) -> tuple[Paper, Paper]:
    title = rng.choice(("Editorial", "Introduction", "Preface", "Guest Editorial", "Foreword"))
    return replace(one, title=title, abstract=None), replace(other, title=title, abstract=None)


def _numbered(one: Paper, rng: random.Random, first: str, second: str) -> tuple[Paper, Paper]:
    bare = replace(one, abstract=None) if rng.random() < 0.5 else one
    return replace(bare, title=f"{one.title}{first}"), replace(bare, title=f"{one.title}{second}")


def parts(one: Paper, other: Paper, rng: random.Random) -> tuple[Paper, Paper]:
    pairs = ((", Part I", ", Part II"), (": Part 1", ": Part 2"), (" II", " III"), (" I", " II"),
             (", Part A", ", Part B"), (" (Part One)", " (Part Two)"), ("", " II"),
             (" Volume 1", " Volume 2"),
             (" - Part I", " - Part III"), ("", ": Part II"))  # fmt: skip
    return _numbered(one, rng, *rng.choice(pairs))


def versions(one: Paper, other: Paper, rng: random.Random) -> tuple[Paper, Paper]:
    name = rng.choice(("Orion", "LlamaMoE", "Deepnet"))
    pairs = ((f"{name}-V2", f"{name}-V3"), (f"{name}-V3", f"{name}-V3.2"), (name, f"{name}-V2"),
             (f"{name} 7B", f"{name} 67B"), (f"{name} 2.0", f"{name} 2.5"), (name, f"{name}2"),
             (f"2D {name}", f"3D {name}"), (f"{name}++", f"{name} v3"))  # fmt: skip
    first, second = rng.choice(pairs)
    bare = replace(one, abstract=None)
    return replace(bare, title=f"{first}: {one.title}"), replace(
        bare, title=f"{second}: {one.title}"
    )


def notes(one: Paper, other: Paper, rng: random.Random) -> tuple[Paper, Paper]:
    shape = rng.choice(
        'Erratum to: {}|Corrigendum: {}|Comment on "{}"|Reply to "{}"|Erratum: {}|'
        "Correction to: {}|A Comment on {}|{} (Erratum)|Discussion of: {}|Retraction Note: {}|"
        "{} (Extended Abstract)|Supplementary Material for {}|Response to Comments on {}|"
        "Addendum to {}|Rejoinder: {}|[Retracted] {}|{}: Supplementary Material".split("|")
    )
    note = replace(one, title=shape.format(one.title), abstract=None)
    return replace(one, abstract=None) if rng.random() < 0.5 else one, note


def one_word_other(one: Paper, other: Paper, rng: random.Random) -> tuple[Paper, Paper] | None:
    ours, theirs = (one.title or "").split(), (other.title or "").split()
    long = [place for place, word in enumerate(ours) if len(word) > 5 and word.isalpha()]
    words = [word for word in theirs if len(word) > 5 and word.isalpha()]
    if not long or not words:
        return None
    place, word = rng.choice(long), rng.choice(words)
    if word[:4].lower() == ours[place][:4].lower():
        return None
    changed = " ".join([*ours[:place], word, *ours[place + 1 :]])
    return replace(one, abstract=None), replace(one, title=changed, abstract=None)


def negated(one: Paper, other: Paper, rng: random.Random) -> tuple[Paper, Paper] | None:
    pairs = (("supervised", "unsupervised"), ("convex", "nonconvex"), ("linear", "nonlinear"),
             ("Supervised", "Unsupervised"), ("Convex", "Non-convex"), ("Linear", "Nonlinear"),
             ("Multi-", "Single-"), ("Local", "Global"),
             ("Online", "Offline"), ("Image", "Video"))  # fmt: skip
    for old, new in pairs:
        if re.search(rf"\b{old}", one.title or ""):
            changed = replace(one, title=re.sub(rf"\b{old}", new, one.title or "", count=1))
            return replace(one, abstract=None), replace(changed, abstract=None)
    return None


def same_abstract(one: Paper, other: Paper, rng: random.Random) -> tuple[Paper, Paper]:
    text = one.abstract or ""
    for _ in range(5):
        text = _typo(text, rng)
    return one, replace(one, title=other.title, abstract=text)


def boilerplate(one: Paper, other: Paper, rng: random.Random) -> tuple[Paper, Paper] | None:
    begin = ". ".join((one.abstract or "").split(". ")[:2])
    rest = ". ".join((other.abstract or "").split(". ")[1:])
    if min(len(rest), len(one.abstract or "") / 2) < len(begin):
        return None
    twin = replace(other, abstract=f"{begin}. {rest}")
    return one, Paper(abstract=twin.abstract) if rng.random() < 0.5 else twin


def same_authors(one: Paper, other: Paper, rng: random.Random) -> tuple[Paper, Paper]:
    bare = replace(other, authors=one.authors, date=one.date, venue=one.venue)
    return one, bare


def wrong_doi(one: Paper, other: Paper, rng: random.Random) -> tuple[Paper, Paper]:
    return one, replace(other, identifiers=one.identifiers[:1])


TRAPS: tuple[Trap, ...] = (
    same_title, same_title_no_abstract, generic_title, parts, versions, notes, one_word_other,
    negated, same_abstract, boilerplate, same_authors, wrong_doi,
)  # fmt: skip
"""One for each way in which two papers look like one."""

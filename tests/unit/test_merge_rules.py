"""The rules by which two records are one paper, and the likenesses that must not fool them."""

from __future__ import annotations

import pytest

from tui.merge import merged
from tui.names import parse_name
from tui.paper import Author, Date, Identifier, Paper

ABSTRACT = (
    "Joint training of sparse experts asks how many of them a fixed budget can keep busy. We "
    "quantify the effect on six public benchmarks and explain it by the size of the router. A "
    "frozen judge reduces the cost of the search by half. The code is public and maintained."
)
OTHER = (
    "Questions about the topology of quantum matter are hard because measurements disturb it. "
    "This note examines a jellium model with exact boundary conditions, extends known bounds to "
    "five dimensions, and makes a conjecture about frozen phases that may explain experiments."
)
TITLE = "Sparse Routing of Experts for Müller's Problem: A Study of Colour"
AUTHORS = "Jürgen van der Müller; Ann Marie Lee; Xiao-Ming Guo; José Peña"


def paper(title: str | None = TITLE, authors: str = AUTHORS, **fields: object) -> Paper:
    fields.setdefault("date", Date(2020))
    names = tuple(parse_name(name) for name in authors.split("; ") if name)
    return Paper(title=title, authors=names, **fields)  # type: ignore[arg-type]


def doi(value: str) -> tuple[Identifier, ...]:
    return (Identifier("doi", value),)


def arxiv(value: str) -> tuple[Identifier, ...]:
    return (Identifier("arxiv", value),)


SAME_TITLE = {
    "case": TITLE.lower(),
    "capitals": TITLE.upper(),
    "punctuation": "Sparse Routing of Experts for Müllers Problem A Study of Colour",
    "final dot": TITLE + ".",
    "BibTeX": r"{Sparse} Routing of Experts for {M\"uller's} Problem: {A} Study of Colour",
    "HTML": "Sparse Routing of Experts for M&uuml;ller&#39;s <i>Problem</i>: A Study of Colour",
    "accents": TITLE.replace("ü", "u"),
    "transliteration": TITLE.replace("ü", "ue"),
    "American": TITLE.replace("Colour", "Color"),
    "article": "The " + TITLE,
    "lost article": TITLE.replace(": A", ":"),
    "subtitle": TITLE.partition(":")[0],
    "broken off": TITLE[:41] + "…",
    "broken off in a word": TITLE[:45] + "...",
    "one slip": TITLE.replace("Routing", "Ruoting"),
    "two slips": TITLE.replace("Routing", "Rutng"),
    "two words with a slip": TITLE.replace("Routing", "Routng").replace("Study", "Sutdy"),
}


@pytest.mark.parametrize("title", SAME_TITLE.values(), ids=SAME_TITLE)
def test_one_title_in_many_spellings(title: str) -> None:
    assert len(merged([paper(), paper(title)])) == 1
    assert len(merged([paper(abstract=ABSTRACT), paper(title, abstract=ABSTRACT)])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "State-of-the-Art Methods for Few-Shot Reading",
            "StateoftheArt Methods for FewShot Reading",
        ),
        ("Search and Rescue by Many Robots", "Search & Rescue by Many Robots"),
        ("Search and Rescue by Many Robots", "Search &amp; Rescue by Many Robots"),
        (
            r"Bounds for $\ell_0$ Norms and $\alpha$ Stability",
            "Bounds for ℓ₀ norms and α stability",
        ),
        ("NAS-Bench-II: A Benchmark of Search", "NASBenchII: A Benchmark of Search"),
        ("DeepSeek-V3.2 Technical Report", "DeepSeek V3 2 technical report"),
        ("BERT: Pre-training of Deep Transformers", "BERT"),
        ("Routing for Type-2 Patients: Another Look", "Routing for Type-2 Patients"),
    ],
)
def test_titles_that_are_one(one: str, other: str) -> None:
    assert len(merged([paper(one), paper(other)])) == 1


SAME_AUTHORS = {
    "initials": "J. van der Müller; A. M. Lee; X.-M. Guo; J. Peña",
    "run together": "J van der Müller; AM Lee; XM Guo; J Peña",
    "middle names lost": "Jürgen van der Müller; Ann Lee; Xiao Guo; José Peña",
    "accents": "Jurgen van der Muller; Ann Marie Lee; Xiao-Ming Guo; Jose Pena",
    "transliteration": "Juergen van der Mueller; Ann Marie Lee; Xiaoming Guo; José Peña",
    "order": "José Peña; Xiao-Ming Guo; Ann Marie Lee; Jürgen van der Müller",
    "names turned": "Müller Jürgen van der; Lee Ann Marie; Guo Xiao-Ming; Peña José",
    "missing": "",
    "first only": "Jürgen van der Müller",
}


@pytest.mark.parametrize("authors", SAME_AUTHORS.values(), ids=SAME_AUTHORS)
def test_one_author_list_in_many_spellings(authors: str) -> None:
    assert len(merged([paper(), paper(authors=authors)])) == 1


def test_a_list_cut_by_et_al_is_the_full_list() -> None:
    cut = paper(authors="J. Müller; A. Lee", authors_complete=False)
    (one,) = merged([cut, paper()])
    assert len(one.authors) == 4
    assert one.authors_complete


@pytest.mark.parametrize("year", [2018, 2019, 2021, 2022])
def test_a_preprint_is_its_publication_of_another_year(year: int) -> None:
    (one,) = merged([paper(venue="ICML"), paper(date=Date(year), venue="arXiv preprint")])
    assert (one.year, one.venue) == (min(2020, year), "ICML")


SAME_ABSTRACT = {
    "whole": ABSTRACT,
    "prefixed": "Abstract: " + ABSTRACT,
    "cut": ABSTRACT[:190] + "...",
    "without the last sentence": ABSTRACT.rpartition(" The code")[0],
    "without the first sentence": ABSTRACT.partition(". ")[2],
    "with slips": ABSTRACT.replace("quantify", "quantfy").replace("explain", "explian"),
    "LaTeX": ABSTRACT.replace("sparse", r"\emph{sparse}"),
}


@pytest.mark.parametrize("abstract", SAME_ABSTRACT.values(), ids=SAME_ABSTRACT)
def test_an_abstract_alone_finds_its_paper(abstract: str) -> None:
    others = [paper("Quantum Matter", "Bo Shi", abstract=OTHER)]
    bare = paper(None, "", abstract=abstract, date=None)
    assert len(merged([bare, paper(abstract=ABSTRACT), *others])) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (doi("10.1000/abc"), doi("https://doi.org/10.1000/ABC")),
        (doi("10.1000/abc"), doi("doi:10.1000/abc")),
        (arxiv("2401.01234"), arxiv("arXiv:2401.01234v3")),
        (arxiv("2401.01234"), doi("10.48550/arXiv.2401.01234")),
        (arxiv("hep-th/9901001"), arxiv("https://arxiv.org/abs/hep-th/9901001v2")),
    ],
)
def test_one_identifier_in_many_spellings(
    one: tuple[Identifier, ...], other: tuple[Identifier, ...]
) -> None:
    assert len(merged([paper(identifiers=one), Paper(identifiers=other)])) == 1


TWO_TITLES = [
    ("Sparse Routing, Part I", "Sparse Routing, Part II"),
    ("Sparse Routing of Experts I", "Sparse Routing of Experts II"),
    ("Sparse Routing of Experts", "Sparse Routing of Experts II"),
    ("Sparse Routing: Part One", "Sparse Routing: Part Two"),
    ("Sparse Routing, Part A", "Sparse Routing, Part B"),
    ("Sparse Routing of Experts", "Sparse Routing of Experts: Part 2"),
    ("DeepSeek-V2 Technical Report", "DeepSeek-V3 Technical Report"),
    ("DeepSeek-V3 Technical Report", "DeepSeek-V3.2 Technical Report"),
    ("DeepSeek-V3: Sparse Routing of Experts", "DeepSeek: Sparse Routing of Experts"),
    ("Routing with 7B Parameters", "Routing with 67B Parameters"),
    ("2D Routing of Large Models", "3D Routing of Large Models"),
    ("Report of the Routing Committee 2019", "Report of the Routing Committee 2020"),
    ("Orion-V2: Sparse T2V Routing", "Orion: Sparse T2V Routing"),
    ("Sparse Routing of Experts", "Erratum to: Sparse Routing of Experts"),
    ("Sparse Routing of Experts", "Corrigendum: Sparse Routing of Experts"),
    ("Sparse Routing of Experts", 'Comment on "Sparse Routing of Experts"'),
    ("Sparse Routing of Experts", "Reply to: Sparse Routing of Experts"),
    ("Sparse Routing of Experts", "Sparse Routing of Experts (Extended Abstract)"),
    ("Sparse Routing of Experts", "[Retracted] Sparse Routing of Experts"),
    ("Supervised Routing of Experts", "Unsupervised Routing of Experts"),
    ("Routing for Convex Problems", "Routing for Non-convex Problems"),
    ("Local Routing of Experts", "Global Routing of Experts"),
    ("Online Routing of Experts", "Offline Routing of Experts"),
    ("Routing of Experts for Image Search", "Routing of Experts for Video Search"),
    ("Sparse Routing of Experts", "Sparse Routing of Experts for Speech"),
    ("Routing with Labels", "Routing without Labels"),
    ("BERT for Routing", "BART for Routing"),
]


@pytest.mark.parametrize(("one", "other"), TWO_TITLES)
def test_titles_that_are_two(one: str, other: str) -> None:
    assert len(merged([paper(one), paper(other)])) == 2


@pytest.mark.parametrize("title", ["Introduction", "Editorial", TITLE])
def test_other_people_have_written_another_paper(title: str) -> None:
    ours, theirs = paper(title), paper(title, "Bo Shi; Lu Wang; Ann Lie")
    assert len(merged([ours, theirs])) == 2


def test_people_of_whom_only_letters_are_known_are_not_all_one() -> None:
    ours, theirs = (
        paper("Response to the Reviewers", "A. B."),
        paper("Response to the Reviewers", "C. D."),
    )
    assert len(merged([ours, theirs])) == 2


def test_a_record_without_authors_does_not_join_two_papers_of_one_title() -> None:
    records = [paper(), paper(authors=""), paper(authors="Bo Shi; Lu Wang")]
    assert sorted(len(found.versions) for found in merged(records)) == [0, 2]


def test_every_editorial_of_an_editor_is_another_one() -> None:
    issues = [paper("Editorial", details=(("issue", str(issue)),)) for issue in range(5)]
    assert len(merged(issues)) == 5


def test_the_same_issue_of_an_editorial_is_one() -> None:
    twice = [paper("Editorial", name, details=(("issue", "3"),)) for name in (AUTHORS, "J. Müller")]
    assert len(merged(twice)) == 1


def test_a_doi_shared_by_the_papers_of_a_volume_joins_none() -> None:
    volume = [
        paper(f"{what} in Theory and Practice", f"{who} Shi", identifiers=doi("10.1000/volume"))
        for what, who in zip(("Routing", "Jellium", "Voting", "Parsing"), "ABCD", strict=True)
    ]
    assert len(merged(volume)) == len(volume)


def test_abstracts_that_begin_alike_do_not_make_one_paper_of_two() -> None:
    begin = ABSTRACT.partition(". ")[0]
    first, second = paper(abstract=ABSTRACT), paper(None, "", abstract=f"{begin}. {OTHER}")
    assert len(merged([first, second])) == 2


def test_group_authors_agree_with_lists_that_name_people() -> None:
    group = Author("DeepSeek-AI", is_group=True)
    whole = Paper("DeepSeek-V3 Technical Report", (group, Author("Guo", "Daya")), date=Date(2024))
    bare = Paper("DeepSeek-V3 Technical Report", (group,), authors_complete=False)
    (one,) = merged([bare, whole])
    assert one.authors == whole.authors


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Risk of Stroke in Men with Diabetes", "Risk of Stroke in Women with Diabetes"),
        ("Hyperglycemia and Working Memory", "Hypoglycemia and Working Memory"),
        ("The Climate of North Korea since 1950", "The Climate of South Korea since 1950"),
        ("Increased Expression of p53 in Tumors", "Decreased Expression of p53 in Tumors"),
        ("Motion Recognition from Wearables", "Emotion Recognition from Wearables"),
        ("Sulfate Reduction in Coastal Waters", "Sulfite Reduction in Coastal Waters"),
    ],
)
def test_words_that_differ_by_a_letter_and_are_meant_are_no_slips(one: str, other: str) -> None:
    assert len(merged([paper(one), paper(other)])) == 2


@pytest.mark.parametrize(
    "title",
    [
        "Message from the Program Co-Chairs",
        "Introduction to the Special Issue",
        "Letter to the Editor",
        "In This Issue",
    ],
)
def test_titles_given_every_year_are_not_one_paper(title: str) -> None:
    years = [paper(title, date=Date(year)) for year in (2018, 2019)]
    assert len(merged(years)) == 2


def test_names_in_cyrillic_and_in_latin_letters_are_one() -> None:
    told = [paper(authors=names) for names in ("Андрей Колмогоров; Юрий Шилов",
                                               "Andrei Kolmogorov; Y. Shilov")]  # fmt: skip
    assert len(merged(told)) == 1

"""BibTeX and BibLaTeX: every entry a paper, names and accents right, faults located."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.paper import Paper
from tui.problems import Problem, ProblemKind
from tui.readers import read
from tui.readers.base import Document


def items(text: str | bytes) -> list[Paper | Problem]:
    data = text.encode() if isinstance(text, str) else text
    return list(read(Document("papers.bib", io.BytesIO(data))))


def papers(text: str | bytes) -> list[Paper]:
    return [item for item in items(text) if isinstance(item, Paper)]


def problems(text: str | bytes) -> list[Problem]:
    return [item for item in items(text) if isinstance(item, Problem)]


def paper(fields: str, kind: str = "article") -> Paper:
    (found,) = papers(f"@{kind}{{key,\n{fields}\n}}\n")
    return found


def names(value: str) -> list[tuple[str, str, str, bool]]:
    found = paper(f"title = {{T}}, author = {{{value}}}")
    return [(a.family, a.given, a.suffix, a.is_group) for a in found.authors]


def test_an_entry_becomes_a_paper() -> None:
    text = """
@article{guo2025,
  author    = {Guo, Daya and Yang, Dejian and others},
  title     = "{DeepSeek-R1}: Incentivizing {R}easoning in $\\mathcal{O}(n)$ Steps",
  journal   = {Nature},
  volume    = 645, number = {8081},
  pages     = {633--638},
  year      = 2025, month = sep,
  doi       = {https://doi.org/10.1038/S41586-025-09422-Z},
  eprint = {2501.12948v1}, archiveprefix = {arXiv}, primaryclass = {cs.CL},
  keywords  = {reasoning, language models},
  url = {https://example.org/a\\_b},
  abstract  = {We present
     a model.},
}
"""
    (found,) = papers(text)
    assert found.title == "DeepSeek-R1: Incentivizing Reasoning in $\\mathcal{O}(n)$ Steps"
    assert [str(author) for author in found.authors] == ["Daya Guo", "Dejian Yang"]
    assert not found.authors_complete
    assert (found.venue, str(found.date)) == ("Nature", "2025-09")
    assert set(map(str, found.identifiers)) == {
        "doi:10.1038/s41586-025-09422-z",
        "arxiv:2501.12948",
    }
    assert found.categories == ("cs.CL",)
    assert found.keywords == ("reasoning", "language models")
    assert found.abstract == "We present a model."
    assert found.links == ("https://example.org/a_b",)
    assert found.kind == "article-journal"
    assert dict(found.details) == {
        "citation-key": "guo2025",
        "volume": "645",
        "issue": "8081",
        "page": "633-638",
    }
    assert (found.sources[0].first_line, found.sources[0].last_line) == (2, 15)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Knuth, Donald E.", [("Knuth", "Donald E.", "", False)]),
        ("Donald E. Knuth", [("Knuth", "Donald E.", "", False)]),
        ("Ludwig van Beethoven", [("van Beethoven", "Ludwig", "", False)]),
        ("van der Berg, Jan", [("van der Berg", "Jan", "", False)]),
        ("King, Jr., Martin Luther", [("King", "Martin Luther", "Jr.", False)]),
        ("{The ATLAS Collaboration}", [("The ATLAS Collaboration", "", "", True)]),
        ("{Barnes and Noble} and A. B",
         [("Barnes and Noble", "", "", True), ("B", "A.", "", False)]),
        (r"M{\"u}ller, J{\"u}rgen", [("Müller", "Jürgen", "", False)]),
        (r"Erd{\H o}s, P{\'a}l AND R\'enyi, Alfr\'{e}d",
         [("Erdős", "Pál", "", False), ("Rényi", "Alfréd", "", False)]),
        (r"Dezs\H o Nagy", [("Nagy", "Dezső", "", False)]),
        (r"{\'E}mile Zola", [("Zola", "Émile", "", False)]),
        (r"\v{C}ech, Ji\v{r}\'{\i}", [("Čech", "Jiří", "", False)]),
        (r"{\L}ukasiewicz, Jan and {\O}rsted, Hans",
         [("Łukasiewicz", "Jan", "", False), ("Ørsted", "Hans", "", False)]),
        (r"Stra{\ss}e, A", [("Straße", "A", "", False)]),
        ("Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
         [("de la Vallée Poussin", "Charles Louis Xavier Joseph", "", False)]),
        ("family=Berg, given=Jan, prefix=van den", [("van den Berg", "Jan", "", False)]),
        ("id=x, given=Jan, family=Berg", [("Berg", "Jan", "", False)]),
        ("Donald~E. Knuth", [("Knuth", "Donald E.", "", False)]),
        ("Smith, J., Jones, K., Miller, L.",
         [("Smith", "J.", "", False), ("Jones", "K.", "", False), ("Miller", "L.", "", False)]),
        ("Plato", [("Plato", "", "", False)]),
        ("DeepSeek-AI and Guo, Daya", [("DeepSeek-AI", "", "", True), ("Guo", "Daya", "", False)]),
    ],
)  # fmt: skip
def test_names(written: str, expected: list[tuple[str, str, str, bool]]) -> None:
    assert names(written) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("date = {2020-05-17}", "2020-05-17"),
        ("date = {2020-05/2020-07}", "2020-05"),
        ("date = {1988~}", "1988"),
        ("year = {2019}, month = {March}", "2019-03"),
        ("year = 2019, month = 3", "2019-03"),
        ('year = 2019, month = dec # "~24"', "2019-12-24"),
        ('year = 2019, month = "10~" # jan', "2019-01-10"),
        ("year = 2019, month = {May--June}", "2019-05"),
        ("year = {in press}", "None"),
        ("year = {c. 1999}", "1999"),
    ],
)
def test_dates(fields: str, expected: str) -> None:
    assert str(paper(f"title = {{T}}, {fields}").date) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (r"{The {\LaTeX} Companion}", "The LaTeX Companion"),
        (r"{A \emph{very} good \& cheap 100\% thing}", "A very good & cheap 100% thing"),
        (r"{Energy $E=mc^2$ and {$\alpha$}}", "Energy $E=mc^2$ and $\\alpha$"),
        (r"{Sets \{1, 2\} of C\# code}", "Sets {1, 2} of C# code"),
        (r'"With a {"}quote{"} inside"', 'With a "quote" inside'),
        (r"{Na{\"\i}ve caf\'e -- a ``test''}", "Naïve café – a “test”"),
        (r"{\mkbibquote{{\"U}ber} self\hyphen made}", "“Über” self-made"),
        (r"{Nonpolar (11\=20) GaN of Al\textsubscript{0.4}Ga}", "Nonpolar (112̄0) GaN of Al0.4Ga"),
        (r"{\enquote{Not} at the 4\textsuperscript{\`eme} Congr\`es}", "“Not” at the 4ème Congrès"),
        (r"{On Franc\ocirc{u} and Gel{\cprime}fand}", "On Franců and Gelʹfand"),
        ('"Joined " # {by } # hash', "Joined by hash"),
        ("{On C[0,1] and [bold] <i>tags</i>}", "On C[0,1] and [bold] <i>tags</i>"),
    ],
)
def test_titles(written: str, expected: str) -> None:
    assert paper(f"title = {written}").title == expected


def test_strings_are_expanded_even_when_defined_later() -> None:
    (found,) = papers('@article{a, title={T}, journal = j # " B"}\n@string(j = {Journal A})\n')
    assert found.venue == "Journal A B"


def test_cross_references_and_xdata_are_inherited() -> None:
    text = """
@inproceedings{child, title = {Child}, author = {A. B}, crossref = {parent}}
@proceedings{parent, title = {Proc. of X}, year = 2001, editor = {C. D}, xdata = {pub}}
@xdata{pub, publisher = {ACM}}
@article{circle, title = {C}, crossref = {circle}}
"""
    child, parent, _ = papers(text)
    assert (child.venue, child.year, child.detail("publisher")) == ("Proc. of X", 2001, "ACM")
    assert child.detail("editor") == "C. D"
    assert (parent.title, parent.venue) == ("Proc. of X", None)


def test_repeated_keys_and_fields_lose_nothing() -> None:
    text = """@article{a, title = {One}, year = 2000, year = 2001}
@article{a, title = {Two}}"""
    assert [found.title for found in papers(text)] == ["One", "Two"]
    (problem,) = problems(text)
    assert (problem.kind, problem.first_line) == (ProblemKind.REVIEW, 1)
    assert "year is given twice" in problem.reason


def test_an_unclosed_entry_is_located_and_costs_only_itself() -> None:
    text = """@article{a,
  title = {One,
  year = 2000

@article{b,
  title = {Two}
}
"""
    assert [found.title for found in papers(text)] == ["One", "Two"]
    (problem,) = problems(text)
    assert (problem.first_line, problem.last_line) == (1, 3)
    assert "closing brace is missing" in problem.reason


def test_what_is_lost_before_a_comment_is_told() -> None:
    text = """@misc a, title = {One}
% @string{b = {Two}}
@misc{c, title = {Three}}
"""
    (problem,) = problems(text)
    assert (problem.first_line, problem.last_line) == (1, 1)


def test_a_date_that_is_none_is_told_and_words_in_its_place_are_not() -> None:
    text = """@misc{a, title = {One}, year = {20x4}}
@misc{b, title = {Two}, year = {in press}}
"""
    assert [found.date for found in papers(text)] == [None, None]
    (problem,) = problems(text)
    assert (problem.first_line, problem.kind) == (1, ProblemKind.REVIEW)
    assert "its date '20x4' is not understood" in problem.reason


def test_forms_that_are_rare_but_right() -> None:
    text = """Free text before @ everything
@ARTICLE(paren, title = {One (with) parens}, note = "a ) b")
@comment{ @article{no, title = {Not read}} }
@preamble{"\\newcommand{x}"} @article{ same_line , title = {Two} } % tail
@article {nokey
 , title = {Three} author = {A. B}, }
% @article{off, title = {Off}}
@book{b, editor={E. F}, title={Four}, subtitle = {Sub},}@misc{m, title=5}
"""
    assert [found.title for found in papers(text)] == [
        "One (with) parens",
        "Two",
        "Three",
        "Four: Sub",
        "5",
    ]


def test_a_brace_too_many_does_not_lose_text_silently() -> None:
    text = "@article{a, title = {One}},\n  year = {2000},\n}\n@article{b, title={Two}}"
    assert [found.title for found in papers(text)] == ["One", "Two"]
    (problem,) = problems(text)
    assert (problem.first_line, "outside of any entry" in problem.reason) == (2, True)


def test_an_entry_that_is_commented_out_is_told() -> None:
    text = "% @article{a,\n%  title = {Off}\n% }\n%@book{b, title={Off}}\n@misc{c, title={On}}"
    assert [found.title for found in papers(text)] == ["On"]
    assert [(p.first_line, p.last_line) for p in problems(text)] == [(1, 3), (4, 4)]


def test_an_entry_without_a_title_keeps_what_it_has() -> None:
    text = "@article{a, author = {Müller, Ä.}, year = 2000}\n@misc{b, note = {x}}"
    (found,) = papers(text)
    assert str(found.authors[0]) == "Ä. Müller"
    assert [(p.first_line, p.kind.value) for p in problems(text)] == [
        (1, "review"),
        (2, "unreadable"),
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("journal = {arXiv preprint arXiv:1706.03762}", "arxiv:1706.03762"),
        ("eprint = {hep-th/9901001}, eprinttype = {arxiv}", "arxiv:hep-th/9901001"),
        ("doi = {10.48550/arXiv.1706.03762}", "arxiv:1706.03762"),
        ("url = {https://aclanthology.org/2020.acl-main.1}", "acl:2020.acl-main.1"),
        ("url = {http://dx.doi.org/10.1000/AB}", "doi:10.1000/ab"),
        ("howpublished = {\\url{https://arxiv.org/abs/1706.03762}}", "arxiv:1706.03762"),
        ("eprint = {12345}, eprinttype = {pubmed}", "pmid:12345"),
    ],
)
def test_identifiers(fields: str, expected: str) -> None:
    assert expected in map(str, paper(f"title = {{T}}, {fields}").identifiers)


def test_other_encodings_and_line_ends() -> None:
    text = "\ufeff@article{a,\r\n author = {Müller, J.},\r\n title = {Über}\r\n}\r\n"
    assert papers(text)[0].title == "Über"
    assert papers(text[1:].encode("latin-1"))[0].authors[0].family == "Müller"
    assert papers(text[1:].encode("utf-16"))[0].sources[0].last_line == 4


@pytest.mark.parametrize(
    "attack",
    [
        "@article{a, title = {" * 3000,
        "@article{a, " + "x = {y, " * 5000,
        "@a{" + "{" * 20000,
        "@article{a, title = " + "# " * 20000,
        "@article{a, author = {" + "a and " * 20000 + "}}",
        "@article{a, author = {" + " " * 50000 + "x}}",
        "@article{a, pages = {" + " -" * 20000 + "}}",
        "@article{a, title = {" + "\\'{" * 10000 + "}}",
        "@article{a, title = {" + "$" * 20001 + "}}",
        "@ " * 30000,
        "\n" * 50000 + "@article{a, title = {x}}" + "\n" * 50000,
        "".join(f"@xdata{{x{n}, xdata={{x{n - 1},x{n - 2}}}}}\n" for n in range(3000)),
        "@article{a, author = {" + "{" * 10000 + "}" * 10000 + "}}",
    ],
    ids=range(13),
)  # fmt: skip
@pytest.mark.timeout(4)
def test_hostile_files_take_linear_time(attack: str) -> None:
    items(attack)


SEED = b"""@string{j = "Journal"}
@article{a, author = {M{\\"u}ller, J. and {The Group}}, title = "A {B} $x$", journal = j # { x}}
@comment{x}
@inproceedings(b, title = {Two}, crossref = {a}, year = 2000, month = jan)
"""


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_damaged_files_never_raise(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(SEED)
    for _ in range(chance.randrange(1, 8)):
        data[chance.randrange(len(data))] = chance.choice(b'{}"#,=@\\$\n\x00\xff( )%ab')
    items(bytes(data[: chance.randrange(len(data))] if chance.random() < 0.5 else data))


def test_spaces_at_the_ends_of_a_macro_part_what_it_joins() -> None:
    text = """@string(and = "  and ")
@string(first = "Stefan Sweig")
@book{a, title = {Impossible}, author = first # AND # {Xavier D{\\'e}coret}}
"""
    (found,) = papers(text)
    assert [str(author) for author in found.authors] == ["Stefan Sweig", "Xavier Décoret"]


def test_a_reference_between_entries_is_told_and_comments_are_not() -> None:
    text = """% This file was created in 2024 by a program with a long name
This file was exported in 2023 by another program
@book{a, title = {One}}
An ordinary remark that says nothing of a publication
Guo, Daya. A paper somebody pasted here. Journal of Things, 2021.
@book{b, title = {Two}}
"""
    assert [problem.first_line for problem in problems(text)] == [5]


def test_an_option_of_a_list_of_names_is_nobody() -> None:
    assert names("useprefix=false and given=Jan, family=Berg, prefix=van") == [
        ("van Berg", "Jan", "", False)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "@online{Agilent(2022)Modifications,\n title = {One}, year = {2022}}",
        "@techreport{\n author = {Ann Lee},\n title = {One},\n}",
        "@article{test\n title = {One},\n year = {2022},\n}",
    ],
)
def test_odd_and_missing_keys_do_not_hide_a_file(text: str) -> None:
    document = Document("x", io.BytesIO(text.encode()))
    assert [item.title for item in read(document) if isinstance(item, Paper)] == ["One"]


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("family=Alembert, given=Jean, prefix=d’, useprefix=true", "d’Alembert"),
        ("prefix=al-, family=Hakim, given=Tawfiq", "al-Hakim"),
        (r"prefix=de’\hspace{0pt}, family=Medici, given=Lorenzo", "de’Medici"),
        ("prefix=van den, family=Oord, given=Aaron", "van den Oord"),
    ],
)
def test_prefixes_that_cling_to_the_name(name: str, family: str) -> None:
    text = f"@misc{{a, title = {{One}}, author = {{{name}}}}}"
    (paper,) = read(Document("x", io.BytesIO(text.encode())))
    assert isinstance(paper, Paper)
    assert [author.family for author in paper.authors] == [family]


def test_what_only_arranges_letters_is_left_out() -> None:
    text = r"@misc{a, title = {\rlap{One} \hspace{2em}and \vphantom{X}Two}}"
    (paper,) = read(Document("x", io.BytesIO(text.encode())))
    assert isinstance(paper, Paper)
    assert paper.title == "One and Two"


@pytest.mark.parametrize(
    "text",
    ["@web_page{key, title = {T}}", "@\n  book\n    {\n  key\n  ,\n  title = {T}\n }\n"],
)
def test_unusual_types_and_spaces_are_entries(text: str) -> None:
    assert [(found.title, found.detail("citation-key")) for found in papers(text)] == [("T", "key")]


def test_an_entry_that_reads_like_a_reference_is_still_bibtex() -> None:
    text = """@ARTICLE{Levesque:87,
\tAUTHOR = {Hector J. Levesque and R.J. Brachman},
\tTITLE = "Expressiveness and tractability in knowledge representation",
\tJOURNAL = CI,
\tYEAR = {1987},
\tVOLUME = {3},
\tPAGES = {78--93}
}
"""
    assert papers(text)[0].sources[0].format == "bibtex"


def test_numbers_of_namesakes_are_no_part_of_names() -> None:
    assert names('J{\\"{o}}rg Hoffmann 0001 and Wei Wang 0012 and {Wei Wang} 0012') == [
        ("Hoffmann", "Jörg", "", False),
        ("Wang", "Wei", "", False),
        ("Wei Wang", "", "", True),
    ]


def test_what_only_sorts_and_ligatures_of_spanish_are_read_as_latex_does() -> None:
    found = paper(
        "title = {?`Que es?, see http://a.org/\\textasciitilde user},"
        " author = {{\\noopsort{medici}}de' Medici, Lorenzo}"
    )
    assert found.title == "¿Que es?, see http://a.org/~user"
    assert str(found.authors[0]) == "Lorenzo de' Medici"


def test_an_entry_far_along_its_line_is_commented_out_only_where_its_line_is() -> None:
    far = "x" * 300
    assert [
        p.title
        for p in papers(f"% Encoding: UTF-8\n@misc{{a, title={{{far}}}}} @misc{{b, title={{B}}}}")
    ] == [far, "B"]
    assert papers(f"@misc{{a, title={{A}}}}\n% {far} @misc{{b, title={{B}}}}\n")[1:] == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (r"Mu\~{n}oz, Ana and L\^e~D\~{u}ng", [("Muñoz", "Ana"), ("Dũng", "Lê")]),
        (r"Ne\~{s}et\~{r}il, Jaroslav", [("Nes̃etr̃il", "Jaroslav")]),
        (r"Mari\~{n}o, J. P. and {\~N}{\'u}{\~n}ez~A and \~{A}vila, B",
         [("Mariño", "J. P."), ("A", "Ñúñez"), ("Ãvila", "B")]),
        (r"Nguy\~{\^e}n, V. and Nguy{\~{\^{e}}}n, H.", [("Nguyễn", "V."), ("Nguyễn", "H.")]),
        (r"\~{\i}, A and de~la Cruz, B", [("ĩ", "A"), ("de la Cruz", "B")]),
    ],
)  # fmt: skip
def test_a_tilde_that_is_an_accent_parts_no_name(
    written: str, expected: list[tuple[str, str]]
) -> None:
    assert [(family, given) for family, given, _, _ in names(written)] == expected


def test_others_are_nobody_wherever_they_stand() -> None:
    found = paper(r"title = {T}, author = {Colon, Robert and others and {Litmaati}, Maarten}")
    assert [one.family for one in found.authors] == ["Colon", "Litmaati"]
    assert not found.authors_complete


def test_a_name_may_begin_with_an_accent_or_a_letter_of_latex() -> None:
    written = (
        r"\'Alvarez, Jos\'e and \O ystein Berg and \v{S}tefan Nov\'ak AND \AA sa \"Ostlund and "
        r"{\L}ucja and {Simon and Schuster} and \'{E}ric Sopena and and Ann\and"
    )
    assert [(family, given) for family, given, _, _ in names(written)] == [
        ("Álvarez", "José"),
        ("Berg", "Øystein"),
        ("Novák", "Štefan"),
        ("Östlund", "Åsa"),
        ("Łucja", ""),
        ("Simon and Schuster", ""),
        ("Sopena", "Éric"),
        (r"Ann\and", ""),
    ]


def test_journals_of_astronomy_and_pages_and_the_following() -> None:
    found = paper(r"title = {T}, journal = {\apj}, pages = {579\psqq}")
    assert (found.venue, found.detail("page")) == ("Astrophysical Journal", "579")
    assert paper(r"title = {T}, journal = \mnras").venue is not None
    assert paper(r"title = {T}, journal = {\nosuch}").venue == r"\nosuch"


def test_accents_without_a_letter_of_their_own_and_middle_names() -> None:
    found = paper(r"author = {{\~ Z}elly, Arthur and given=John, middle=Alan, family=Smith}")
    assert [str(author) for author in found.authors] == ["Arthur Z\u0303elly", "John Alan Smith"]

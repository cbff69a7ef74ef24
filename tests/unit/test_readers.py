"""Every structured format tells the same two papers; damage never raises; starts stay lean."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.samples import (
    ABSTRACT,
    CSL,
    DOCUMENTS,
    ENDNOTE,
    ENDNOTE_TAGGED,
    OPENALEX,
    PLAIN_JSON,
    SEMANTIC_SCHOLAR,
    TITLE,
)
from tui.paper import Paper
from tui.problems import Problem
from tui.readers import find_sources, read, read_all
from tui.readers.base import Document, Item

CASES = sorted(DOCUMENTS)
WITHOUT_KEYWORDS = ("arxiv atom", "arxiv oai", "arxiv snapshot", "semantic scholar", "dblp")
WITH_VOLUME = sorted(
    set(CASES) - {"arxiv atom", "arxiv oai", "arxiv snapshot", "json lines", "json array"}
)


def items(data: bytes, name: str = "document") -> list[Item]:
    return list(read(Document(name, io.BytesIO(data))))


def papers(data: bytes) -> list[Paper]:
    return [item for item in items(data) if isinstance(item, Paper)]


@pytest.mark.parametrize("case", CASES)
def test_the_format_is_recognised_by_its_content_and_loses_nothing(case: str) -> None:
    name, data = DOCUMENTS[case]
    found = items(data)
    assert not [item for item in found if isinstance(item, Problem)]
    assert [item.title for item in found if isinstance(item, Paper)] == [TITLE, "Second"]
    assert {item.sources[0].format for item in found if isinstance(item, Paper)} == {name}


@pytest.mark.parametrize("document", [ENDNOTE, ENDNOTE_TAGGED])
@pytest.mark.parametrize(
    ("written", "kind"), [("Encyclopedia", "entry-encyclopedia"), ("Preprint", "article")]
)
def test_both_exports_of_endnote_know_the_same_types(
    document: str, written: str, kind: str
) -> None:
    assert papers(document.replace("Journal Article", written).encode())[0].kind == kind


@pytest.mark.parametrize("case", CASES)
def test_fields_are_right(case: str) -> None:
    paper = papers(DOCUMENTS[case][1])[0]
    first, group, third = paper.authors
    assert (first.given, first.family) == ("Alfréd", "Rényi")
    assert (str(group), group.is_group) == ("The Graph Group", True)
    assert (third.given, third.family) == ("Jan", "van der Berg")
    assert paper.authors_complete
    assert paper.abstract in (ABSTRACT, "We measure x and ask why.") or case == "dblp"
    assert paper.identifier("doi") == "10.1000/abc"
    assert (paper.venue, paper.year) == ("Annals", 1961)
    if case not in ("csv", "tsv", "semicolons"):
        assert str(paper.date).startswith("1961-03")
    if case not in WITHOUT_KEYWORDS:
        assert paper.keywords == ("entropy", "graphs")
    if case in WITH_VOLUME:
        assert paper.detail("volume") == "3"


@pytest.mark.parametrize("case", sorted(set(CASES) - {"zotero", "csl-json by key"}))
def test_the_lines_of_a_source_hold_the_record(case: str) -> None:
    data = DOCUMENTS[case][1]
    text = data.decode().replace("\r\n", "\n").split("\n")
    for paper, word in zip(papers(data), ("[graphs]", "Second"), strict=True):
        source = paper.sources[0]
        told = "\n".join(text[source.first_line - 1 : source.last_line])
        assert word in told
        assert ("Second" in told) is (word == "Second")


@pytest.mark.parametrize("case", CASES)
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_damaged_documents_never_raise(case: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(DOCUMENTS[case][1])
    for _ in range(chance.choice((0, 1, 4, 30))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    cut = chance.randrange(len(data)) if chance.random() < 0.5 else len(data)
    for item in items(bytes(data[:cut])):
        assert isinstance(item, (Paper, Problem))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
@example(b"")
@example(b"\xff\xfe")
def test_any_bytes_are_read_without_raising(data: bytes) -> None:
    assert items(data)


@pytest.mark.parametrize("case", sorted(set(CASES) - {"zotero"}))
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_change_nothing(case: str, encoding: str) -> None:
    text = DOCUMENTS[case][1].decode()
    if text.startswith("<?xml"):
        text = text[text.index("?>") + 2 :]
    assert [paper.title for paper in papers(text.encode(encoding))] == [TITLE, "Second"]


@pytest.mark.parametrize("case", sorted(set(CASES) - {"zotero"}))
def test_twice_the_records_take_about_twice_as_long(case: str) -> None:
    """Against quadratic work; generous, because machines are busy."""
    if case in ("csl-json by key", "csl-json wrapped", "openalex api", "csl-json", "json array"):
        pytest.skip("one JSON value cannot be repeated")
    data = DOCUMENTS[case][1]
    seconds = []
    for times in (100, 800):
        started = time.process_time()
        assert items(data * times)
        seconds.append(time.process_time() - started)
    assert seconds[1] < 8 * 3 * seconds[0] + 0.5


def test_a_start_on_the_seeds_imports_no_reader_library(seeds: Path) -> None:
    program = (
        "import sys; from tui.readers import read_all, find_sources;"
        f"assert list(read_all(find_sources([{str(seeds)!r}])));"
        "heavy = {'bibtexparser', 'yaml', 'orjson', 'sqlite3', 'charset_normalizer', 'csv',"
        " 'zstandard', 'pyexpat', 'email'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_a_folder_of_everything_is_read(tmp_path: Path) -> None:
    for number, (_, data) in enumerate(DOCUMENTS.values()):
        (tmp_path / f"{number:02}.txt").write_bytes(data)
    found = list(read_all(find_sources([str(tmp_path)])))
    assert len([item for item in found if isinstance(item, Paper)]) == 2 * len(DOCUMENTS)


def test_what_stands_between_tagged_records_is_told_and_furniture_is_not() -> None:
    text = (
        "Provider: American Chemical Society\nDatabase: ACS\n\n"
        "TY  - JOUR\nTI  - One\nER  - \n\n"
        "Guo, D. and Li, W. A paper that lost its tags. 2024.\n\n"
        "TY  - JOUR\nTI  - Two\nER  - \n"
    )
    told = [item for item in items(text.encode()) if isinstance(item, Problem)]
    assert [problem.first_line for problem in told] == [8]
    assert len(papers(text.encode())) == 2


def test_eric_exports_have_records_without_numbers() -> None:
    text = (
        "\nOWN - ERIC\nTI  - Computer-Based Tests\nAU  - van Groen, Maaike M.\n"
        "AU  - Eggen, Theo J. H. M.\nDP  - 2020\n\n"
        "OWN - ERIC\nTI  - Speaking Tests\nAU  - Zhou, Yujia\n"
    )
    first, second = papers(text.encode())
    assert [str(author) for author in first.authors] == ["Maaike M. van Groen",
                                                         "Theo J. H. M. Eggen"]  # fmt: skip
    assert (first.year, second.title) == (2020, "Speaking Tests")


def test_a_deleted_record_of_an_archive_is_a_problem() -> None:
    _, data = DOCUMENTS["arxiv oai"]
    deleted = (
        b'<record><header status="deleted"><identifier>oai:arXiv.org:1</identifier>'
        b"</header></record>"
    )
    at = data.index(b"<record")
    found = items(data[:at] + deleted + data[at:])
    (told,) = (item for item in found if isinstance(item, Problem))
    assert "oai:arXiv.org:1 was deleted" in told.reason


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ('[{"title": "His Life", "type": "book"}]', "csl-json"),
        ('[{"id": "1", "type": "", "title": "A", "publisher": "P"}]', "csl-json"),
        ('[{"id": 1, "type": "article", "title": "A", "authors": ["Daya Guo"]}]', "jsonl"),
    ],
)
def test_json_of_few_fields_goes_to_the_reader_that_keeps_them(record: str, expected: str) -> None:
    (found,) = papers(record.encode())
    assert found.sources[0].format == expected


def test_xml_of_an_unknown_kind_is_told_and_not_read_as_prose() -> None:
    text = (
        '<?xml version="1.0"?>\n<set>\n<id>21413195</id>\n'
        "<a>Guo, D., and Li, W. Rare things. Journal of Things, 12(3), 4-5, 2021.</a>\n"
        "<a>Li, W., and Guo, D. More things. Journal of Things, 13(3), 4-5, 2022.</a>\n</set>\n"
    )
    (told,) = items(text.encode(), "set.xml")
    assert isinstance(told, Problem)
    assert "no reader understands" in told.reason


def test_python_is_not_bibtex() -> None:
    code = b"@dataclass(frozen=True, slots=True)\nclass A:\n    x: int\n"
    assert all(paper.sources[0].format != "bibtex" for paper in papers(code))


@pytest.mark.parametrize("times", [1, 250])
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    ("wrap", "records", "expected"),
    [
        (lambda every: {"meta": {"count": 2}, "results": every}, OPENALEX, "openalex"),
        (lambda every: {"results": every, "meta": {"a": [1, {"b": "}"}]}}, OPENALEX, "openalex"),
        (lambda every: {"data": every, "next": 100}, SEMANTIC_SCHOLAR, "semantic-scholar"),
        (lambda every: {"status": "ok", "message": {"items": every}}, CSL, "csl-json"),
        (lambda every: {"papers": every}, PLAIN_JSON, "jsonl"),
    ],
)
def test_answers_of_servers_are_read_on_one_line_and_on_many(
    wrap: Callable[[object], object],
    records: list[dict[str, object]],
    expected: str,
    indent: int | None,
    times: int,
) -> None:
    data = json.dumps(wrap(records * times), indent=indent).encode()
    for pages in (1, 2):
        found = items(b"\n".join([data] * pages))
        assert len(found) == 2 * times * pages, [one for one in found if isinstance(one, Problem)]
        assert {one.sources[0].format for one in found if isinstance(one, Paper)} == {expected}


def test_a_paper_with_a_list_of_references_is_no_wrapper() -> None:
    record = {"title": "One paper", "year": 2020, "references": [{"title": "Another"}]}
    for indent in (None, 1):
        assert [one.title for one in papers(json.dumps(record, indent=indent).encode())] == [
            "One paper"
        ]


def test_a_table_of_titles_and_names_is_no_listing() -> None:
    rows = "".join(f"Paper {number},Anna Beyer,2020\n" for number in range(9))
    found = papers(b"title,authors,year\n" + rows.encode())
    assert len(found) == 9
    assert {one.sources[0].format for one in found} == {"csv"}


@pytest.mark.parametrize("opener", ["[", "{", "- ", "? ", "{a: ", "[\n"])
def test_deep_yaml_is_a_problem_and_does_not_end_the_process(opener: str) -> None:
    record = f"title: One\nauthor: Ann Lee\nyear: 2020\nnotes:\n  {opener * 30_000}\n"
    text = f"{record}---\ntitle: Two\nauthor: Ann Lee\nyear: 2021\n"
    program = (
        "import io, sys; from tui.readers import read; from tui.readers.base import Document;"
        "print(*list(read(Document('x', io.BytesIO(sys.stdin.buffer.read())))), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=text.encode(), capture_output=True, timeout=60
    )
    assert done.returncode == 0
    assert b"Two" in done.stdout
    assert b"no valid YAML" in done.stdout


def test_items_as_zotero_writes_them_in_json() -> None:
    item = {
        "itemType": "journalArticle",
        "title": "One paper",
        "abstractNote": "Words.",
        "creators": [
            {"creatorType": "author", "firstName": "Antonio", "lastName": "Acín"},
            {"creatorType": "editor", "firstName": "Ed", "lastName": "Itor"},
            {"creatorType": "author", "name": "The Graph Group"},
        ],
        "date": "September 20, 2006",
        "publicationTitle": "Annals",
        "tags": [{"tag": "graphs"}],
    }
    (paper,) = papers(json.dumps({"config": {"id": "x"}, "items": [item]}, indent=1).encode())
    assert [str(author) for author in paper.authors] == ["Antonio Acín", "The Graph Group"]
    assert (paper.abstract, paper.venue, paper.keywords) == ("Words.", "Annals", ("graphs",))
    assert str(paper.date) == "2006-09-20"


@pytest.mark.parametrize("rows", [3, 1000])
def test_a_quote_that_is_never_closed_costs_one_row_of_a_table(rows: int) -> None:
    lines = [f"Paper number {number},Ann Lee,2020" for number in range(rows)]
    lines[1] = '"' + lines[1]
    found = items("\n".join(["title,authors,year", *lines, ""]).encode())
    assert sum(isinstance(item, Paper) for item in found) == rows - 1
    (told,) = (item for item in found if isinstance(item, Problem))
    assert (told.first_line, told.last_line) == (3, 3)
    assert "quote is not closed" in told.reason


def test_particles_of_csl_cling_where_they_end_in_an_apostrophe_or_hyphen() -> None:
    names = [
        {"family": "Aubignac", "given": "François", "dropping-particle": "d’"},
        {"family": "Hakim", "non-dropping-particle": "al-"},
        {"family": "Berg", "dropping-particle": "van", "non-dropping-particle": "den"},
    ]
    record = {"id": "x", "type": "book", "title": "T", "author": names}
    (found,) = papers(json.dumps([record]).encode())
    assert [one.family for one in found.authors] == ["d’Aubignac", "al-Hakim", "van den Berg"]


TABLES = {
    "dimensions": (
        '"About the data: Exported on Feb 01, 2023. Criteria: a, b, c."\n'
        '"Rank","DOI","Title","Abstract","Source title","PubYear","Pagination","Authors"\n'
        '"5","10.1000/abc","On Tables","We read them.","Nature","2020","10-20",'
        '"Smith, John; Lee, Ann B"\n'
    ),
    "scopus": (
        "Authors,Author full names,Title,Year,Source title,Page start,Page end,DOI,Abstract\n"
        '"Smith J.; Lee A.B.","Smith, John (57190000001); Lee, Ann B (57190000002)",On Tables,2020,'
        "Nature,10,20,10.1000/abc,We read them.\n"
    ),
    "web of science": (
        "PT\tAU\tAF\tTI\tSO\tAB\tPY\tBP\tEP\tDI\n"
        "J\tSmith, J; Lee, AB\tSmith, John; Lee, Ann B\tOn Tables\tNature\tWe read them.\t2020"
        "\t10\t20\t10.1000/abc\n"
    ),
}


@pytest.mark.parametrize("case", sorted(TABLES))
def test_tables_as_search_engines_export_them(case: str) -> None:
    (found,) = papers(TABLES[case].encode())
    assert (found.title, found.venue, found.year) == ("On Tables", "Nature", 2020)
    assert [(one.given, one.family) for one in found.authors] == [
        ("John", "Smith"),
        ("Ann B", "Lee"),
    ]
    assert (found.detail("page"), found.identifier("doi")) == ("10-20", "10.1000/abc")
    assert found.abstract == "We read them."


def test_names_of_a_table_that_end_in_initials_begin_with_the_family() -> None:
    table = b'Title,Authors,Year\nOn Tables,"Smith J, Lee AB, van der Berg C.",2020\n'
    assert [one.family for one in papers(table)[0].authors] == ["Smith", "Lee", "van der Berg"]


def test_works_as_crossref_answers() -> None:
    work = {
        "DOI": "10.1000/ABC",
        "type": "journal-article",
        "title": ["On <i>Works</i>"],
        "subtitle": ["A Study"],
        "author": [{"given": "Ann", "family": "Lee", "affiliation": [{"name": "MIT"}]}],
        "issued": {"date-parts": [[None]]},
        "published-online": {"date-parts": [[2020, 5, 1]]},
        "reference-count": 28,
    }
    (found,) = papers(json.dumps({"message": {"items": [work]}}).encode())
    assert (found.title, str(found.date)) == ("On Works: A Study", "2020-05-01")
    assert (found.affiliations, found.details) == (("MIT",), ())


def test_tags_that_only_look_alike_are_told_apart() -> None:
    assert {paper.sources[0].format for paper in papers(DOCUMENTS["refworks"][1])} == {"refworks"}
    assert {paper.sources[0].format for paper in papers(DOCUMENTS["ovid"][1])} == {"ovid"}
    assert papers(DOCUMENTS["ovid"][1].replace(b"VN  - ", b"VN - "))


def test_ovid_tells_journals_in_citations_and_degrees_in_names() -> None:
    text = DOCUMENTS["ovid"][1].decode()
    for citation, journal in (
        (
            "ACSM'S Health & Fitness Journal January/February 2010;14(1):56",
            "ACSM'S Health & Fitness Journal",
        ),
        ("Journal of Political Studies 12, Winter 2007: 7-14.", "Journal of Political Studies"),
        (
            "Forest Ecology & Management. 201(2-3). 2004 November 1. 1-10",
            "Forest Ecology & Management",
        ),
    ):
        (first, _) = papers(text.replace("Annals March 1961;3(2):5-9", citation).encode())
        assert first.venue == journal
    for written, name in (
        ("Peterson, James A. Ph.D., FACSM", "James A. Peterson"),
        ("AHMED, Mughees.", "Mughees AHMED"),
        ("He, Zhimin 1,2,*", "Zhimin He"),
        ("Werner S M", "Werner S M"),
    ):
        (first, _) = papers(text.replace("Rényi, Alfréd Ph.D. 1,2,+", written).encode())
        assert str(first.authors[0]) == name


def test_ovid_with_labels() -> None:
    text = """<8>
Accession Number
  00042637-900000000-99667.
Author
  Holst, Jakob 1;  Mathes, Tim [Author; e-mail: x@y.de] 2
Title
  Effects of computers: a systematic
  review.[Review]
Source
  Journal of the AMIA. 22(3):5-9, May 2014.
DOI Number
  10.1000/abc

<9>
Author
  Lee, Ann
Title
  Second
"""
    first, second = papers(text.encode())
    assert first.title == "Effects of computers: a systematic review"
    assert [str(one) for one in first.authors] == ["Jakob Holst", "Tim Mathes"]
    assert (first.venue, first.year) == ("Journal of the AMIA", 2014)
    assert first.identifier("doi") == "10.1000/abc"
    assert (second.title, second.sources[0].first_line) == ("Second", 14)


def test_datacite_tells_subtitles_and_where_a_chapter_is() -> None:
    record = {
        "doi": "10.1000/abc",
        "creators": [{"name": "Lee, Ann"}],
        "titles": [{"title": "On Trees"}, {"title": "A Study", "titleType": "Subtitle"}],
        "relatedItems": [
            {"relationType": "IsPublishedIn", "titles": [{"title": "Woods"}], "volume": "3"}
        ],
    }
    (found,) = papers(json.dumps(record).encode())
    assert (found.title, found.venue) == ("On Trees: A Study", "Woods")
    assert found.detail("volume") == "3"


def test_dblp_declares_its_accents_elsewhere() -> None:
    text = DOCUMENTS["dblp"][1].replace(b"<dblp>", b'<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>')
    assert [found.title for found in papers(text)] == [TITLE, "Second"]


def test_jats_lists_members_of_a_group_within_its_name_and_tells_formulas_once() -> None:
    text = b"""<article><front><article-meta>
<title-group><article-title>Jets of <inline-formula><alternatives>
<tex-math>\\documentclass{minimal}\\begin{document}$$\\beta$$\\end{document}</tex-math>
<math><mi>\xce\xb2</mi></math></alternatives></inline-formula> Pictoris<xref>*</xref>
</article-title>
<subtitle>A survey of <tex-math>$$\\alpha$$</tex-math></subtitle></title-group>
<contrib-group><contrib contrib-type="collab"><collab>Euclid Collaboration
 <contrib-group><contrib contrib-type="author"><string-name><given-names>Ann</given-names>
 <surname>Lee</surname></string-name></contrib></contrib-group></collab></contrib></contrib-group>
<abstract><sec><title>Aims.</title><p>To see.</p></sec><sec><title>Results</title><p>Seen.</p></sec>
</abstract><kwd-group><compound-kwd><compound-kwd-part content-type="code">7</compound-kwd-part>
<compound-kwd-part content-type="term">Jets</compound-kwd-part></compound-kwd></kwd-group>
</article-meta></front></article>"""
    (paper,) = papers(text)
    assert paper.title == "Jets of β Pictoris: A survey of $\\alpha$"
    assert [str(author) for author in paper.authors] == ["Euclid Collaboration", "Ann Lee"]
    assert paper.abstract == "Aims: To see. Results: Seen."
    assert paper.keywords == ("Jets",)


def test_search_results_of_dblp() -> None:
    hits = """<?xml version="1.0" encoding="UTF-8"?>
<result><query id="1">on trees</query><status code="200">OK</status><hits total="1">
<hit score="4" id="1"><info><authors><author pid="1/2">Wei Wang 0001</author>
<author pid="3/4">Ann Lee</author></authors><title>On Trees.</title><venue>Trees</venue>
<volume>abs/2101.00001</volume><year>2020</year><type>Informal and Other Publications</type>
<key>journals/trees/WangL20</key><ee>https://doi.org/10.1000/xyz</ee>
<url>https://dblp.org/rec/journals/trees/WangL20</url></info>
<url>URL#1</url></hit></hits></result>"""
    (found,) = papers(hits.encode())
    assert (found.title, found.venue, found.year) == ("On Trees", "Trees", 2020)
    assert [str(one) for one in found.authors] == ["Wei Wang", "Ann Lee"]
    assert (found.identifier("doi"), found.identifier("arxiv")) == ("10.1000/xyz", "2101.00001")


def test_names_of_web_of_science_without_commas_and_with_addresses() -> None:
    text = b"FN X\nPT P\nAU YANG Y\n   Lee, Ann (ann@x.org)\nTI One\nPY 2011\nER\n"
    (paper,) = papers(text)
    assert [(author.family, author.given) for author in paper.authors] == [
        ("YANG", "Y"),
        ("Lee", "Ann"),
    ]


@pytest.mark.parametrize(
    ("citation", "place"),
    [
        ("Acta August 2011;43(8):647-653", ("43", "8", "647-653")),
        ("Forest Ecology & Management. 201(2-3):327-334, 2004.", ("201", "2-3", "327-334")),
        ("Journal of Studies 12, Winter 2007: 7-14.", (None, None, "7-14")),
        ("Official Gazette. 1288(3), Nov. 16, 2004.", (None, None, None)),
    ],
)
def test_places_in_citations_of_ovid(citation: str, place: tuple[str | None, ...]) -> None:
    text = f'<1. >\nVN  - Ovid Technologies\nTI  - "One, and Two".\nAU  - Lee A\nSO  - {citation}\n'
    (paper,) = papers(text.encode())
    assert paper.title == "One, and Two"
    assert tuple(paper.detail(name) for name in ("volume", "issue", "page")) == place


def test_whose_work_it_is_where_mods_names_no_author() -> None:
    text = b"""<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Arias :</title>
<subTitle>for piano</subTitle></titleInfo><name><namePart>Lee, Ann,</namePart><role>
<roleTerm>pht</roleTerm></role></name><name><namePart>Ed, Itor</namePart><role>
<roleTerm>editor</roleTerm></role></name></mods>"""
    (paper,) = papers(text)
    assert paper.title == "Arias: for piano"
    assert [(author.family, author.given, author.suffix) for author in paper.authors] == [
        ("Lee", "Ann", "")
    ]


def test_a_record_of_ris_with_a_journal_alone_has_no_title() -> None:
    (paper,) = papers(b"TY  - JOUR\nJO  - Journal\nDO  - 10.1000/x\nER  - \n")
    assert (paper.title, paper.venue, paper.identifier("doi")) == (None, "Journal", "10.1000/x")


UNREAD = {
    "MARC 21": "00864naa a2200253 c 4500001001200000\x1eBV048976418\x1eDE-604\x1e10\x1faTrees",
    "MARCXML": "<collection><record><leader/><datafield tag='245'/></record></collection>",
    "RDF": "<rdf:RDF xmlns:rdf='x'><bib:Article/></rdf:RDF>",
    "TEI": "<?xml version='1.0'?>\n<TEI xmlns='http://www.tei-c.org/ns/1.0'></TEI>",
    "Crossref XML": "<crossref_result><query_result/></crossref_result>",
    "a Citation File Format file": "cff-version: 1.2.0\ntitle: T\nabstract: A\ndoi: 10.1000/x\n",
    "a Hayagriva library": "harry:\n    type: Book\n    title: Harry\n",
    "ReDIF": "Template-Type: ReDIF-Paper 1.0\nAuthor-Name: Ann Lee\nTitle: A Study of Trees\n",
    "a bibliography that LaTeX has set (.bbl)": "\\begin{thebibliography}{10}\n\\bibitem{a}\nA\n",
    "ADS's tagged export": "%R 2020ApJ...900....1L\n%T A study\n%A Lee, Ann; Berg, Jan\n",
    "Cochrane's text export": "Record #1 of 2\nID: CN-01\nAU: Lee A\nTI: A study\n",
    "an answer of ADS": '{"response": {"docs": [{"bibcode": "2020ApJ", "title": ["A"]}]}}',
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_is_known_and_not_read_is_named_and_makes_no_papers(name: str) -> None:
    (problem,) = items(UNREAD[name].encode())
    assert isinstance(problem, Problem)
    assert problem.reason.startswith(f"this is {name}, which is not read; ")


@pytest.mark.parametrize("case", ["bibtex", "ris", "csv", "json lines"])
def test_papers_about_formats_are_read_all_the_same(case: str) -> None:
    data = DOCUMENTS[case][1].replace(b"and ask why", b"in <rdf:RDF and <TEI >")
    assert [paper.title for paper in papers(data)] == [TITLE, "Second"]


def test_a_folder_tells_of_bibliographies_that_are_not_read_and_of_no_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_bytes(DOCUMENTS["bibtex"][1])
    (tmp_path / "b.rdf").write_text(UNREAD["RDF"])
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4\n%\xe2\xe3\n")
    problems = [one for one in read_all(find_sources([str(tmp_path)])) if isinstance(one, Problem)]
    assert [one.file.endswith("b.rdf") for one in problems] == [True]


def test_a_folder_tells_of_files_that_only_may_hold_papers(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_bytes(DOCUMENTS["bibtex"][1])
    (tmp_path / "b.txt").write_text("Attention Is All You Need\nWhat is it like to be a bat?\n")
    (tmp_path / "c.txt").write_text("Buy milk, and ask about the leak.\nthen go home {;}\n")
    problems = [one for one in read_all(find_sources([str(tmp_path)])) if isinstance(one, Problem)]
    assert [one.file.endswith("b.txt") for one in problems] == [True]
    assert "list of titles" in problems[0].reason


def test_a_listing_among_much_furniture_is_read_in_a_folder(tmp_path: Path) -> None:
    furniture = "Home\nPapers\nSign in\n1,203 papers\n12\n34 comments\nBookmark\nShow more\n"
    (tmp_path / "a.txt").write_text(
        f"{furniture}Abstract: {'We ask and answer. ' * 20}\n{furniture}"
    )
    assert [isinstance(one, Paper) for one in read_all(find_sources([str(tmp_path)]))].count(
        True
    ) == 1

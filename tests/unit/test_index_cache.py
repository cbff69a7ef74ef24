"""The index in the cache: the same answers as the papers in memory, and never trusted blindly."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indexed import indexed
from tui import places
from tui.build.reuse import Earlier
from tui.corpus import Cancelled, Corpus, Count, SortField, SortKey, Unmarked
from tui.facets import BY_FIELD, FACETS, Facet
from tui.identity import identities
from tui.index.disk import DiskCorpus
from tui.index.memory import MemoryCorpus
from tui.index.record import decode, encode
from tui.load import open_corpus
from tui.paper import Author, Date, Identifier, Paper, Source
from tui.query import And, Clause, Comparison, Everything, Not, Or, Query, parse
from tui.query.match import matches
from tui.readers import sources

MARKS: Any = Unmarked()
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PAPERS = st.builds(
    Paper,
    title=st.none() | TEXT,
    authors=st.lists(st.builds(Author, TEXT, TEXT, TEXT, st.booleans()), max_size=3).map(tuple),
    abstract=st.none() | TEXT,
    date=st.none() | st.builds(Date, st.integers(1, 9999), st.none() | st.integers(1, 12)),
    keywords=st.lists(TEXT, max_size=2).map(tuple),
    identifiers=st.lists(st.builds(Identifier, TEXT, TEXT), max_size=2).map(tuple),
    details=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    sources=st.lists(st.builds(Source, TEXT, TEXT, st.just(1), st.just(9)), max_size=2).map(tuple),
)


@pytest.fixture(scope="module", autouse=True)
def _no_power_cut() -> Iterator[None]:
    """Hundreds of indexes are written here, none of which must outlive the machine."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("tui.index.intact.os.fsync", lambda _: None)
        yield


@given(PAPERS, st.lists(PAPERS, max_size=2))
def test_a_stored_paper_is_the_paper(paper: Paper, versions: list[Paper]) -> None:
    whole = Paper(title=paper.title, versions=(paper, *versions))
    assert decode(encode(whole, "")) == whole
    assert decode(encode(whole, "guo2024deep"), "b").key == "guo2024deepb"


def listed(corpus: Corpus, facet: Facet, query: Query) -> list[Count]:
    counts = corpus.counts(facet, query, MARKS)
    assert counts.exact
    return list(counts.lines)


def generations() -> list[Path]:
    return sorted(path for path in (places.cache() / "index").iterdir() if path.is_dir())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "some.jsonl"
    path.write_text('{"title": "Deep Trees", "authors": ["Ann Guo"], "year": 2024}\n')
    return path


def test_the_disk_answers_as_memory_does() -> None:
    disk = open_corpus()
    assert isinstance(disk, DiskCorpus)
    memory = MemoryCorpus(disk.papers(), disk.problems())
    marks = Unmarked()
    assert (len(disk), disk.records) == (len(memory), memory.records)
    for text in (
        "",
        "reason",
        "year:>=2024",
        "-author:guo",
        "zz OR title:re",
        "the cat:cs -title:of",
        "venue:=Nature",
        '"language models" OR has:code',
    ):
        query = parse(text)
        for field in SortField:
            by = [SortKey(field, descending=field is SortField.VENUE)]
            ours = disk.where(query, marks).sorted_by(by).numbers()
            assert ours == memory.where(query, marks).sorted_by(by).numbers()
        order = [SortKey(SortField.DATE, descending=True), SortKey(SortField.TITLE)]
        ours = disk.where(query, marks).sorted_by(order).numbers()
        assert ours == memory.where(query, marks).sorted_by(order).numbers()
        for facet in FACETS:
            assert listed(disk, facet, query) == listed(memory, facet, query)
    for number, paper in enumerate(disk.papers()):
        assert disk.paper(number) == paper
        assert disk.find(identities(paper)) == number
        assert disk.number_of_key(paper.key) == number
    assert disk.find(["doi:10.1/none"]) is None
    assert disk.number_of_key("nobody1900nothing") is None


def test_a_second_start_reads_no_source(monkeypatch: pytest.MonkeyPatch) -> None:
    first = list(open_corpus().papers())
    monkeypatch.setattr("tui.build.corpus.build_corpus", lambda *_: pytest.fail("built again"))
    assert list(open_corpus().papers()) == first


def test_a_jump_finds_and_tells_why(source: Path) -> None:
    hits = open_corpus([str(source)]).jump("guo tree")
    assert [hit.number for hit in hits] == [0]
    assert hits[0].why


def test_a_change_of_equal_size_and_time_is_noticed(source: Path) -> None:
    open_corpus([str(source)]).close()
    before = source.stat()
    source.write_text(source.read_text().replace("Trees", "Roots"))
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert open_corpus([str(source)]).paper(0).title == "Deep Roots"
    assert len(generations()) == 1


@pytest.mark.parametrize("damage", ["zeroed", "truncated", "deleted"])
def test_a_damaged_index_is_built_anew(source: Path, damage: str) -> None:
    expected = list(open_corpus([str(source)]).papers())
    for name in ("manifest.json", "papers.zst", "starts", "names", "gaps.zst", "jump/words.npy"):
        path = generations()[0] / name
        size = path.stat().st_size
        if damage == "zeroed":
            path.write_bytes(bytes(size))
        elif damage == "truncated":
            os.truncate(path, size // 2)
        else:
            path.unlink()
        corpus = open_corpus([str(source)])
        assert list(corpus.papers()) == expected
        assert isinstance(corpus, DiskCorpus)
        assert [hit.number for hit in corpus.jump("deep")] == [0]


def test_leftovers_of_a_killed_build_are_removed(source: Path) -> None:
    open_corpus([str(source)]).close()
    whole = generations()[0]
    half = whole.with_name(whole.name.split("-")[0] + "-abc.part")
    shutil.copytree(whole, half)
    (whole / "manifest.json").unlink()
    open_corpus([str(source)]).close()
    assert generations() == [whole]


def test_without_room_for_an_index_papers_stay_in_memory(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tui.build.corpus.finish_corpus", full)
    corpus = open_corpus([str(source)])
    assert corpus.paper(0).title == "Deep Trees"
    assert "No space left" in corpus.problems()[0].reason
    assert generations() == []


WORDS = r"""deep De é α tree trees $\alpha$ x-y & a tree_1 – \emph{deep} \'e {tree} ~ "],true," `a`
x^2$ ],false,"""
WORD = st.sampled_from([*WORDS.split(), "tree\u0301", "\n"])
SENTENCE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
SIDE_BY_SIDE = st.tuples(st.sampled_from(["", "title", "abstract", "keyword"]), SENTENCE).map(
    lambda asked: Clause(*asked, exact=True)
)
WORDY = st.builds(
    Paper,
    title=st.none() | SENTENCE,
    abstract=st.none() | SENTENCE,
    authors=st.lists(st.builds(Author, SENTENCE, SENTENCE), max_size=2).map(tuple),
    venue=st.none() | SENTENCE,
    keywords=st.lists(SENTENCE, max_size=2).map(tuple),
    categories=st.lists(st.sampled_from(["cs.CL", "cs.LG", "math.AG"]), max_size=2).map(tuple),
    date=st.none() | st.builds(Date, st.integers(2020, 2022), st.none() | st.integers(1, 2)),
    affiliations=st.lists(SENTENCE, max_size=2).map(tuple),
    has_code=st.booleans(),
    identifiers=st.lists(
        st.builds(Identifier, st.just("doi"), st.sampled_from(["10.1/a", "10.1/B"])), max_size=1
    ).map(tuple),
    sources=st.lists(
        st.builds(
            Source, st.sampled_from(["a/x.bib", "b/x.bib", "b/É.ris"]), TEXT, st.just(1), st.just(9)
        ),
        max_size=2,
    ).map(tuple),
)
CLAUSES = st.builds(
    Clause,
    st.sampled_from(["", "title", "abstract", "author", "venue", "keyword", "affiliation"]),
    SENTENCE,
    st.sampled_from([Comparison.HAS, Comparison.IS]),
    st.booleans(),
) | st.builds(Clause, st.just("cat"), st.sampled_from(["cs", "cs.CL", "math"]))
CLAUSES |= st.builds(Clause, st.just("doi"), st.sampled_from(["10.1/A", "10.1/b", "10.1/c"]))
CLAUSES |= st.builds(Clause, st.just("has"), st.sampled_from(["code", "link", "abstract", "title"]))
CLAUSES |= st.builds(
    Clause,
    st.sampled_from(["year", "date"]),
    st.sampled_from(["2020", "2021-01", "2021"]),
    st.sampled_from([Comparison.HAS, Comparison.AT_LEAST, Comparison.BELOW, Comparison.ABOVE]),
)
CLAUSES |= st.builds(
    Clause,
    st.just("source"),
    st.sampled_from(["x.bib", "b/", "e.ris"]),
    st.sampled_from([Comparison.HAS, Comparison.IS]),
)
QUERIES = st.recursive(
    CLAUSES | st.just(Everything()),
    lambda inner: (
        st.builds(Not, inner)
        | st.lists(inner, max_size=3).map(lambda some: And(tuple(some)))
        | st.lists(inner, max_size=3).map(lambda some: Or(tuple(some)))
    ),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDY, min_size=1, max_size=8), st.lists(QUERIES, min_size=1, max_size=12))
def test_answers_equal_a_scan(papers: list[Paper], queries: list[Query]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory = MemoryCorpus(papers)
        disk = indexed(Path(folder), papers)
        for query in queries:
            expected = [n for n in range(len(memory)) if matches(query, memory.paper(n), n, MARKS)]
            assert list(disk.where(query, MARKS).numbers()) == expected
            best_first = [SortKey(SortField.RELEVANCE, descending=True)]
            ranked = memory.where(query, MARKS).sorted_by(best_first).numbers()
            assert disk.where(query, MARKS).sorted_by(best_first).numbers() == ranked
            for facet in FACETS:
                assert listed(disk, facet, query) == listed(memory, facet, query)
        disk.close()


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDY, min_size=1, max_size=8), st.lists(SIDE_BY_SIDE, min_size=1, max_size=12))
def test_phrases_equal_a_scan(papers: list[Paper], phrases: list[Clause]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        disk = indexed(Path(folder), papers)
        for phrase in phrases:
            expected = [n for n, paper in enumerate(papers) if matches(phrase, paper, n, MARKS)]
            assert list(disk.where(phrase, MARKS).numbers()) == expected
        disk.close()


def test_a_phrase_is_abandoned_when_told(tmp_path: Path) -> None:
    disk = indexed(tmp_path, [Paper(title=f"Deep trees {n}") for n in range(600)])
    answers = iter([False, False, True])
    with pytest.raises(Cancelled):
        disk.where(parse('"deep trees"'), MARKS, lambda: next(answers))
    assert len(disk.where(parse('"deep trees"'), MARKS)) == 600
    disk.close()


def test_a_letter_that_is_a_word_begins_others_too(tmp_path: Path) -> None:
    texts = ["a deep d tree", "a date", "aim", "d", "de novo", "an eel"]
    disk = indexed(tmp_path, [Paper(title=text) for text in texts])
    assert disk.where(parse("d"), MARKS).numbers() == (0, 1, 3, 4)
    assert disk.where(parse("a"), MARKS).numbers() == (0, 1, 2, 5)
    assert disk.where(parse("de"), MARKS).numbers() == (0, 4)
    disk.close()


def test_relevance_prefers_titles_rare_words_and_whole_ones() -> None:
    papers = [
        Paper(title="Learning graphs", abstract="We deepen the graph of learning"),
        Paper(title="Trees", abstract="Deep graph learning"),
        Paper(title="Deep graph learning"),
        Paper(title="Deepening graphs by learning"),
    ]
    best_first = [SortKey(SortField.RELEVANCE, descending=True)]
    with tempfile.TemporaryDirectory() as folder:
        disk = indexed(Path(folder), papers)
        view = disk.where(parse("deep graph learning"), MARKS).sorted_by(best_first)
        assert view.numbers() == (2, 1, 0, 3)
        some = disk.where(parse("tree OR learning -deepen"), MARKS).sorted_by(best_first)
        assert some.numbers() == (1, 2)
        disk.close()


def test_every_citation_key_is_one_papers() -> None:
    titles = ["Book A", "Book B", "Book C", "Booka", "Bookaa", "Book D"]
    papers = [Paper(title=title, sources=(Source("a.bib", "bibtex", 1, 1),)) for title in titles]
    keys = {paper.key for paper in MemoryCorpus(papers, ()).papers()}
    assert len(keys) == len(titles)
    again = {paper.key for paper in MemoryCorpus(papers[::-1], ()).papers()}
    assert keys == again


def test_only_sources_that_changed_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, titles in {"a": "One Two Three", "b": "Deep Trees", "c": "One two three"}.items():
        (tmp_path / f"{name}.bib").write_text(
            f"@article{{x{name}, title={{{titles}}}, author={{Ann Guo}}, year={{2024}}}}\n"
            "@article{broken, title={\n"
        )
    before = open_corpus([str(tmp_path)])
    told = [(problem.file, problem.first_line) for problem in before.problems()]
    assert (len(before), before.records) == (2, 3)
    read: list[str] = []
    documents = sources.documents

    def noting(found: sources.Found, *rest: Any) -> Any:
        read.append(Path(found.name).name)
        return documents(found, *rest)

    monkeypatch.setattr("tui.readers.documents", noting)
    (tmp_path / "b.bib").write_text((tmp_path / "b.bib").read_text().replace("Deep", "Tall"))
    after = open_corpus([str(tmp_path)])
    assert read == ["b.bib"]
    assert [paper.title for paper in after.papers()] == ["One Two Three", "Tall Trees"]
    assert after.paper(0) == before.paper(0)
    assert [(problem.file, problem.first_line) for problem in after.problems()] == told


def test_what_an_index_harmed_meanwhile_held_is_read_again(source: Path) -> None:
    open_corpus([str(source)]).close()
    (found,) = sources.find_sources([str(source)])
    assert isinstance(found, sources.Found)
    name, signature = found.name, found.signature
    with closing(Earlier(generations())) as before:
        items = [*(before.records(name, signature) or ())]
        assert [item.title for item in items if isinstance(item, Paper)] == ["Deep Trees"]
        frames = generations()[0] / "papers.zst"
        frames.write_bytes(bytes(frames.stat().st_size))
        assert before.records(name, signature) is None


def test_a_facet_of_many_values_is_sampled_when_that_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.index.columns._MANY_VALUES", 3)
    monkeypatch.setattr("tui.index.columns._SAMPLE", 100)
    people = [Author(f"Person {number % 5}") for number in range(500)]
    disk = indexed(tmp_path, [Paper(title=f"Deep {n}", authors=(p,)) for n, p in enumerate(people)])
    query, facet = parse("deep -title:499"), BY_FIELD["author"]
    rough = disk.counts(facet, query, MARKS, exact=False)
    assert not rough.exact
    assert sum(line.papers for line in rough.lines) == pytest.approx(499, abs=5)
    assert all(line.papers == pytest.approx(100, abs=30) for line in rough.lines)
    exact = disk.counts(facet, query, MARKS)
    assert exact.exact
    assert sorted(line.papers for line in exact.lines) == [99, 100, 100, 100, 100]
    assert disk.counts(facet, Everything(), MARKS, exact=False).exact


def test_what_killed_builds_of_other_sources_left_is_swept_and_living_ones_are_let_be(
    source: Path,
) -> None:
    from filelock import FileLock

    folder = places.cache() / "index"
    for name in ("dead", "alive"):
        (folder / f"{name}-x1.part" / "inner").mkdir(parents=True)
    (folder / "dead-whole").mkdir()
    with FileLock(folder / "alive.lock"):
        open_corpus([str(source)])
    assert not (folder / "dead-x1.part").exists()
    assert (folder / "alive-x1.part").exists()
    assert (folder / "dead-whole").exists()

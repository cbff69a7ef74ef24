from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.test_cli import carrel
from tui.identity import identities
from tui.incoming import take_in
from tui.library import Known, Library, MergeDecision, exchange
from tui.marks import known
from tui.paper import Author, Date, Identifier, Paper
from tui.writers import WRITERS

ONE = Known(("doi:10.1/a",), "One [/] <b>bold</b>", "Daya Guo", 2024)
TWO = Known(("title:two/li/2023",), "Two", "Li", 2023)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path / "data", tmp_path / "state")
    library.add_to_list("thesis/ch1", [TWO, ONE], "the baseline")
    library.set_status([ONE], "read")
    library.set_rating([TWO], 4)
    library.set_tag([TWO], "method", True)
    library.set_note(ONE, 'a "note"\nof two lines')
    library.create_list("new ones", "is:unread year:2024..")
    return library


def test_the_whole_state_goes_out_and_comes_in(library: Library, tmp_path: Path) -> None:
    text = exchange.to_toml(library)
    other = Library(tmp_path / "other", tmp_path / "there")
    exchange.from_toml(other, text)
    assert exchange.to_toml(other) == text
    assert other.list_named("new ones") is not None


def test_dates_go_out_and_come_in_until_something_is_changed(tmp_path: Path) -> None:
    state = """
        carrel = 1
        [[papers]]
        names = ["doi:10.1/a"]
        bookmarked = true
        rating = 3
        note = "as it was"
        put_off = true
        [papers.dates]
        bookmark = 2023-05-06T07:08:09Z
        note = 2023-05-07T00:00:00+02:00
        put-off = 2023-05-08T00:00:00Z
        rating = "yesterday"
        [[lists]]
        name = "thesis"
        papers = [{names = ["doi:10.1/a"], since = 2023-06-01T00:00:00Z}]
        """
    library = Library(tmp_path / "data", tmp_path / "state")
    begun = datetime.now(UTC) - timedelta(seconds=1)
    exchange.from_toml(library, state)
    library.close()
    library = Library(tmp_path / "data", tmp_path / "state")
    entry = library.entry(ONE.identities)
    dates = library.dates(entry)
    assert dates["bookmark"] == datetime(2023, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert dates["note"] == datetime(2023, 5, 6, 22, tzinfo=UTC)
    assert entry.put_off == datetime(2023, 5, 8, tzinfo=UTC)
    assert dates["rating"] > begun
    assert library.must_have("thesis").papers[0].since == datetime(2023, 6, 1, tzinfo=UTC)
    exchange.from_toml(library, exchange.to_toml(library))
    assert library.dates(library.entry(ONE.identities)) == {
        name: when.replace(microsecond=when.microsecond // 1000 * 1000)
        for name, when in dates.items()
    }
    library.set_bookmark([ONE], False)
    library.set_bookmark([ONE], True)
    again = library.dates(library.entry(ONE.identities))
    assert again["bookmark"] > begun
    assert again["note"] == dates["note"]


@pytest.mark.parametrize(
    "when", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "1969-07-20"]
)
def test_impossible_dates_are_passed_over(when: str, tmp_path: Path) -> None:
    library = Library(tmp_path / "data", tmp_path / "state")
    exchange.from_toml(
        library,
        f'carrel = 1\n[[papers]]\nnames = ["doi:10.1/a"]\nrating = 3\ndates = {{rating = {when}}}\n'
        f'[[lists]]\nname = "l"\npapers = [{{names = ["doi:10.1/a"], since = {when}}}]\n',
    )
    assert library.entry(ONE.identities).rating == 3
    assert library.dates(library.entry(ONE.identities))["rating"].year >= 1970
    exchange.to_toml(library)


def test_a_checklist_goes_out_and_comes_in(library: Library, tmp_path: Path) -> None:
    text = exchange.list_to_markdown(library, "thesis/ch1")
    assert "- [ ] Two" in text
    assert "- [x] One" in text
    assert "<b>" not in text
    other = Library(tmp_path / "other", tmp_path / "there")
    exchange.from_markdown(other, text)
    (listed,) = other.lists()
    assert listed.name == "thesis/ch1"
    assert other.entry(ONE.identities).status == "read"


def test_angles_reasons_and_entities_survive_a_checklist(tmp_path: Path) -> None:
    here, there = (Library(tmp_path / name, tmp_path / f"state {name}") for name in ("a", "b"))
    titles = ["Learning <b> & &lt;i&gt; AT&T", "Is a < b?", "x &#60; y &copy z &notin; &unknown;"]
    papers = [Known((f"doi:10.1/{at}",), title) for at, title in enumerate(titles)]
    here.list_papers("R&D <x>", [(paper, paper.title) for paper in papers])
    here.list_papers("other", [(papers[0], "")])
    text = exchange.to_markdown(here)
    assert "<b>" not in text
    exchange.from_markdown(there, text)
    assert exchange.to_markdown(there) == text
    (listed,) = (known for known in there.lists() if known.name == "R&D <x>")
    assert [paper.reason for paper in listed.papers] == titles
    exchange.from_markdown(there, text, "all of them")
    assert len(there.must_have("all of them").papers) == 3


def test_everything_goes_out_alike_wherever_it_came_in(tmp_path: Path, library: Library) -> None:
    library.put_off(ONE)
    library.decide_merges([MergeDecision(ONE.identities, TWO.identities, same=False)], "parted")
    library.create_list("empty/list")
    text = exchange.to_toml(library)
    other = Library(tmp_path / "other", tmp_path / "there")
    other.set_rating([Known(("doi:10.1/zzz",), "Zzz")], 1)
    exchange.from_toml(other, text)
    other.undo()
    assert [entry.known.title for entry in other.entries() if entry.rating] == ["Zzz"]
    other.redo()
    other.set_rating([Known(("doi:10.1/zzz",), "Zzz")], 0)
    assert exchange.to_toml(other).count("[[papers]]") == text.count("[[papers]]") + 1
    assert other.merge_decisions() == library.merge_decisions()
    assert other.entry(ONE.identities).put_off is not None


def test_what_is_no_export_is_said(library: Library) -> None:
    with pytest.raises(ValueError, match="not TOML"):
        exchange.from_toml(library, "= =")
    with pytest.raises(ValueError, match="not a reading state"):
        exchange.from_toml(library, "a = 1")
    with pytest.raises(ValueError, match="no items"):
        exchange.from_markdown(library, "just prose")


def test_a_saved_query_is_frozen_and_thawed_by_undo(library: Library) -> None:
    library.freeze_list("new ones", [ONE, TWO])
    frozen = library.must_have("new ones")
    assert (frozen.query, len(frozen.papers)) == ("", 2)
    library.undo()
    assert library.must_have("new ones").query


def test_an_orphan_is_linked_to_another_paper(library: Library) -> None:
    orphan = library.entry(TWO.identities)
    found = Known(("doi:10.2/two",), "Two, revised", "Li", 2024)
    library.relink(orphan.id, found)
    assert library.entry(found.identities).rating == 4


def test_lists_from_scripts() -> None:
    assert carrel("lists").returncode == 1
    assert carrel("lists", "new", "thesis").returncode == 0
    added = carrel("lists", "add", "thesis", "guo2025deepseekr1", "an2024fireflyer", "--why", "x")
    assert "Added 2 papers to thesis" in added.stderr
    assert carrel("lists", "add", "thesis", "nobody1900").returncode == 2
    carrel("lists", "move", "thesis", "an2024fireflyer", "1")
    shown = carrel("lists", "show", "thesis").stdout.splitlines()
    assert shown[0].startswith("an2024fireflyer\t2024\tFire-Flyer")
    carrel("lists", "move", "thesis", "an2024fireflyer", "down")
    printed = carrel("lists", "show", "thesis").stdout
    assert printed.splitlines()[1].startswith("an2024fireflyer")
    assert carrel("lists", "move", "thesis", "an2024fireflyer", "away").returncode == 2
    tagged = carrel("lists", "tag", "x", "-", stdin=printed)
    assert "Tagged 2 papers" in tagged.stderr
    for form in ("bibtex", "csl-json", "ris", "csv"):
        assert "Fire-Flyer" in carrel("lists", "export", "--all", "-f", form).stdout
    assert "# thesis" in carrel("lists", "export", "--all", "-f", "markdown").stdout
    assert carrel("lists", "export", "thesis", "--all").returncode == 2
    assert "@" in carrel("lists", "export", "thesis", "-f", "bibtex").stdout
    assert carrel("lists").stdout == "thesis\t2\n"
    assert carrel("lists", "delete", "thesis").returncode == 0
    assert carrel("lists", "undo").returncode == 0
    assert carrel("lists").stdout == "thesis\t2\n"


def test_the_doctor_restores_a_backup(tmp_path: Path, private_home: Path) -> None:
    carrel("lists", "new", "precious")
    (backup,) = private_home.glob("state/carrel/backups/*.toml")
    for file in private_home.glob("data/carrel/sync/*.toml"):
        file.unlink()
    assert carrel("lists").stdout == ""
    examined = carrel("doctor")
    assert str(backup) in examined.stdout
    assert carrel("doctor", "--restore", str(backup)).returncode == 0
    assert carrel("lists").stdout == "precious\t0\n"


def test_everything_is_said_from_scripts() -> None:
    key, other = "guo2025deepseekr1", "an2024fireflyer"
    for command in (
        ("bookmark", key), ("status", "to-read", key, other), ("rate", "4", key),
        ("tag", "method", key, other), ("untag", "method", other), ("note", key, "mine\ntoo"),
        ("add", "l", other), ("add", "l", "--at", "1", "--why", "x", key), ("why", "l", other, "y"),
    ):  # fmt: skip
        assert carrel("lists", *command).returncode == 0, command
    said = json.loads(carrel("lists", "said", key, "--json").stdout)
    assert (said["bookmarked"], said["status"], said["rating"]) == (True, "to read", 4)
    assert (said["tags"], said["note"], said["lists"]) == (["method"], "mine\ntoo", ["l"])
    assert set(said["changed"]) == {"bookmark", "status", "rating", "tag:method", "note"}
    first, second = map(json.loads, carrel("lists", "show", "l", "--json").stdout.splitlines())
    assert (first["why"], second["why"]) == ("x", "y")
    assert second["since"] <= first["since"]
    assert "rated 4" in carrel("lists", "said", key).stdout
    assert carrel("lists", "note", key).stdout == "mine\ntoo\n"
    assert json.loads(carrel("lists", "--json").stdout) == {"name": "l", "papers": 2, "query": ""}
    assert carrel("lists", "undo").returncode == 0
    assert carrel("lists", "redo").stderr == "carrel: redone: Said why it is on l\n"
    assert carrel("lists", "bookmark", "--off", key).returncode == 0
    for wrong in (("status", "gone", key), ("rate", "6", key), ("tag", " ", key),
                  ("relink", "p-nobody", key), ("remove", "l", "wang2024let")):  # fmt: skip
        assert carrel("lists", *wrong).returncode == 2, wrong


def test_a_list_is_sorted_from_scripts() -> None:
    keys = ["guo2025deepseekr1", "an2024fireflyer", "liu2024deepseekv3"]
    carrel("lists", "add", "l", *keys)
    carrel("lists", "sort", "l", "--by", "title")
    titles = [line.split("\t")[2] for line in carrel("lists", "show", "l").stdout.splitlines()]
    assert titles == sorted(titles)
    assert carrel("lists", "sort", "l", "--by", "nonsense").returncode == 2


def test_orphans_are_told_exported_and_linked_from_scripts(tmp_path: Path) -> None:
    gone, here = tmp_path / "gone.bib", tmp_path / "here.bib"
    gone.write_text("@article{a, title={A Desk in the Stacks}, author={Doe, Jane}, year=2020}\n")
    here.write_text("@article{b, title={A Desk in Stacks}, author={Doe, Jane}, year=2021}\n")
    source = ("lists", "--source", str(here))
    carrel("lists", "--source", str(gone), "rate", "5", "doe2020desk")
    carrel("lists", "--source", str(gone), "add", "l", "doe2020desk")
    found = carrel(*source, "orphans", "--json")
    (orphan,) = map(json.loads, found.stdout.splitlines())
    assert (found.returncode, orphan["title"]) == (1, "A Desk in the Stacks")
    exported = carrel(*source, "export", "l", "-f", "bibtex")
    assert "A Desk in the Stacks" in exported.stdout
    assert "not in the corpus" in exported.stderr
    key = orphan["candidates"][0]["key"]
    assert carrel(*source, "relink", orphan["entry"], key).returncode == 0
    assert carrel(*source, "orphans").returncode == 0
    assert json.loads(carrel(*source, "said", key, "--json").stdout)["rating"] == 5
    assert carrel(*source, "remove", "l", key).returncode == 0
    assert carrel(*source, "show", "l").stdout == ""


def test_a_checklist_by_hand_finds_its_papers(tmp_path: Path) -> None:
    checklist = tmp_path / "mine.md"
    checklist.write_text(
        "# mine\n\n- [x] fire-flyer AI-HPC: a cost-effective software-hardware co-design for deep "
        "learning\n  read the part\n  on the network\n- [ ] A Paper Nobody Has\n"
    )
    assert carrel("lists", "import", str(checklist), "--list", "other").returncode == 0
    first, second = map(json.loads, carrel("lists", "show", "other", "--json").stdout.splitlines())
    assert (first["status"], first["why"]) == ("read", "read the part on the network")
    assert carrel("lists", "said", "an2024fireflyer").stdout.startswith("an2024fireflyer\tread")
    assert second["title"] == "A Paper Nobody Has"
    assert "A Paper Nobody Has" in carrel("lists", "orphans").stdout
    carrel("lists", "undo")
    assert carrel("lists").stdout == ""


def test_what_cannot_be_taken_in_changes_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(
        'carrel = 1\n[[papers]]\nnames = ["doi:10.1/a"]\nrating = 3\n[[papers]]\nx = 1\n'
    )
    library = Library(tmp_path / "data", tmp_path / "state")
    with pytest.raises(ValueError, match="needs names"):
        take_in(library, bad)
    assert library.entry(["doi:10.1/a"]).rating == 0
    assert library.undo() is None
    empty = tmp_path / "empty.bib"
    empty.write_text("nothing\n")
    with pytest.raises(ValueError, match="nothing to take in"):
        take_in(library, empty)


_WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyzäøλß", min_size=2, max_size=9), min_size=3,
                  max_size=6)  # fmt: skip
_PAPERS = st.lists(
    st.builds(
        lambda number, words, family, year: Paper(
            title=f"{' '.join(words).capitalize()} {number}",
            authors=(Author(family.capitalize(), "Ada"),),
            date=Date(year),
            identifiers=(Identifier("doi", f"10.1000/{number}"),) if number % 2 else (),
        ),
        st.integers(0, 10**6), _WORDS, st.text("abcdefgmnorstu", min_size=3, max_size=8),
        st.integers(1950, 2030),
    ),
    min_size=1, max_size=5, unique_by=lambda paper: (paper.title or "").split()[-1],
)  # fmt: skip


@pytest.mark.parametrize("form", ["toml", "markdown", "bibtex", "ris", "csl-json", "csv", "jsonl"])
@settings(max_examples=12, deadline=None)
@given(papers=_PAPERS)
def test_a_list_goes_out_and_comes_in_in_every_format(form: str, papers: list[Paper]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = (Library(Path(folder) / name, Path(folder) / name) for name in ("a", "b"))
        here.list_papers("a/list", [(known(paper), "why not") for paper in papers])
        path = Path(folder) / ("list.toml" if form == "toml" else "list.txt")
        if form == "toml":
            path.write_text(exchange.list_to_toml(here, "a/list"))
        elif form == "markdown":
            path.write_text(exchange.list_to_markdown(here, "a/list"))
        else:
            path.write_text("".join(WRITERS[form].write(papers)), "utf-8")
        done, problems = take_in(there, path, "again")
        assert (f"{1 if form == 'toml' else len(papers)} " in done, problems) == (True, [])
        listed = there.must_have("again").papers
        assert [paper.entry_id for paper in listed] == [
            there.entry(identities(paper)).id for paper in papers
        ]
        if form in ("toml", "markdown"):
            assert {paper.reason for paper in listed} == {"why not"}
        assert there.undo() == done
        assert there.lists() == []

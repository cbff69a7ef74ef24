from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_cli import carrel
from tui.corpus import Unmarked
from tui.index.memory import MemoryCorpus
from tui.library import Library
from tui.marks import JoinedMarks, known
from tui.paper import Paper
from tui.query import STATUSES, Clause, Statuses
from tui.settings import Settings
from tui.widgets.rows import Row, RowLayout, RowState
from tui.widgets.symbols import Symbols

OWN = Statuses.of(("New", "skimmed", "done", "given up"))


def test_the_usual_states_keep_their_meaning() -> None:
    assert Statuses.of(STATUSES) == Statuses()
    assert Settings().papers.states == Statuses()


@pytest.mark.parametrize(
    ("names", "read", "kept", "rejected"),
    [
        (("new", "skimmed", "done"), "done", "skimmed", "done"),
        (("new", "read", "dropped"), "read", "read", "dropped"),
        (("new",), "new", "new", "new"),
    ],
)
def test_what_is_not_chosen_goes_by_name_and_then_by_place(
    names: tuple[str, ...], read: str, kept: str, rejected: str
) -> None:
    assert Statuses.of(names) == Statuses(names, read, kept, rejected)


def test_a_chosen_state_belongs_to_the_set() -> None:
    chosen = Statuses.of(("new", "done"), rejected="given up")
    assert chosen == Statuses(("new", "done", "given up"), "done", "done", "given up")


def test_states_of_ones_own_have_signs_that_tell_them_apart() -> None:
    symbols = Symbols(statuses=Statuses.of(("New", "skimmed", "studied", "read", "ss")))
    assert [symbols.status(name) for name in symbols.statuses.names] == ["●", "s", "t", "✓", "s"]
    assert symbols.status("another machine's") == "a"


def test_a_paper_without_a_word_is_in_the_first_state(tmp_path: Path) -> None:
    corpus = MemoryCorpus([Paper(title="One"), Paper(title="Two"), Paper(title="Three")])
    library = Library(tmp_path / "data", tmp_path / "state", OWN)
    one, two, three = (known(corpus.paper(number)) for number in range(3))
    library.set_status([one, two], "given up")
    library.set_status([two], "New")
    library.set_status([three], "unread")
    marks = JoinedMarks(corpus, library)
    assert [marks.entry(number).status for number in range(3)] == ["given up", "New", "unread"]
    assert marks.all_statuses() == (*OWN.names, "unread")
    for asked, found in (("new", {1}), ("NEW", {1}), ("given-up", {0}), ("unread", {2})):
        selection = marks.select(Clause("is", asked))
        assert {number for number in range(3) if number in selection} == found, asked
    assert library.entry(["doi:10.1/nobody"]).status == "New"


def test_without_reading_state_all_papers_are_in_the_first_state() -> None:
    assert 7 in Unmarked(OWN).select(Clause("is", "new"))
    assert 7 not in Unmarked(OWN).select(Clause("is", "unread"))
    assert 7 not in Unmarked(OWN).select(Clause("in", "new"))


def test_the_first_state_has_the_sign_of_papers_not_begun() -> None:
    symbols = Symbols(statuses=OWN)
    assert [symbols.status(status) for status in OWN.names] == ["●", "s", "d", "g"]
    assert [symbols.status(status) for status in STATUSES] == ["u", "○", "◐", "✓", "×"]
    row = Row(0, Paper(title="One"), RowState("New"), symbols=symbols)
    assert ("●", "row--unread") in RowLayout().first_line(row, 80)
    gone = Row(0, Paper(title="One"), RowState("given up"), symbols=symbols)
    assert any(style == "row--read" for _, style in RowLayout().first_line(gone, 80))


def test_commands_obey_the_configured_states(private_home: Path) -> None:
    folder = private_home / "config" / "carrel"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text('[papers]\nstatuses = ["new", "done"]\n')
    assert len(carrel("search", "is:new").stdout.splitlines()) == 29
    assert carrel("search", "is:unread").stdout == ""
    assert '"new": 29' in carrel("stats", "--json").stdout

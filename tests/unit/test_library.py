from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.library import Entry, Known, Library, MergeDecision, concerns_merges, exchange, quoted
from tui.library.cells import Cell, Cells, Value
from tui.library.clock import Clock
from tui.library.codec import decode, encode
from tui.library.journal import Journal

ONE = Known(("doi:10.1/a", "title:one/guo/2024"), "One", "Daya Guo", 2024)
TWO = Known(("title:two/li/2023",), "Two", "Li", 2023)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "data", tmp_path / "state"


def reopened(places: tuple[Path, Path]) -> Library:
    return Library(*places)


def test_a_message_that_shortens_a_title_shows_it() -> None:
    assert quoted("Attention") == "“Attention”"
    assert quoted("word " * 20) == "“word word word word word word word word…”"


def test_what_was_said_is_there_after_a_crash_and_after_a_clean_end(
    places: tuple[Path, Path],
) -> None:
    library = Library(*places)
    assert library.set_bookmark([ONE], True) == "Bookmarked “One”"
    library.set_status([ONE], "reading")
    library.set_rating([ONE], 4)
    library.set_tag([ONE], "method", True)
    library.set_note(ONE, "first line\nsecond")
    for library in (reopened(places), reopened(places)):
        entry = library.entry(ONE.identities)
        assert (entry.bookmarked, entry.status, entry.rating) == (True, "reading", 4)
        assert (entry.tags, entry.note) == (("method",), "first line\nsecond")
        library.close()


def test_a_paper_is_found_under_any_of_its_names(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    library.set_bookmark([ONE], True)
    assert library.entry(["title:one/guo/2024"]).bookmarked
    assert library.entry(["title:other/x/2024"]) == Entry()


def test_undo_and_redo_survive_a_restart(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    library.set_bookmark([ONE, TWO], True)
    library.set_rating([ONE], 5)
    library = reopened(places)
    assert library.undo() == "Rated “One” 5"
    assert library.entry(ONE.identities).rating == 0
    library = reopened(places)
    assert library.undo() == "Bookmarked 2 papers"
    assert not library.entry(TWO.identities).bookmarked
    assert library.undo() is None
    assert library.redo() == "Bookmarked 2 papers"
    assert library.entry(TWO.identities).bookmarked
    library.set_rating([TWO], 1)
    assert library.redo() is None


def test_reading_lists_keep_their_order(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    library.create_list("thesis")
    library.add_to_list("thesis", [ONE], "the baseline")
    library.add_to_list("thesis", [TWO])
    (listed,) = library.lists()
    first, second = listed.papers
    assert first.reason == "the baseline"
    library.move_in_list("thesis", second.entry_id, 0)
    library.rename_list("thesis", "phd/thesis")
    listed = reopened(places).lists()[0]
    assert listed.name == "phd/thesis"
    assert [paper.entry_id for paper in listed.papers] == [second.entry_id, first.entry_id]
    library.remove_from_list("phd/thesis", [first.entry_id])
    library.delete_list("phd/thesis")
    assert library.lists() == []
    library.undo()
    assert len(library.lists()[0].papers) == 1


def test_names_of_lists_are_taken_once(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    library.create_list("a")
    with pytest.raises(ValueError, match="already"):
        library.create_list("a")
    with pytest.raises(ValueError, match="needs a name"):
        library.create_list(" ")


def test_two_windows_see_each_other(places: tuple[Path, Path]) -> None:
    one, two = Library(*places), Library(*places)
    one.set_bookmark([ONE], True)
    assert two.poll()
    assert two.entry(ONE.identities).bookmarked
    one.close()
    two.set_rating([ONE], 3)
    assert one.poll()
    assert one.entry(ONE.identities).rating == 3
    two.close()
    assert reopened(places).entry(ONE.identities).rating == 3


def test_two_machines_merge_whatever_their_files_are_called(tmp_path: Path) -> None:
    data = tmp_path / "data"
    laptop, desk = Library(data, tmp_path / "laptop"), Library(data, tmp_path / "desk")
    laptop.set_note(ONE, "from the laptop")
    desk.set_note(ONE, "from the desk")
    desk.set_rating([TWO], 2)
    laptop.close()
    desk.close()
    merged = Library(data, tmp_path / "third")
    note = merged.entry(ONE.identities).note
    assert "from the laptop" in note
    assert "from the desk" in note
    assert merged.entry(TWO.identities).rating == 2
    merged.set_note(ONE, "settled")
    merged.close()
    assert Library(data, tmp_path / "laptop").entry(ONE.identities).note == "settled"


def test_a_damaged_file_is_set_aside_and_the_rest_is_read(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    library.set_bookmark([ONE], True)
    library.set_bookmark([TWO], True)
    library.close()
    (file,) = (places[0] / "sync").glob("*.toml")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    library = reopened(places)
    assert any("damaged" in problem for problem in library.problems)
    (aside,) = (places[0] / "sync").glob("*.damaged-*")
    assert aside.read_bytes() == whole[: len(whole) // 2]
    library.set_rating([ONE], 1)
    library.close()
    assert reopened(places).entry(ONE.identities).rating == 1


def test_a_read_only_folder_is_said_and_nothing_is_lost_in_memory(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way of the folder")
    library = Library(tmp_path / "data", tmp_path / "state")
    assert library.problems
    with pytest.raises(OSError):
        library.set_bookmark([ONE], True)
    assert library.entry(ONE.identities).bookmarked


def test_files_are_private_and_nothing_is_littered(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    library.set_bookmark([ONE], True)
    library.close()
    (file,) = (places[0] / "sync").glob("*.toml")
    assert file.stat().st_mode & 0o777 == 0o600
    assert not list((places[0] / "sync").glob("*.tmp"))
    assert (places[0] / "sync" / ".gitattributes").read_text() == "*.toml merge=union\n"


def test_decisions_about_merges_are_kept_undone_and_replaced(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    apart = MergeDecision(ONE.identities, TWO.identities, same=False)
    library.decide_merges([apart], "Split “One”")
    (kept,) = reopened(places).merge_decisions()
    assert ({kept.one, kept.other}, kept.same) == ({ONE.identities, TWO.identities}, False)
    library.decide_merges([replace(apart, same=True)], "Joined “One”")
    (kept,) = library.merge_decisions()
    assert kept.same
    assert library.undo() == "Joined “One”"
    assert library.undo() == "Split “One”"
    assert library.merge_decisions() == ()


def test_the_later_decision_of_two_machines_counts(tmp_path: Path) -> None:
    here, there = (Library(tmp_path / "data", tmp_path / name) for name in ("here", "there"))
    here.decide_merges([MergeDecision(("title:a",), ("title:b",), same=True)], "Joined")
    here.fold()
    there.poll()
    there.decide_merges([MergeDecision(("title:b",), ("title:a",), same=False)], "Split")
    there.fold()
    revision = here.revision
    assert here.poll()
    assert concerns_merges(here.changed_since(revision))
    assert [decision.same for decision in here.merge_decisions()] == [False]


def test_a_step_of_any_size_survives(places: tuple[Path, Path]) -> None:
    papers = [Known((f"title:{'x' * 400}{n}/a/2024",), "x" * 400) for n in range(6_000)]
    Library(*places).set_bookmark(papers, True)
    library = reopened(places)
    assert all(library.entry(paper.identities).bookmarked for paper in papers)


def test_a_long_note_survives_and_an_endless_one_is_refused(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    library.set_note(ONE, "x" * 500_000)
    library.set_rating([ONE], 2)
    library.close()
    entry = reopened(places).entry(ONE.identities)
    assert (len(entry.note), entry.rating) == (500_000, 2)
    with pytest.raises(ValueError, match="at most"):
        library.set_note(ONE, "x" * 3_000_000)


def test_a_clock_far_ahead_elsewhere_does_not_stop_changes_here(tmp_path: Path) -> None:
    data = tmp_path / "data"
    ahead, here = Library(data, tmp_path / "ahead"), Library(data, tmp_path / "here")
    clock = ahead._store.clock
    now = clock._now
    clock._now = lambda: now() + 10 * 86_400_000
    ahead.set_rating([ONE], 5)
    ahead.close()
    here.poll()
    assert here.entry(ONE.identities).rating == 5
    here.set_rating([ONE], 1)
    assert here.entry(ONE.identities).rating == 1


def test_undo_of_two_windows_does_not_mix(places: tuple[Path, Path]) -> None:
    one, two = Library(*places), Library(*places)
    one.set_rating([ONE], 1)
    two.set_rating([TWO], 4)
    one.undo()
    assert reopened(places).redo() == "Rated “One” 1"


def test_a_copied_state_folder_becomes_another_device(tmp_path: Path) -> None:
    import shutil

    Library(tmp_path / "data", tmp_path / "one").set_rating([ONE], 1)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    copy = Library(tmp_path / "data", tmp_path / "two")
    copy.set_rating([ONE], 2)
    copy.close()
    assert copy._store.device != Library(tmp_path / "data", tmp_path / "one")._store.device


def test_damage_is_told_once_and_then_repaired(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    library.set_rating([ONE], 3)
    library.close()
    (file,) = (places[0] / "sync").glob("*.toml")
    file.write_bytes(file.read_bytes()[:-60])
    damaged = reopened(places)
    assert damaged.problems
    damaged.close()
    assert not reopened(places).problems


def test_what_a_fold_takes_in_is_told_by_the_next_poll(places: tuple[Path, Path]) -> None:
    one, two = Library(*places), Library(*places)
    one.set_rating([ONE], 3)
    two.set_rating([TWO], 2)
    two.fold()
    assert two.poll()
    assert two.entry(ONE.identities).rating == 3


def test_controls_that_were_typed_are_kept_visible(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    library.set_tag([ONE], "a\x1b[2J\tb", True)
    library.set_note(ONE, "first\x07\n\x9bsecond")
    library.add_to_list("to\nread\u202e", [ONE], "why\x00")
    for opened in (library, reopened(places)):
        entry = opened.entry(ONE.identities)
        assert (entry.tags, entry.note) == (("a␛[2J␉b",), "first␇\n\ufffdsecond")
        (known,) = opened.lists()
        assert (known.name, known.papers[0].reason) == ("to␊read\ufffd", "why␀")
        assert opened.list_named("to\nread\u202e") == known
    library.set_tag([ONE], "a\x1b[2J\tb", False)
    assert library.entry(ONE.identities).tags == ()
    library.undo()
    assert library.entry(ONE.identities).tags == ("a␛[2J␉b",)


def test_controls_that_another_machine_wrote_are_made_visible(places: tuple[Path, Path]) -> None:
    cells = Cells()
    stamp = Clock("elsewhere").tick()
    said: dict[str, Value] = {"names": ["doi:10.1/a"], "title": "One\x1b]0;x\x07", "tag:\x9b": True,
            "note@elsewhere": {"text": "\x1bP", "seen": []}}  # fmt: skip
    cells.apply(Cell("p-1", field, value, stamp) for field, value in said.items())
    (places[0] / "sync").mkdir(parents=True)
    (places[0] / "sync" / "elsewhere.toml").write_bytes(encode(cells))
    entry = Library(*places).entry(ONE.identities)
    assert entry.known.title == "One␛]0;x␇"
    assert (entry.tags, entry.note) == (("\ufffd",), "␛P")


def test_what_another_version_wrote_is_told_harmlessly_and_kept_as_it_is(
    places: tuple[Path, Path],
) -> None:
    cells = Cells()
    stamp = Clock("newer").tick()
    said: dict[str, Value] = {"names": ["doi:10.1/a"], "tag:a\x1b": True, "mood": "two\nlines\x1b",
            "title": "x" * 20_000, "status": "\u202eread", "rating": 7}  # fmt: skip
    cells.apply(Cell("p-1", field, value, stamp) for field, value in said.items())
    place: Value = {"at": 1, "why": "\x9b", "weight": 3}
    cells.apply(Cell("l-1", field, value, stamp)
                for field, value in (("name", "n" * 300), ("member:p-1", place)))  # fmt: skip
    (places[0] / "sync").mkdir(parents=True)
    (places[0] / "sync" / "newer.toml").write_bytes(encode(cells))
    library = Library(*places)
    entry = library.entry(ONE.identities)
    assert (entry.tags, entry.status, entry.rating) == (("a␛",), "\ufffdread", 0)
    assert len(entry.known.title) < 10_000
    (known,) = library.lists()
    assert len(known.name) == 200
    assert known.papers[0].reason == "\ufffd"
    library.set_reason(known.name, "p-1", "because")
    library.add_to_list(known.name, [TWO], at=0)
    library.fold()
    kept = decode(library._store._own.read_bytes()).cells
    values = {(cell.object, cell.field): cell.value for cell in kept}
    assert all(values["p-1", field] == value for field, value in said.items())
    assert values["l-1", "member:p-1"] == {"at": 1, "why": "because", "weight": 3}
    library.set_tag([ONE], "a␛", False)
    assert library.entry(ONE.identities).tags == ()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["at", "why", "since", "text", "seen"]) | st.text(max_size=3), inner,
        max_size=3),
    max_leaves=5,
)  # fmt: skip
FIELDS = (
    "names title author year bookmark status rating tag: tag:x note@a note@b put-off name query "
    "member:p-1 member:p-2 member: one other same new"
).split()
OBJECTS = st.sampled_from(["p-1", "p-2", "l-1", "l-2", "d-1", "x"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(OBJECTS, st.sampled_from(FIELDS) | st.text(max_size=5), anything),
                max_size=20))  # fmt: skip
def test_no_values_of_another_version_break_the_library(
    said: list[tuple[str, str, Value]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "data", Path(folder) / "state")
        clock = Clock("newer")
        library._store._take(Cell(*one, clock.tick()) for one in said)
        library._index({identifier for identifier, _, _ in said})
        for entry in library.entries():
            library.dates(entry)
            library.lists_of(entry.id)
            library.set_note(entry.known, "mine") if entry.known.identities else None
        library.merge_decisions()
        for known in library.lists():
            library.add_to_list(known.name, [ONE, TWO], at=0)
            library.move_in_list(known.name, library.entry(TWO.identities).id, 0)
            assert library.must_have(known.name).papers[0].entry_id
        exchange.from_toml(library, exchange.to_toml(library))


def test_two_machines_that_make_a_list_of_one_name_have_one(tmp_path: Path) -> None:
    here, there = (Library(tmp_path / "data", tmp_path / name) for name in ("here", "there"))
    here.add_to_list("thesis", [ONE], "here")
    there.add_to_list("thesis", [TWO], "there")
    for library in (here, there):
        library.fold()
    for library in (here, there):
        library.poll()
        (known,) = library.lists()
        assert sorted(paper.reason for paper in known.papers) == ["here", "there"]


def test_lists_renamed_to_one_name_are_one(tmp_path: Path) -> None:
    here, there = (Library(tmp_path / "data", tmp_path / name) for name in ("here", "there"))
    here.add_to_list("thesis", [ONE])
    there.add_to_list("phd", [TWO])
    for library in (here, there):
        library.fold()
    here.poll()
    there.poll()
    here.rename_list("thesis", "work")
    there.rename_list("phd", "work")
    for library in (here, there):
        library.fold()
    for library in (here, there):
        library.poll()
        (known,) = library.lists()
        assert len(known.papers) == 2
        assert len(library.lists_of(library.entry(ONE.identities).id)) == 1
    two = here.entry(TWO.identities).id
    here.move_in_list("work", two, 0)
    assert here.must_have("work").papers[0].entry_id == two
    here.remove_from_list("work", [two])
    assert len(here.must_have("work").papers) == 1
    here.delete_list("work")
    assert here.lists() == []
    here.undo()
    assert len(here.must_have("work").papers) == 1


PAPERS = [Known((f"doi:10.1/{letter}",), letter) for letter in "abcdefghij"]


def titles(library: Library, name: str) -> str:
    papers = library.must_have(name).papers
    return "".join(library.entry_by_id(paper.entry_id).known.title for paper in papers)


def test_papers_are_inserted_and_moved_where_one_says(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    library.add_to_list("l", PAPERS[:4])
    library.add_to_list("l", PAPERS[4:6], at=0)
    assert titles(library, "l") == "efabcd"
    library.add_to_list("l", PAPERS[6:8], at=3)
    assert titles(library, "l") == "efaghbcd"
    ids = {paper.title: library.entry(paper.identities).id for paper in PAPERS[:8]}
    library.move_all_in_list("l", [ids["h"], ids["e"]], 1)
    assert titles(library, "l") == "fheagbcd"
    library.move_in_list("l", ids["f"], 99)
    assert titles(library, "l") == "heagbcdf"
    library.undo()
    library.undo()
    assert titles(library, "l") == "efaghbcd"
    with pytest.raises(ValueError, match="not on the list"):
        library.move_in_list("l", "p-nobody", 0)
    with pytest.raises(ValueError, match="not on the list"):
        library.remove_from_list("l", ["p-nobody"])


def test_moving_to_one_place_again_and_again_never_runs_out_of_room(
    places: tuple[Path, Path],
) -> None:
    library = Library(*places)
    library.add_to_list("l", PAPERS)
    order = [paper.entry_id for paper in library.must_have("l").papers]
    for _ in range(120):
        last = order.pop()
        order.insert(1, last)
        library.move_in_list("l", last, 1)
        assert [paper.entry_id for paper in library.must_have("l").papers] == order


def test_every_word_has_its_date(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    clock = library._store.clock
    days = iter(range(1, 20))
    clock._now = lambda: next(days) * 86_400_000
    library.set_bookmark([ONE], True)
    library.set_tag([ONE], "method", True)
    library.add_to_list("thesis", [ONE])
    listed = library.must_have("thesis").papers[0].since
    library.add_to_list("thesis", [TWO], at=0)
    library.move_in_list("thesis", library.entry(ONE.identities).id, 0)
    assert library.must_have("thesis").papers[0].since == listed
    dates = library.dates(library.entry(ONE.identities))
    assert list(dates) == ["bookmark", "tag:method"]
    assert dates["bookmark"] < dates["tag:method"]
    library.set_bookmark([ONE], False)
    assert "bookmark" not in library.dates(library.entry(ONE.identities))


def test_names_that_are_too_long_are_refused(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    for name in ("x" * 201, "  "):
        with pytest.raises(ValueError, match="name"):
            library.set_tag([ONE], name, True)
        with pytest.raises(ValueError, match="name"):
            library.create_list(name)
    with pytest.raises(ValueError, match="reason"):
        library.add_to_list("a", [ONE], "x" * 8_001)
    assert library.lists() == []
    library.decide(ONE, "dropped", "long " * 100)
    assert library.entry(ONE.identities).tags[0].startswith("because long long")


def test_a_link_that_is_taken_back_is_forgotten(places: tuple[Path, Path]) -> None:
    library = Library(*places)
    library.set_rating([ONE], 5)
    library.relink(library.entry(ONE.identities).id, TWO)
    assert library.entry(TWO.identities).rating == 5
    library.undo()
    assert library.entry(TWO.identities).rating == 0


def test_leaving_waits_for_no_other_process_that_folds(places: tuple[Path, Path]) -> None:
    from filelock import FileLock

    library = Library(*places)
    library.hurry(0.01)
    with FileLock(places[1] / "fold.lock"):
        library.set_rating([ONE], 5)
        library.close()
    with FileLock(places[1] / "library.lock"), pytest.raises(OSError, match="holds the lock"):
        library.set_rating([TWO], 4)
    library.poll()
    assert not library.has_unsaved
    assert {one.rating for one in reopened(places).entries()} == {4, 5}


def test_a_note_that_two_machines_wrote_alike_is_told_once(tmp_path: Path) -> None:
    one, two = (Library(tmp_path / "data", tmp_path / name) for name in ("one", "two"))
    for library in (one, two):
        library.set_note(ONE, "the same")
        library.fold()
    one.poll()
    assert one.entry(ONE.identities).note == "the same"


def test_a_journal_of_the_same_inode_is_read_from_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    reader, writer, clock = Journal(path), Journal(path), Clock("a")
    for count in (2, 4):
        cells = [Cell("p-1", f"field{at}", at, clock.tick()) for at in range(count)]
        path.write_bytes(b"")  # as where a file that replaces it gets its inode again
        for cell in cells:
            writer.append([cell])
        assert reader.read_new() == cells

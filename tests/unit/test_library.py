from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tui.library import Entry, Known, Library, MergeDecision, concerns_merges
from tui.library.cells import Cell, Cells, Value
from tui.library.clock import Clock
from tui.library.codec import encode

ONE = Known(("doi:10.1/a", "title:one/guo/2024"), "One", "Daya Guo", 2024)
TWO = Known(("title:two/li/2023",), "Two", "Li", 2023)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "data", tmp_path / "state"


def reopened(places: tuple[Path, Path]) -> Library:
    return Library(*places)


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

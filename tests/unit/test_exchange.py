from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_cli import carrel
from tui.library import Known, Library, exchange

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
    assert "Fire-Flyer" in shown[0]
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

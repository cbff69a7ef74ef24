from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def carrel(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        cwd=ROOT, input=stdin, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_version() -> None:
    from tui import __version__

    assert carrel("--version").stdout == f"carrel {__version__}\n"


def test_check_says_what_was_parsed() -> None:
    done = carrel("check")
    assert (done.returncode, done.stdout) == (0, "")
    assert "29 papers from 42 records, 0 problems" in done.stderr


def test_check_locates_problems_and_exits_1(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("Home\nMenu\nAbstract:We present a thing that works well in many cases.\n")
    done = carrel("check", str(file))
    assert done.returncode == 1
    assert done.stdout.startswith(f"{file}:1: ")
    (record,) = map(json.loads, carrel("check", "--json", str(file)).stdout.splitlines())
    assert (record["file"], record["line"], record["last_line"]) == (str(file), 1, 2)


def test_check_ends_with_a_table_of_problems_by_kind(tmp_path: Path) -> None:
    (tmp_path / "good.bib").write_text("@article{a, title={One}, author={Guo, Daya}}")
    (tmp_path / "torn.bib").write_text("@article{b, title={Two}\n@article{c, title={Three}}")
    (tmp_path / "none.bib").write_text("@article{b}")
    done = carrel("check", *(str(tmp_path / f"{name}.bib") for name in ("good", "torn", "none")))
    table = [line.removeprefix("carrel: ").split() for line in done.stderr.splitlines()]
    assert table[0] == ["source", "format", "records", "unreadable", "review", "altered"]
    assert table[1] == [str(tmp_path / "good.bib"), "bibtex", "1", "0", "0", "0"]
    assert table[2] == [str(tmp_path / "none.bib"), "-", "0", "1", "0", "0"]
    assert table[3][:3] == [str(tmp_path / "torn.bib"), "bibtex", "2"]


@pytest.mark.parametrize("name", ["missing.bib", "empty.bib", "binary.bib", "folder"])
def test_what_cannot_be_read_is_one_clear_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.bib").touch()
    (tmp_path / "binary.bib").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "folder").mkdir()
    done = carrel("check", str(tmp_path / name))
    assert done.returncode == 2
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_export_has_the_documented_fields() -> None:
    first = json.loads(carrel("export", "--format", "jsonl").stdout.splitlines()[0])
    assert set(first) >= set(
        "key title display_title authors authors_complete abstract date year categories venue "
        "keywords affiliations has_code links identifiers sources".split()
    )


def test_export_never_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "out.bib"
    file.write_text("precious")
    done = carrel("export", "--format", "bibtex", "--output", str(file))
    assert done.returncode == 2
    assert file.read_text() == "precious"


def test_jump_in_batches() -> None:
    done = carrel("jump", "--batch", stdin="fire flyer\ndeepseek v2\n")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["query"] == "fire flyer"
    assert first["hits"][0]["key"] == "an2024fireflyer"
    assert set(second) == {"query", "ms", "hits"}
    assert set(second["hits"][0]) == {"key", "title", "score"}


def test_search_tells_errors_and_emptiness_by_exit_code() -> None:
    assert carrel("search", "year:2019").returncode == 0
    assert carrel("search", "nothinglikethis").returncode == 1
    nothing = carrel("search", "federated year:2024")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "without year:2024 there are 6" in nothing.stderr
    assert carrel("search", "federated year:2024", "--quiet").stderr == ""
    wrong = carrel("search", "yeer:2019")
    assert wrong.returncode == 2
    assert "did you mean year:" in wrong.stderr


def test_the_reader_needs_a_terminal() -> None:
    assert carrel().returncode == 2


def test_keys_prints_the_table_of_commands() -> None:
    table = carrel("keys").stdout
    assert "paper.bookmark         b " in table
    assert table.count("# Moving") == table.count("# Finding") == 1
    records = list(map(json.loads, carrel("keys", "--json").stdout.splitlines()))
    assert {"id", "keys", "contexts", "help"} == set(records[0])


def test_config_tells_its_place_its_default_and_what_is_wrong(private_home: Path) -> None:
    file = Path(carrel("config", "path").stdout.strip())
    assert file.is_relative_to(private_home)
    assert "# theme = " in carrel("config", "default").stdout
    assert carrel("config", "check").returncode == 0
    file.parent.mkdir(parents=True)
    file.write_text('[look]\ntheme = 3\n[keys.bind]\n"paper.bookmark" = "j"\n')
    done = carrel("config")
    assert done.returncode == 1
    assert f"{file}:2: look.theme must be" in done.stdout
    assert "claimed by paper.bookmark" in done.stdout
    theme, key = map(json.loads, carrel("config", "--json").stdout.splitlines())
    assert (theme["file"], theme["line"], theme["key"]) == (str(file), 2, "look.theme")
    assert (key["line"], key["key"]) == (None, "keys")


def test_stats_counts() -> None:
    assert "29 papers" in carrel("stats").stdout
    record = json.loads(carrel("stats", "--json", "--query", "year:2024..").stdout)
    assert (record["papers"], record["of"]) == (8, 29)
    assert record["year"] == {"2024": 6, "2025": 2}


def test_search_and_export_know_the_reading_state() -> None:
    first, second = (
        json.loads(line)["key"]
        for line in carrel("search", "--json", "--limit", "2", "year:2025").stdout.splitlines()
    )
    assert carrel("search", "in:thesis").returncode == 1
    assert carrel("lists", "new", "thesis").returncode == 0
    assert carrel("lists", "add", "thesis", second, first).returncode == 0
    found = carrel("search", "in:thesis").stdout.splitlines()
    assert {line.split("\t")[0] for line in found} == {first, second}
    done = carrel("export", "--format", "jsonl", "--list", "thesis")
    assert [json.loads(line)["key"] for line in done.stdout.splitlines()] == [second, first]
    done = carrel("export", "--format", "jsonl", "--query", "in:thesis")
    assert len(done.stdout.splitlines()) == 2
    unknown = carrel("export", "--format", "jsonl", "--list", "nothing")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "there is no list nothing" in unknown.stderr


def test_a_saved_query_is_exported_as_a_list() -> None:
    carrel("lists", "new", "latest", "--query", "year:2025")
    shown = carrel("lists", "show", "latest", "--json").stdout.splitlines()
    assert {json.loads(line)["year"] for line in shown} == {2025}
    done = carrel("export", "--format", "jsonl", "--list", "latest")
    assert [json.loads(line)["year"] for line in done.stdout.splitlines()] == [2025, 2025]


def test_a_saved_query_that_is_none_is_said() -> None:
    assert carrel("lists", "new", "odd", "--query", "year:(").returncode == 0
    done = carrel("export", "--format", "jsonl", "--list", "odd")
    assert done.returncode == 2
    assert "the saved query of odd" in done.stderr
    assert "Traceback" not in done.stderr

"""Citation keys: as one likes them, the same at every start, no two alike."""

from __future__ import annotations

from pathlib import Path

import pytest

import tui
from tests.unit.test_command_line import carrel
from tui.citekeys import citation_key, key_maker
from tui.paper import Author, Date, Paper

PAPER = Paper(title="On the Électric Eel", authors=(Author("Müller", "A."),), date=Date(2024))
TWINS = """
@article{x, title={Deep Trees}, author={Guo, Ann}, year={2024}, abstract={One of them.}}
@article{y, title={Deep Roots}, author={Guo, Bo}, year={2024}, abstract={Another one.}}
"""


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("{author}{year}{word}", "muller2024electric"),
        ("{author}:{year}", "muller:2024"),
        ("{year}-{word}", "2024-electric"),
        ("my {author}", "mymuller"),
        ("x{{{year}", "x{2024"),
    ],
)
def test_keys_follow_the_pattern(pattern: str, key: str) -> None:
    assert key_maker(pattern)(PAPER) == key


@pytest.mark.parametrize("pattern", ["{title}", "{", "{0}", "{author.family}", "{year!q}"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="no pattern"):
        key_maker(pattern)


def test_a_paper_without_anything_has_a_key_too() -> None:
    assert citation_key(Paper()) == "untitled"


def test_papers_of_one_key_are_told_apart_the_same_way_at_every_start(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(TWINS)
    first, second = TWINS.strip().splitlines()
    (tmp_path / "b.bib").write_text(f"{second}\n{first}\n")
    keys = [
        {paper.title: paper.key for paper in tui.open_papers(tmp_path / name)}
        for name in ("a.bib", "b.bib")
    ]
    assert keys[0] == keys[1]
    assert set(keys[0].values()) == {"guo2024deep", "guo2024deepa"}


def test_the_setting_makes_the_keys_of_every_command(private_home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(TWINS)
    source = str(tmp_path / "a.bib")
    assert carrel("search", "trees", source).stdout.startswith("guo2024deep")
    config = private_home / "config" / "carrel"
    config.mkdir()
    (config / "config.toml").write_text('[papers]\ncitation_key = "{author}:{year}"\n')
    keys = {carrel("search", word, source).stdout.split("\t")[0] for word in ("trees", "roots")}
    assert keys == {"guo:2024", "guo:2024a"}
    assert "@article{guo:2024," in carrel("export", "-f", "bibtex", source).stdout
    assert carrel("search", "key:guo:2024a", source).returncode == 0

from __future__ import annotations

import re
import time
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui import places
from tui.corpus import SortField, SortKey
from tui.settings import (
    Highlight,
    Keys,
    List,
    Look,
    Macro,
    Panes,
    Papers,
    Settings,
    default_file,
    load,
    read,
)
from tui.settings.default_file import descriptions


def told(text: str) -> list[str]:
    return [str(problem) for problem in read(text.encode(), "config.toml")[1]]


def chosen(text: str) -> Settings:
    found, problems = read(text.encode(), "config.toml")
    assert not problems
    return found


def test_no_file_sets_nothing() -> None:
    assert load() == (Settings(), [])


def test_the_person_s_file_is_read() -> None:
    places.config().mkdir(parents=True, exist_ok=True)
    (places.config() / "config.toml").write_text("[look]\ntheme = 'nord'\n", encoding="utf-8")
    assert load() == (Settings(look=Look(theme="nord")), [])


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    found, [problem] = load(tmp_path)
    assert found == Settings()
    assert "cannot be read" in str(problem)


def test_everything_can_be_set() -> None:
    found = chosen(
        """
        sources = ["~/papers", "refs.bib"]
        [list]
        sort = ["-date", "title"]
        columns = ["title", "year"]
        row_format = "{year} {{{title}}}"
        [keys]
        preset = "plain"
        bind = {"paper.toggle-read" = "r", "paper.note" = ["e", "g e"], "list.down" = []}
        [papers]
        statuses = ["new", "done"]
        pdfs = ["~/pdf/{arxiv}.pdf"]
        [[highlight]]
        query = "author:guo is:new"
        style = "bold yellow"
        [[macro]]
        name = "Print"
        key = "g x"
        command = ["lp", "-"]
        """
    )
    assert found.sources == (str(Path.home() / "papers"), "refs.bib")
    assert found.list.sort == (SortKey(SortField.DATE, descending=True), SortKey(SortField.TITLE))
    assert found.list.columns == ("title", "year")
    assert found.keys.bind["paper.note"] == ("e", "g e")
    assert found.keys.bind["paper.toggle-read"] == ("r",)
    assert found.keys.bind["list.down"] == ()
    assert found.papers.statuses == ("new", "done")
    assert found.papers.pdfs == (str(Path.home() / "pdf/{arxiv}.pdf"),)
    assert found.highlight == (Highlight("author:guo is:new", "bold yellow"),)
    assert found.macro == (Macro("Print", "g x", ("lp", "-")),)


def test_bindings_may_be_written_as_tables() -> None:
    assert chosen("[keys.bind]\npaper.note = 'e'").keys.bind == {"paper.note": ("e",)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("themes = 1", "config.toml:1: there is no setting themes"),
        ("[look]\n\ntheem = 'x'", "config.toml:3: there is no setting theem in [look]; did you"),
        ("[look]\nascii = 'yes'", "config.toml:2: look.ascii must be true or false; its default"),
        ("[look]\ntext_width = true", "config.toml:2: look.text_width must be a whole number"),
        ("look.text_width = 5", "config.toml:1: look.text_width must be from 20 to 400"),
        ("look = 3", "config.toml:1: look must be a table"),
        ("[list]\nsort = ['-dote']", "config.toml:2: list.sort knows no 'dote'; did you"),
        ("[list]\ncolumns = []", "config.toml:2: list.columns must name at least one"),
        ("[list]\ncolumns = [1]", "must be a text in quotation marks"),
        ("[list]\nrow_format = '{title.x}'", "knows no {title.x}, only {added}"),
        ("[list]\nrow_format = '{title'", "has a brace without its partner"),
        ("[list]\ndensity = 'tight'", "must be 'compact' or 'comfortable'"),
        ("[list]\ndensity = ['tight']", "must be 'compact' or 'comfortable'"),
        ("sources = 'x'", "config.toml:1: sources must be a list of texts"),
        ("[papers]\nstatuses = ['a', 'a']", "config.toml:2: papers.statuses must name 1 to 20"),
        ("[[macro]]\nname='x'\nkey='k'", "config.toml:1: this [[macro]] has no command"),
        ("[[highlight]]\nquery='a'\n[[highlight]]\nquery='('", "config.toml:4: highlight.query is"),
        ("[highlight]\nquery='a'", "must be written as [[highlight]]"),
        ("highlight=[1]", "must be written as [[highlight]]"),
        ("[keys.bind]\nx = 1", "config.toml:2: keys.bind.x must be a list of texts; it"),
        ('look.theme = "a\\u001b[31m"', "holds control characters"),
        ("a = 1\nb =", "config.toml:2: Invalid value; the defaults are used"),
        ("x = '''\n'''", "config.toml:1: texts of several lines are not used here"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(text: str, said: str) -> None:
    assert any(said in problem for problem in told(text)), told(text)


def test_what_is_wrong_leaves_the_rest() -> None:
    found, problems = read(
        b"sources = ['a']\n[look]\ntheme = 1\nascii = true\n[[highlight]]\nquery = '('\n"
        b"[[highlight]]\nquery = 'moe'\n[keys.bind]\na = 'x'\nb = 2\n",
        "config.toml",
    )
    assert found == Settings(
        sources=("a",),
        look=Look(ascii=True),
        highlight=(Highlight("moe"),),
        keys=replace(Keys(), bind={"a": ("x",)}),
    )
    assert [problem.line for problem in problems] == [3, 11, 6]


def test_endless_faults_are_told_in_brief() -> None:
    problems = told("\n".join(f"x{number} = 1" for number in range(20_000)))
    assert len(problems) == 101
    assert "more is wrong" in problems[-1]


@pytest.mark.parametrize(
    "raw",
    [
        b"a." * 100_000 + b"a = 1", b"[" + b"a." * 100_000 + b"a]", b"x = " + b"[" * 200_000,
        b"x = " + b"{a=" * 60_000, b"x" * 300_000, b"x = '" + b"." * 200_000, b"\xff", b"\x00",
        b'"' * 200_000, b'x = "' + b'\\"' * 100_000, b"x = " + b"9" * 200_000, b"'" * 200_001,
        b"{a." * 80_000, b'"a".' * 60_000, b"a .\t" * 60_000, b"x = \"#\"." + b"a." * 100_000,
    ],
    ids=lambda raw: repr(raw[:12]),
)  # fmt: skip
def test_a_hostile_file_is_refused_quickly(raw: bytes) -> None:
    began = time.process_time()
    found, problems = read(raw, "config.toml")
    assert found == Settings()
    assert problems
    assert all(str(problem).isprintable() for problem in problems)
    assert time.process_time() - began < 2


LINES = st.sampled_from(
    ["[look]", "[[macro]]", "theme = 1", "theme = 'x'", "key = 'k'", "[keys.bind]", "a.b = 'x'",
     "sources = []", "[list]", "sort = ['date']", "[[highlight]]", "query = 'a'", "x = {a.b = 1}"]
)  # fmt: skip


@given(st.lists(LINES | st.text(max_size=20), max_size=8).map("\n".join))
@settings(deadline=None)
def test_any_file_gives_settings(text: str) -> None:
    found, problems = read(text.encode(errors="surrogatepass"), "config.toml")
    assert isinstance(found, Settings)
    assert all(problem.reason for problem in problems)


@pytest.mark.parametrize("kind", [Settings, Look, List, Panes, Keys, Papers, Highlight, Macro])
def test_every_setting_is_described(kind: type) -> None:
    assert is_dataclass(kind)
    assert all(descriptions(kind).get(field.name) for field in fields(kind))


def test_the_default_file_sets_nothing_and_shows_every_default() -> None:
    text = default_file()
    assert chosen(text) == Settings()
    for kind in (Look, List, Panes, Keys, Papers, Highlight, Macro):
        assert all(f"# {field.name} = " in text for field in fields(kind))
    assignments = [
        line.removeprefix("# ") if re.match(r"# [a-z_]+ = |\[", line) else ""
        for line in text.partition("# A rule that styles")[0].splitlines()
    ]
    assert chosen("\n".join(assignments)) == Settings()


def test_reading_lists_are_kept_where_the_settings_say(private_home: Path, tmp_path: Path) -> None:
    from tui.cli import run
    from tui.own import own_library

    chosen = tmp_path / "synced"
    (private_home / "config" / "carrel").mkdir()
    (private_home / "config" / "carrel" / "config.toml").write_text(f'library = "{chosen}"\n')
    assert run(["lists", "-q", "new", "thesis"]) == 0
    assert list(chosen.glob("sync/*.toml"))
    assert not (private_home / "data" / "carrel").exists()
    assert [known.name for known in own_library().lists()] == ["thesis"]

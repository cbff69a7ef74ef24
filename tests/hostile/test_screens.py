"""Every payload in every field, at every command: alive, no action run, text shown literally.

The long form is one test a command, so that it can be spread over cores and taken up again:
`CARREL_LONG=1 python -m pytest tests/hostile/test_screens.py -n 2 --timeout 3600`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.content import Content
from textual.widgets import Input, TextArea

from tests.hostile.driving import LONG, calm, focusable, leave, shown_and_harmless, strike
from tests.hostile.payloads import ESCAPES, PAYLOADS, as_jsonl
from tests.hostile.person import write_library, write_problems, write_session, write_settings
from tests.pilot.conftest import Drive, Driven, drive
from tui.keys.commands import COMMANDS, Command
from tui.load import open_corpus
from tui.marks import known

__all__ = ["drive"]

LEAVING = {"app.quit", "move.back"}
"""Commands that may end the application, as they should."""

SLOW = {"app.reload", "list.freeze", "list.sort-list", "list.triage"}
"""Commands that go through the whole corpus; they are given every tenth text."""

TRIED = [command for command in COMMANDS if command.id not in LEAVING]
GROUPS = [[command] for command in TRIED] if LONG else [TRIED[at::4] for at in range(4)]


@pytest.fixture(autouse=True)
def nowhere_to_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No browser, and files are written where they do no harm."""
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(variable, raising=False)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    """Papers and problems in hostile files, and a person who has said hostile things of them."""
    path = tmp_path / "[@click=app.quit]x[" / "[red\x1b]0;owned\x07\udcff\u202e.jsonl"
    path.parent.mkdir()
    path.write_bytes(as_jsonl())
    given = [str(path), str(write_problems(tmp_path, PAYLOADS if LONG else PAYLOADS[::20]))]
    corpus = open_corpus(given)
    count = len(corpus) if LONG else 20
    write_library([known(corpus.paper(number)) for number in range(count)], PAYLOADS[-count:])
    return given


async def give(carrel: Driven, payload: str) -> None:
    """Paste a text wherever one can be typed, and answer with it."""
    focused = carrel.app.focused
    if isinstance(focused, Input | TextArea):
        focused.post_message(events.Paste(payload))
        await carrel.pilot._wait_for_screen()
    shown_and_harmless(carrel)
    strike(carrel, "ctrl+s" if isinstance(focused, TextArea) else "enter")
    await calm(carrel)


async def try_out(carrel: Driven, command: Command, payload: str, pane: int) -> bool:
    """Run a command and answer what it asks; True where it opened something."""
    browse = carrel.browse
    focusable(carrel)[pane].focus()
    await carrel.pilot._wait_for_screen()
    browse.run_by_id(command.id)
    await carrel.pilot._wait_for_screen()
    opened = len(carrel.app.screen_stack) > 1 or isinstance(carrel.app.focused, Input)
    strike(carrel, "j down")
    await calm(carrel)
    await give(carrel, payload)
    shown_and_harmless(carrel)
    await leave(carrel)
    if browse.query_text:
        browse.show_query("")
        await calm(carrel)
    return opened


def payloads_for(command: Command, pane: int, opens: bool) -> list[str]:
    """What a command is tried with: every payload where it opens a screen."""
    step = 10 if command.id in SLOW or not opens else 1
    return PAYLOADS[pane :: step if pane == 0 else 4 * step]


@pytest.mark.parametrize("commands", GROUPS, ids=lambda commands: commands[0].id)
async def test_every_command(drive: Drive, sources: list[str], commands: list[Command]) -> None:
    async with drive(sources, size=(80, 24) if LONG else (120, 40)) as carrel:
        rows = len(carrel.titles())
        for at, command in enumerate(commands):
            first = PAYLOADS[at * 37 % len(PAYLOADS)]
            opens = await try_out(carrel, command, first, 0)
            for pane in range(3 if LONG else 0):
                for number, payload in enumerate(payloads_for(command, pane, opens)):
                    carrel.browse.paper_list.go_to_row((at + number * 7) % rows)
                    await try_out(carrel, command, payload, pane)


async def test_every_paper_is_drawn(drive: Drive, sources: list[str]) -> None:
    async with drive(sources, size=(160, 30)) as carrel:
        browse = carrel.browse
        for row in range(0, len(carrel.titles()), 1 if LONG else 15):
            browse.paper_list.go_to_row(row)
            await carrel.pilot._wait_for_screen()
            shown_and_harmless(carrel)


@pytest.mark.parametrize(
    "payloads", [PAYLOADS[at::30] for at in range(30)] if LONG else [[*PAYLOADS[::80], "\udc80"]],
    ids=lambda payloads: ascii(payloads[0]),
)  # fmt: skip
async def test_a_person_of_hostile_words(
    drive: Drive, sources: list[str], payloads: list[str]
) -> None:
    for payload in payloads:
        write_settings(payload)
        write_session(sources, payload)
        async with drive(sources, size=(110, 30)) as carrel:
            for keys in ("question_mark", "colon", "g t", "R", "H", "slash up up", "f", "z", "g S"):
                strike(carrel, keys)
                await calm(carrel)
                shown_and_harmless(carrel)
                await leave(carrel)


async def test_text_is_shown_literally_and_runs_nothing(drive: Drive, tmp_path: Path) -> None:
    literal = [
        "[@click=app.quit]x[/]",
        "[/]",
        "[bold red]x[/bold red]",
        r"\[b]",
        ":smile: [b",
        "$accent",
    ]
    path = tmp_path / "papers.jsonl"
    path.write_bytes(as_jsonl(literal))
    async with drive([str(path)], size=(200, 40)) as carrel:
        shown = carrel.shown()
        for text in literal[:3]:
            assert text in shown
        places = [(x, y) for x in range(3, 200, 24) for y in range(1, 40, 1 if LONG else 9)]
        for offset in places:
            await carrel.pilot.click(offset=offset)
            shown_and_harmless(carrel)


async def test_titles_of_boxes_and_the_status_line(drive: Drive) -> None:
    from tui.screens.picker import Choice, ListPicker
    from tui.screens.prompt import PromptScreen
    from tui.screens.reports import ReportScreen

    async with drive(size=(80, 24)) as carrel:
        for payload in PAYLOADS if LONG else PAYLOADS[::30]:
            lines = [payload]
            for screen in (
                PromptScreen(payload, payload[:99]),
                ListPicker(payload, [Choice(1, payload, payload)], payload),
                ReportScreen(payload, lambda lines=lines: lines),  # type: ignore[misc]
            ):
                carrel.app.push_screen(screen)
                carrel.browse.say(payload, error=True)
                await calm(carrel)
                # An input line may be given anything by the program; the last filter is for that.
                shown_and_harmless(carrel, dropped=10**9)
                carrel.app.pop_screen()
        await calm(carrel)
        assert carrel.app.is_running


async def test_what_is_left_is_dropped_at_the_terminal(drive: Drive) -> None:
    async with drive(size=(80, 24)) as carrel:
        for payload in ESCAPES if LONG else ESCAPES[::4]:
            carrel.browse.status_bar.render = lambda text=payload: Content(text)  # type: ignore[method-assign, misc]
            carrel.browse.status_bar.refresh()
            await carrel.pilot._wait_for_screen()
            assert "\x1b" not in carrel.shown()
        assert carrel.app.controls.dropped > 0

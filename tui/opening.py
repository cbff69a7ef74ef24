"""Opening things outside the terminal: never through a shell, never what is not plainly safe."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tui import endings

PATIENCE_SECONDS = 2.0
"""How long a program may take to say that it cannot open something."""


def open_address(address: str) -> bool:
    """Open a safe address in the user's browser; False where that could not be done."""
    return _opened(browser(), address)


def open_file(path: Path, command: Sequence[str] = ()) -> bool:
    """Open a file in the user's viewer, or by `command`; False where that could not be done."""
    return _opened(command or desktop_opener(), str(path.absolute()))


def browser() -> list[str]:
    """What opens an address on this desktop; empty where there is none, as over SSH.

    `$BROWSER` is taken at its word, even there.
    """
    import os
    import shlex

    named = os.environ.get("BROWSER", "").split(os.pathsep)[0]
    try:
        return shlex.split(named) or desktop_opener()
    except ValueError:
        return desktop_opener()


def desktop_opener() -> list[str]:
    """The program that opens files and addresses with what the desktop has for them."""
    import os
    import sys

    if "SSH_CONNECTION" in os.environ:
        return []
    if sys.platform == "darwin":
        return ["open"]
    return ["xdg-open"] if {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ) else []


def _opened(command: Sequence[str], target: str) -> bool:
    """Let a program open `target`, without a terminal; False where it soon says that it cannot.

    `%s` among its arguments stands for the target, as in `$BROWSER`.
    """
    import subprocess

    if not command:
        return False
    named = [part.replace("%s", target) for part in command]
    if named == list(command):
        named.append(target)
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell
            named, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        return process.wait(PATIENCE_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False


def editor() -> list[str]:
    """The user's editor with its arguments; empty where none is named."""
    import os
    import shlex

    try:
        return shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    except ValueError:
        return []


_PLUS_LINE = frozenset(
    "vi vim nvim view gvim ex elvis nvi vile nano pico emacs emacsclient micro kak joe jed jove mg "
    "ne mcedit gedit kate".split()
)
_GOTO = frozenset("code code-insiders codium vscodium cursor windsurf".split())
_COLON = frozenset("hx helix subl sublime_text zed".split())


def at_line(command: Sequence[str], path: Path, line: int) -> list[str]:
    """`command`, an editor, asked for a line of a file, as far as the editor knows how."""
    name, file = Path(command[0]).stem, str(path.absolute())
    if line > 0 and name in _PLUS_LINE:
        return [*command, f"+{line}", file]
    if line > 0 and name in _GOTO:
        return [*command, "--goto", f"{file}:{line}"]
    return [*command, f"{file}:{line}" if line > 0 and name in _COLON else file]


def edit_file(path: Path, line: int) -> bool:
    """Let the user edit a file at a line, counted from 1; False where the editor failed."""
    return _has_run(at_line(editor(), path, line))


def edit_text(text: str) -> str | None:
    """Let the user edit `text` in their editor; None where the editor could not be run."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="carrel-") as folder:
        path = Path(folder) / "note.md"
        path.write_text(text, encoding="utf-8")
        if not _has_run([*editor(), str(path)]):
            return None
        try:
            return path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None


def _has_run(command: Sequence[str]) -> bool:
    """Lend the terminal to a program until it ends; False where it failed."""
    import subprocess

    try:
        with (
            subprocess.Popen(command) as process,  # noqa: S603 - no shell
            endings.signals_shared_with(process.pid),
        ):
            return process.wait() == 0
    except OSError:
        return False

"""Opening things outside the terminal: never through a shell, never what is not plainly safe."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit


def is_safe_address(address: str) -> bool:
    """True for http and https with a host, no credentials, spaces or control characters."""
    if not address.isprintable() or " " in address or "\\" in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def open_address(address: str) -> bool:
    """Open a safe address in the user's browser; False where there is no desktop to do so."""
    import os
    import sys
    import webbrowser

    if not is_safe_address(address):
        return False
    remote = "SSH_CONNECTION" in os.environ
    desktop = sys.platform in ("darwin", "win32") or any(
        variable in os.environ for variable in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    return desktop and not remote and webbrowser.open(address)


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
    import subprocess

    command = at_line(editor(), path, line)
    try:
        return subprocess.run(command, check=False).returncode == 0  # noqa: S603 - no shell
    except OSError:
        return False


def edit_text(text: str) -> str | None:
    """Let the user edit `text` in their editor; None where the editor could not be run."""
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory(prefix="carrel-") as folder:
        path = Path(folder) / "note.md"
        path.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*editor(), str(path)], check=True)  # noqa: S603 - no shell
            return path.read_text(encoding="utf-8", errors="replace")
        except (OSError, subprocess.CalledProcessError):
            return None

"""The desktop's clipboard, through the programs that fill it; never through a shell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_PATIENCE_SECONDS = 2.0


def programs() -> Iterator[Sequence[str]]:
    """Commands that take the clipboard's text on standard input, on the desktop that is here.

    None over SSH, where they would fill the clipboard of the other machine.
    """
    import os
    import sys

    if "SSH_CONNECTION" in os.environ:
        return
    if sys.platform == "darwin":
        yield ("pbcopy",)
    if "WAYLAND_DISPLAY" in os.environ:
        yield ("wl-copy",)
    if "DISPLAY" in os.environ:
        yield ("xclip", "-selection", "clipboard")


def fill(text: str) -> str | None:
    """Put `text` on the clipboard; the program that did it, or None where none could."""
    import subprocess

    for command in programs():
        try:
            # These programs stay behind to serve the text, so they must not hold our pipes.
            subprocess.run(  # noqa: S603 - no shell
                command, input=text.encode(), check=True, timeout=_PATIENCE_SECONDS,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            continue
        return command[0]
    return None

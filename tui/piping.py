"""Papers as JSON lines to a program, and what it says; never through a shell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.paper import Paper
from tui.text import sanitise

MAX_BYTES = 1_000_000
"""Most that is read of a program's output; it is stopped there."""

PATIENCE_SECONDS = 60.0
"""How long a program may take."""


def split_command(text: str) -> list[str]:
    """Program and arguments as a shell would split them, but nothing is expanded.

    Raises ValueError where a quotation is not closed.
    """
    import shlex

    return shlex.split(text)


def pipe(
    command: Sequence[str], papers: Iterable[Paper], patience: float = PATIENCE_SECONDS
) -> list[str]:
    """Run `command` with `papers` on its standard input; its output and errors as clean lines.

    A last line tells where it could not be run, failed, or was stopped.
    """
    import subprocess
    import tempfile
    from threading import Event, Timer

    from tui.writers import WRITERS

    late = Event()
    with tempfile.TemporaryFile() as given:
        given.writelines(line.encode() for line in WRITERS["jsonl"].write(papers))
        given.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - no shell
                list(command), stdin=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            return [f"({sanitise(command[0])} could not be run: {error.strerror})"]

        def stop_late() -> None:
            late.set()
            _stop(process.pid)

        timer = Timer(patience, stop_late)
        timer.start()
        with process:
            said = process.stdout.read(MAX_BYTES + 1) if process.stdout else b""
            longer = len(said) > MAX_BYTES
            if longer:
                _stop(process.pid)
        timer.cancel()
    lines = [
        sanitise(line.expandtabs())
        for line in said[:MAX_BYTES].decode("utf-8", "replace").splitlines()
    ]
    if late.is_set():
        lines.append(f"(stopped after {patience:g} seconds)")
    elif longer:
        lines.append(f"(stopped: it said more than {MAX_BYTES:,} bytes)")
    elif process.returncode:
        lines.append(f"(ended with {process.returncode})")
    return lines


def _stop(process: int) -> None:
    """End a program and all it has started."""
    import os
    import signal
    from contextlib import suppress

    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)

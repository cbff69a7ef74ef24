"""The screen as it was left, kept so that the next start over the same sources shows it at once.

Reading it back needs nothing but `os`, because it is done before anything else is imported.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WATCHED = 500
"""Files looked at before an old picture is shown."""

KEPT = 20
"""Pictures kept, for as many sources and sizes."""

_END = b"\x1b[0m\n-- whole --\n"


def load(arguments: Sequence[str], columns: int, lines: int) -> bytes:
    """What was last painted for these arguments at this size; empty where that would mislead.

    It would where a source or the settings have changed since, or the terminal is another.
    """
    try:
        with open(_path(arguments, columns, lines), "rb") as file:  # noqa: PTH123 - see above
            kept = file.read()
    except OSError:
        return b""
    head, _, painted = kept.partition(b"\n\n")
    files = [line.partition(b" ")[::2] for line in head.split(b"\n") if line]
    if not painted.endswith(_END) or any(_stamp(name) != stamp for stamp, name in files):
        return b""
    return painted.removesuffix(_END)


def save(
    arguments: Sequence[str], columns: int, lines: int, files: Iterable[str], painted: str
) -> None:
    """Keep what is painted; `files` are those whose change makes it misleading. Raises OSError."""
    names = [os.fsencode(os.path.abspath(name)) for name in files]  # noqa: PTH100
    head = [_stamp(name) + b" " + name for name in names[:WATCHED] if b"\n" not in name]
    path = _path(arguments, columns, lines)
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
    aside = f"{path}.{os.getpid()}"
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123
        file.write(b"\n".join(head) + b"\n\n" + painted.encode(errors="replace") + _END)
    os.replace(aside, path)  # noqa: PTH105
    with os.scandir(os.path.dirname(path)) as folder:  # noqa: PTH120
        oldest = sorted(folder, key=lambda entry: entry.stat().st_mtime_ns)[:-KEPT]
    for entry in oldest:
        os.unlink(entry)  # noqa: PTH108


def _stamp(name: bytes) -> bytes:
    """Size and time of change of a file; a dash where there is none."""
    try:
        status = os.stat(name)  # noqa: PTH116
    except OSError:
        return b"-"
    return b"%d:%d" % (status.st_size, status.st_mtime_ns)


def _path(arguments: Sequence[str], columns: int, lines: int) -> str:
    """A file for each set of arguments, kind of terminal and size."""
    import zlib

    colours = (os.environ.get(name) for name in ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR"))
    key = repr((os.getcwd(), *arguments, *colours)).encode(errors="replace")  # noqa: PTH109
    name = f"{zlib.crc32(key):08x}{zlib.adler32(key):08x}-{columns}x{lines}"
    return f"{_folder()}/pictures/{name}"


def _folder() -> str:
    """The same as `places.state()`, which takes longer to ask."""
    if "linux" in sys.platform:
        state = os.environ.get("XDG_STATE_HOME", "").strip() or "~/.local/state"
        return os.path.expanduser(state) + "/carrel"  # noqa: PTH111
    from tui import places

    return str(places.state())

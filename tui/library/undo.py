"""What was done, so that it can be undone and redone, across restarts."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from tui.library import files
from tui.library.cells import Value

KEEP = 5_000
"""Steps kept from earlier sessions; within a session all are."""

_AT_ONCE = 500

Edit = tuple[str, str, Value, Value]
"""Object, field, value before, value after."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change as a person sees it."""

    what: str
    """As the status line says it: "Bookmarked 3 papers"."""
    edits: tuple[Edit, ...]
    """The cells it set."""
    id: str = field(default_factory=lambda: secrets.token_hex(5))
    """Tells the steps of several windows apart."""


class History:
    """Two stacks of steps in an append-only file of this machine."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._load()

    def did(self, step: Step) -> None:
        """A change was made; what was undone before it can no longer be redone."""
        self._done.append(step)
        self._undone.clear()
        self._log(_record(step))

    def size(self, steps: int, *, back: bool) -> int:
        """Edits of so many steps to take back now, or to do again."""
        found = self._done if back else self._undone
        return sum(len(step.edits) for step in found[-steps:])

    def undo(self) -> Step | None:
        """The step to take back now, or None."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        self._log({"undo": self._undone[-1].id})
        return self._undone[-1]

    def redo(self) -> Step | None:
        """The step to do again now, or None."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        self._log({"redo": self._done[-1].id})
        return self._done[-1]

    def _log(self, record: dict[str, object]) -> None:
        # Undo is a comfort: where it cannot be kept, this session still has it.
        try:
            files.append(self._path, _line(record))
        except OSError:
            return

    def _load(self) -> None:
        try:
            lines = self._path.read_bytes().splitlines()
        except OSError:
            return
        for line in lines:
            try:
                self._replay(json.loads(line))
            except (ValueError, KeyError, TypeError, StopIteration):
                continue
        if len(lines) > 2 * KEEP:
            self._rewrite()

    def _replay(self, record: dict[str, object]) -> None:
        if "undo" in record:
            _move(str(record["undo"]), self._done, self._undone)
        elif "redo" in record:
            _move(str(record["redo"]), self._undone, self._done)
        else:
            edits = record["edits"]
            if not isinstance(edits, list):
                raise TypeError("edits are a list")
            made = tuple((a, b, c, d) for a, b, c, d in edits)
            self._done.append(Step(str(record["did"]), made, str(record["id"])))
            self._undone.clear()

    def _rewrite(self) -> None:
        self._done = self._done[-KEEP:]
        lines = [json.dumps(_record(step)) for step in self._done]
        try:
            files.replace(self._path, ("\n".join(lines) + "\n").encode())
        except OSError:
            return


def _line(record: dict[str, object]) -> bytes:
    """A large step is written a little at a time, so that other threads never wait long."""
    edits = record.get("edits", ())
    if not isinstance(edits, tuple) or len(edits) <= _AT_ONCE:
        return json.dumps(record).encode() + b"\n"
    head = json.dumps({name: value for name, value in record.items() if name != "edits"})
    starts = range(0, len(edits), _AT_ONCE)
    pieces = (json.dumps(edits[start : start + _AT_ONCE])[1:-1].encode() for start in starts)
    return head[:-1].encode() + b', "edits": [' + b", ".join(pieces) + b"]}\n"


def _record(step: Step) -> dict[str, object]:
    return {"did": step.what, "id": step.id, "edits": step.edits}


def _move(identifier: str, source: list[Step], target: list[Step]) -> None:
    step = next(step for step in reversed(source) if step.id == identifier)
    source.remove(step)
    target.append(step)

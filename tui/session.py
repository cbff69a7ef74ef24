"""Where one was: what the next start over the same sources takes up again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from tui import places
from tui.text import sanitise

T = TypeVar("T")

MAX_BYTES = 64 * 1024
"""Largest session file."""

RECENT = 50
"""Queries remembered."""


@dataclass(frozen=True, slots=True)
class Session:
    """The state of the browse screen; None and empty where it is as configured."""

    query: str = ""
    """The text of the filter."""
    sort: tuple[str, ...] = ()
    """The order, as the settings write it."""
    paper: str = ""
    """Citation key of the paper under the cursor."""
    theme: str = ""
    """Name of the theme."""
    grouping: str | None = None
    """What the list is grouped by."""
    two_lines: bool | None = None
    """Density of the list."""
    wrap: bool | None = None
    """Whether the title under the cursor is shown whole."""
    widths: Mapping[str, int] = field(default_factory=dict)
    """Columns of the panes that were resized, by name."""
    hidden: tuple[str, ...] = ()
    """Names of the panes that are hidden."""
    zoomed: bool = False
    """Whether the paper had the screen for itself."""
    columns: tuple[str, ...] = ()
    """Columns of the list, as the settings write them."""
    recent: tuple[str, ...] = ()
    """Queries that were used, the latest first."""


def load(sources: Sequence[str]) -> Session:
    """The session over `sources`; a fresh one where there is none or it cannot be read."""
    try:
        with _file(sources).open("rb") as stream:
            raw = json.loads(stream.read(MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return Session()
    if not isinstance(raw, dict):
        return Session()
    return Session(
        query=_typed(raw, "query", str, ""),
        sort=_texts(raw, "sort"),
        paper=_typed(raw, "paper", str, ""),
        theme=_typed(raw, "theme", str, ""),
        grouping=_typed(raw, "grouping", str, None),
        wrap=_typed(raw, "wrap", bool, None),
        two_lines=_typed(raw, "two_lines", bool, None),
        widths={sanitise(name): width for name, width in _typed(raw, "widths", dict, {}).items()
                if isinstance(width, int)},
        hidden=_texts(raw, "hidden"),
        zoomed=_typed(raw, "zoomed", bool, False),
        columns=_texts(raw, "columns"),
        recent=_texts(raw, "recent")[:RECENT],
    )  # fmt: skip


def save(sources: Sequence[str], session: Session) -> None:
    """Keep `session` for the next start; raises OSError."""
    from tui.library.files import replace

    kept = json.dumps(asdict(session), ensure_ascii=False)
    replace(_file(sources), kept.encode(errors="replace"))


def _file(sources: Sequence[str]) -> Path:
    absolute = [name if name == "-" else str(Path(name).absolute()) for name in sources]
    name = blake2b("\0".join(absolute).encode(errors="replace"), digest_size=12).hexdigest()
    return places.state() / "sessions" / f"{name}.json"


def _typed(raw: dict[str, Any], name: str, kind: type[T], default: Any) -> Any:
    value = raw.get(name)
    if isinstance(value, kind):
        return sanitise(value) if isinstance(value, str) else value
    return default


def _texts(raw: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(sanitise(text) for text in _typed(raw, name, list, []) if isinstance(text, str))

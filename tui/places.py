"""Where carrel keeps its files; nothing is created by asking."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def seeds() -> Path:
    """The folder of the embedded default corpus: inside a wheel, beside `tui/` in a checkout."""
    packaged = _HERE / "seeds"
    return packaged if packaged.is_dir() else _HERE.parent / "seeds"


def data() -> Path:
    """What the user made: reading lists and per-paper state."""
    from platformdirs import user_data_path

    return user_data_path("carrel", appauthor=False)


def config() -> Path:
    """What the user chose: the folder of `config.toml`."""
    from platformdirs import user_config_path

    return user_config_path("carrel", appauthor=False)


def cache() -> Path:
    """What can be made again: indexes."""
    from platformdirs import user_cache_path

    return user_cache_path("carrel", appauthor=False)


def state() -> Path:
    """What belongs to this machine alone: the journal, sessions, backups, crash reports."""
    from platformdirs import user_state_path

    return user_state_path("carrel", appauthor=False)

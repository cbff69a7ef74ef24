"""Isolation: no test sees or touches what belongs to the person who runs it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long anything takes says more of the machine than of the program.
settings.register_profile("any", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any")

EXPECTED_SEEDS = Path(__file__).parent / "data" / "seeds.jsonl"
"""Every field of all papers of the seeds, checked by hand against the documents."""

PRIVATE = {
    "HOME": "home",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
}


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home for every test, and none of the caller's terminal settings."""
    root = tmp_path_factory.mktemp("person")
    for variable, folder in PRIVATE.items():
        (root / folder).mkdir()
        monkeypatch.setenv(variable, str(root / folder))
    for variable in [name for name in os.environ if name.startswith(("CARREL_", "TEXTUAL"))]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("TERM", "xterm-256color")
    for variable in ("NO_COLOR", "COLORTERM", "EDITOR", "VISUAL"):
        monkeypatch.delenv(variable, raising=False)
    return root


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the seed documents."""
    return Path(__file__).parent.parent / "seeds"

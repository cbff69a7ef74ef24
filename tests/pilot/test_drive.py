from __future__ import annotations

from tests.pilot.drive import drive


def test_keys_in_a_real_terminal_crash_nothing_and_escape_gets_back() -> None:
    assert drive((80, 24), every=25) == []

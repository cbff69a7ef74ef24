"""Nothing grows with keystrokes. The long form, 10,000 keys, is `CARREL_LONG=1`."""

from __future__ import annotations

import asyncio
import gc
import os

import pytest

from tests.hostile.driving import strike
from tests.pilot.conftest import Drive, Driven

ROUND = ("j", "j", "k", "ctrl+d", "G", "k", "ctrl+u", "g", "g", "p", "d", "e", "e", "escape",
         "slash", "g", "r", "escape", "ctrl+f", "H", "L", "enter", "q", "f", "j", "f")  # fmt: skip
"""Moving, jumping, filtering, looking back, reading."""

ROUNDS = 10_000 // len(ROUND) if "CARREL_LONG" in os.environ else 8
ALLOWED = 8_000
"""Objects more or less that are no growth: two overlays that stay would make more, and each of the
rounds between the counts that are compared would leave one at least."""

LOOKS = 3
"""Counts of which the least is told: what is drawn at that moment, and goes, is no growth."""


async def one_round(carrel: Driven) -> int:
    """Live objects after a round, everything drawn and answered."""
    for key in ROUND:
        strike(carrel, key)
        await carrel.pilot._wait_for_screen()
    while any(not worker.is_finished for worker in carrel.app.workers):
        await asyncio.sleep(0)
    await carrel.pilot.pause()
    gc.collect()
    return len(gc.get_objects())


@pytest.mark.timeout(7200 if "CARREL_LONG" in os.environ else 120)
async def test_nothing_grows_with_keystrokes(drive: Drive) -> None:
    async with drive() as carrel:
        counts = [await one_round(carrel) for _ in range(ROUNDS)]
    assert min(counts[-LOOKS:]) < min(counts[1 : 1 + LOOKS]) + ALLOWED

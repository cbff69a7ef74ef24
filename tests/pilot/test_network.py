"""Nothing of the person's leaves the machine."""

from __future__ import annotations

import socket
from typing import NoReturn

import pytest

from tests.pilot.conftest import Drive


async def test_no_network_is_asked_for(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("something wanted to use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    async with drive() as carrel:
        await carrel.press("j", "b", "r", "g", "r", "escape", "z", "z", "slash")
        await carrel.type("deep")
        await carrel.press("enter", "p")
        await carrel.type("fire")
        await carrel.press("enter", "g", "i", "escape", "y", "b", "O", "escape")
        assert carrel.titles()

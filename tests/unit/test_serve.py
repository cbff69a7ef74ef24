from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

pytest.importorskip("textual_serve")

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def address(private_home: Path) -> Iterator[str]:
    server = subprocess.Popen(
        [sys.executable, "-m", "tui", "serve"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert server.stdout is not None
    yield server.stdout.readline().strip()
    server.terminate()
    server.wait(20)
    server.stdout.close()


async def first_frames(address: str) -> bytes:
    from aiohttp import ClientSession, WSMsgType

    shown = b""
    async with ClientSession() as session:
        socket = address.replace("http://", "ws://") + "ws?width=100&height=30"
        async with session.ws_connect(socket) as connection:
            async for message in connection:
                if message.type is WSMsgType.BINARY:
                    shown += message.data
                if b"29 papers" in shown:
                    break
    return shown


def test_the_reader_is_served_on_loopback_under_a_token(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")
    with urlopen(address) as page:
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        assert page.headers["Referrer-Policy"] == "no-referrer"
        token = address.rstrip("/").rpartition("/")[2]
        assert len(token) >= 32
        assert f"/{token}/ws" in page.read().decode()
    for wrong in (address.replace(token, ""), address.replace(token, "ws")):
        with pytest.raises(HTTPError, match="404"):
            urlopen(wrong)
    shown = asyncio.run(asyncio.wait_for(first_frames(address), 60))
    assert b"Fire-Flyer" in shown or b"29 papers" in shown


def test_standard_input_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "serve", "-"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "standard input cannot be served" in done.stderr

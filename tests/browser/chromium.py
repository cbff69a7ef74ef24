"""A real browser without a window, told what to do over its DevTools protocol."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome")
     if (path := shutil.which(name))), None,
)  # fmt: skip
"""Where the browser is, or None."""

PATIENCE = 60
"""Seconds after which what has not come will not come."""

# The page keeps its terminal to itself and paints it; what it shows is asked of the terminal.
_KEEP_TERMINAL = """Object.defineProperty(Object.prototype, 'fitAddon', {
  configurable: true,
  set(addon) {
    window.shown = this;
    Object.defineProperty(this, 'fitAddon', {value: addon, writable: true});
  },
})"""

_ROWS = """(() => {
  if (!window.shown) return '';
  const terminal = window.shown.terminal, rows = [];
  for (let row = 0; row < terminal.rows; row++)
    rows.push(terminal.buffer.active.getLine(row)?.translateToString(true) ?? '');
  return rows.join('\\n');
})()"""


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    """Ask again and again until it is so; raises TimeoutError."""
    async with asyncio.timeout(PATIENCE):
        while not await true():
            await asyncio.sleep(0.05)


class Page:
    """The one page of the browser."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket, self._ids = socket, count(1)

    async def tell(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Do one thing; returns what came of it."""
        number = next(self._ids)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = await self._socket.receive_json()
                if answer.get("id") == number:
                    assert "error" not in answer, answer
                    result: dict[str, Any] = answer["result"]
                    return result

    async def open(self, address: str) -> None:
        """Go to an address."""
        await self.tell("Page.enable")
        await self.tell("Page.addScriptToEvaluateOnNewDocument", source=_KEEP_TERMINAL)
        await self.tell("Page.navigate", url=address)

    async def rows(self) -> str:
        """What the terminal in the page shows."""
        return await self.value(_ROWS)

    async def value(self, expression: str) -> str:
        """What an expression yields in the page."""
        answer = await self.tell("Runtime.evaluate", expression=expression)
        return str(answer["result"].get("value", ""))

    async def shows(self, text: str) -> None:
        """Wait until the terminal shows `text`."""

        async def is_there() -> bool:
            return text in await self.rows()

        await until(is_there)

    async def click(self, x: int, y: int) -> None:
        """Press and release the left button at a place of the page."""
        for kind in ("mousePressed", "mouseReleased"):
            await self.tell("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left",
                            clickCount=1)  # fmt: skip

    async def press(self, key: str) -> None:
        """Press one key that writes a character, as a keyboard does."""
        code = ord(key.upper())
        for kind in ("keyDown", "keyUp"):
            await self.tell(
                "Input.dispatchKeyEvent", type=kind, key=key, text=key if kind == "keyDown" else "",
                windowsVirtualKeyCode=code,
            )  # fmt: skip


@asynccontextmanager
async def browser(home: Path) -> AsyncIterator[Page]:
    """A page of a fresh browser whose files are in `home`."""
    assert CHROMIUM is not None
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--no-first-run", "--window-size=1200,800", "--remote-debugging-port=0",
        f"--user-data-dir={home}", "about:blank",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        told = home / "DevToolsActivePort"

        async def listens() -> bool:
            return told.exists() and len(told.read_text().split()) > 1

        await until(listens)
        port = told.read_text().split()[0]
        async with ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                pages = await answer.json()
            page = next(page for page in pages if page["type"] == "page")
            async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Page(socket)
    finally:
        process.terminate()
        await process.wait()

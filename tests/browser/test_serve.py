"""`carrel serve` in a real browser; skipped where there is no chromium."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

pytest.importorskip("textual_serve")

from tests.browser.chromium import CHROMIUM, Page, browser, until

ROOT = Path(__file__).parent.parent.parent

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium")


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """The address of a server over the seeds."""
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tui", "serve", cwd=ROOT,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert server.stdout is not None
    try:
        yield (await server.stdout.readline()).decode().strip()
    finally:
        server.terminate()
        await server.wait()


async def test_a_browser_shows_the_reader_and_its_keys_work(private_home: Path) -> None:
    async with served() as address, browser(private_home / "chromium") as page:
        await page.open(address)
        await page.shows("29 papers")
        await page.shows("DeepSeek-V3.2")
        await page.shows("1/29")
        await page.click(600, 10)
        await page.press("j")
        await page.shows("2/29")
        await page.press("b")
        await page.shows("Bookmarked")
        await type_filter(page, "fire")
        await page.shows("Fire-Flyer")
        await page.shows("1/1 of 29")


async def type_filter(page: Page, text: str) -> None:
    await page.press("/")
    for letter in text:
        await page.press(letter)


async def test_a_browser_with_a_wrong_token_sees_nothing(private_home: Path) -> None:
    async with served() as address, browser(private_home / "chromium") as page:
        token = address.rstrip("/").rpartition("/")[2]
        for wrong in (address.replace(token, "guess"), address.replace(token + "/", "")):
            await page.open(wrong)

            async def is_refused() -> bool:
                return "404: Not Found" in await page.value("document.body?.innerText ?? ''")

            await until(is_refused)
            assert await page.rows() == ""
            await page.open("about:blank")

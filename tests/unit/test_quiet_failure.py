"""The private parts of Textual that keep local variables off the screen are still there."""

from __future__ import annotations

import inspect

import pytest
from textual.app import App
from textual.worker import Worker

from tui.quiet_failure import QuietFailure


class Failing(QuietFailure):
    def on_mount(self) -> None:
        secret = "a private note"
        raise ValueError(secret)


@pytest.mark.parametrize("name", ["_fatal_error", "panic", "_close_messages_no_wait"])
def test_textual_still_has_what_is_replaced_or_called(name: str) -> None:
    assert callable(getattr(App, name))


def test_textual_still_ends_through_what_is_replaced() -> None:
    ending = inspect.getsource(App._handle_exception)
    assert "self._fatal_error()" in ending
    assert "self.panic(" in ending
    assert "self._exception" in ending
    assert "_handle_exception(" in inspect.getsource(Worker._run)


async def test_an_error_leaves_a_report_and_prints_nothing(
    capfd: pytest.CaptureFixture[str],
) -> None:
    app = Failing()
    with pytest.raises(ValueError, match="private"):
        async with app.run_test():
            pass
    assert app.return_code == 1
    assert app.crash_report is not None
    assert "on_mount" in app.crash_report.read_text()
    assert "private" not in app.crash_report.read_text() + "".join(capfd.readouterr())

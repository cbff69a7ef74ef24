"""An application that ends because of an error without showing what it held.

Textual offers no public way to this: `App.run` returns after it has printed a traceback with the
values of all local variables, among them notes and titles. The two methods that print are replaced
here and nowhere else, and `tests/unit/test_quiet_failure.py` fails where Textual changes them.
"""

from __future__ import annotations

from pathlib import Path

from rich.console import RenderableType
from textual.app import App

from tui import endings, places


class QuietFailure(App[None]):
    """Leaves a report of where in the program an error was raised."""

    crash_report: Path | None = None
    """The report; None where there was no error, or no place to write."""

    def _fatal_error(self) -> None:
        self._return_code = 1
        self.crash_report = endings.report_crash(places.state() / "crashes", self._exception)
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:  # noqa: ARG002
        """End because of an error; what there is to say is in the report."""
        self._fatal_error()

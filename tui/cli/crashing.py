"""Ending because of an error of the program itself, outside the interface."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


def end_quietly(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Say that an error ended carrel and where its report is; for `sys.excepthook`.

    Python's own prints the lines and the message of the error, which may quote what one reads.
    """
    from tui import endings, places
    from tui.cli.narration import complain

    endings.give_terminal_back()
    report = endings.report_crash(places.state() / "crashes", error)
    where = f"; a report without any text of yours: {report}" if report else ""
    complain(f"ended by an error{where}")


def report_strays_quietly() -> None:
    """The same for errors in threads and in objects that go away, which end nothing."""
    from tui import endings, places
    from tui.cli.narration import complain

    def tell(report: Path) -> None:
        complain(f"something failed; a report without any text of yours: {report}")

    endings.report_strays(places.state() / "crashes", tell)

"""Damage to the reading state: what happened, and the newest whole backup offered by one key."""

from __future__ import annotations

from textual.binding import Binding

from tui.library import Rescue
from tui.screens.reports import ReportScreen


class RescueScreen(ReportScreen):
    """Yields True where the backup is to be taken in."""

    BINDINGS = [
        Binding("enter", "restore", show=False, priority=True),
        Binding("escape,q", "leave", show=False),
    ]

    hint = "Enter takes the backup in, Esc leaves it"

    def __init__(self, rescue: Rescue) -> None:
        super().__init__("Your reading state was damaged", lambda: rescue_report(rescue))

    def action_restore(self) -> None:
        """Take the backup in."""
        self.dismiss(True)


def rescue_report(rescue: Rescue) -> list[str]:
    """What happened, what is there, and what the backup would bring."""
    when = rescue.saved.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    lacking = f"{rescue.lacking:,} of the backup's were lost, or had become others"
    return [
        "What happened",
        f"  {rescue.file} does not fit its checksum:",
        "  it was damaged, or changed outside carrel.",
        f"  As it was found it is kept beside it as {rescue.aside}.",
        "",
        "What is left of it",
        f"  {rescue.readable:,} values could be read; {lacking}.",
        f"  {rescue.later:,} are later than the backup, and stay in any case.",
        "",
        "The newest good backup",
        f"  Saved {when}: {rescue.papers:,} papers, {rescue.lists:,} reading lists.",
        "  Enter takes it in: what was lost comes back, what had changed is as it was.",
        "  What you said after that stays.",
    ]

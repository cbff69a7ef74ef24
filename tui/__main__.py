"""`carrel` and `python -m tui`: draw a skeleton at once, then hand over."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    from tui.cli import run
    from tui.cli.crashing import end_quietly

    sys.excepthook = end_quietly
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

"""A process that changes the reading state and says on stdout what is durable.

`python -m tests.durability.writer DATA STATE NAME COUNT [FOLD_EVERY]`: bookmarks COUNT papers
called NAME-0, NAME-1, ... and prints each number once the change has been acknowledged.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tui.library import Known, Library


def main() -> None:
    data, state, name, count = sys.argv[1:5]
    fold_every = int(sys.argv[5]) if len(sys.argv) > 5 else 7
    library = Library(Path(data), Path(state))
    for number in range(int(count)):
        library.set_rating([Known((f"doi:{name}-{number}",), f"Paper {number}")], number % 5 + 1)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        if fold_every and number % fold_every == fold_every - 1:
            library.fold()


if __name__ == "__main__":
    main()

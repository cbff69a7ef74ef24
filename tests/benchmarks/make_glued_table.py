"""Make `tui/readers/listing/glued.table` from public paper metadata.

    CARREL_CORPUS=papers.jsonl.gz python -m tests.benchmarks.make_glued_table

The corpus has one JSON object a line with `title`, `authors` (["Given Family", ...]), `abstract`
and `venue`. The table holds word and letter statistics and the weights of the evidence. Weights
are learned on lines whose venues did not contribute to the statistics they are learned with, so
that they expect as many unknown words as there will be.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.glued_corpus import Choice, Example, Table, choices, examples, fit, make_table
from tui.readers import listing
from tui.readers.listing.lexicon import Lexicon

FOLDS = 4
"""Groups of venues whose statistics are kept from their own lines."""


def venue_groups(papers: Sequence[Example], count: int = FOLDS) -> list[set[str]]:
    """Venues in `count` groups of roughly equal size."""
    sizes: dict[str, int] = {}
    for paper in papers:
        sizes[paper.venue] = sizes.get(paper.venue, 0) + 1
    groups: list[set[str]] = [set() for _ in range(count)]
    for venue in sorted(sizes, key=lambda venue: (-sizes[venue], venue)):
        smallest = min(groups, key=lambda group: sum(sizes[known] for known in group))
        smallest.add(venue)
    return groups


def learn(papers: Sequence[Example]) -> Table:
    """The complete table."""
    data: list[Choice] = []
    for group in venue_groups(papers):
        statistics = Lexicon(make_table([paper for paper in papers if paper.venue not in group]))
        data += choices((paper for paper in papers if paper.venue in group), statistics)
    table = make_table(papers)
    table["weights"] = {key: round(weight, 4) for key, weight in fit(data).items()}
    return table


def main() -> None:
    """Write the table next to the reader that uses it."""
    table = learn(examples())
    text = json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    packed = zlib.compress(text.encode(), level=9)
    path = Path(listing.__file__).with_name("glued.table")
    path.write_bytes(packed)
    print(f"{path.name}: {len(packed):,} bytes, {len(table['weights'])} weights")


if __name__ == "__main__":
    main()

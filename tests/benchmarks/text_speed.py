"""Speed of LaTeX rendering and of search text over real abstracts, as ratios.

    CARREL_CORPUS=papers.jsonl.gz python -m tests.benchmarks.text_speed

The floor is `text.lower().split()` over the same texts in the same run. The last line counts the
texts that keep a backslash: commands of their authors' own.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from collections.abc import Callable, Iterable

from tui.latex import to_unicode
from tui.tokens import search_text


def seconds(work: Callable[[str], object], texts: Iterable[str]) -> float:
    """The better of two runs of `work` over `texts`."""
    runs = []
    for _ in range(2):
        began = time.perf_counter()
        for text in texts:
            work(text)
        runs.append(time.perf_counter() - began)
    return min(runs)


def main() -> int:
    path = os.environ.get("CARREL_CORPUS")
    if not path:
        print("CARREL_CORPUS names no corpus; nothing measured.", file=sys.stderr)
        return 2
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        papers = [json.loads(line) for line in lines]
    texts = [f"{paper['title'] or ''} {paper['abstract'] or ''}" for paper in papers]
    latex = [text for text in texts if "\\" in text or "$" in text]
    groups = {
        "all": texts,
        "plain ASCII": [text for text in texts if text.isascii() and not is_latex(text)],
        "other letters": [text for text in texts if not text.isascii() and not is_latex(text)],
        "LaTeX": latex,
    }
    for name, group in groups.items():
        floor = seconds(lambda text: text.lower().split(), group)
        spent = seconds(search_text, group)
        rate = len(group) / spent
        print(f"search_text, {name}: {spent / floor:.1f} x the floor, {rate:,.0f} papers/s")
    floor = seconds(lambda text: text.lower().split(), latex)
    ours = seconds(to_unicode, latex)
    print(f"to_unicode, LaTeX: {ours / floor:.1f} x the floor")
    left = [text for text in map(to_unicode, latex) if "\\" in text]
    print(f"{len(latex):,} texts with LaTeX, {len(left):,} keep a backslash")
    return 0


def is_latex(text: str) -> bool:
    return "\\" in text or "$" in text


if __name__ == "__main__":
    sys.exit(main())

"""Find papers by a few letters of title, author or short name; typos are welcome.

Examples:
  carrel jump 'vasw17 attn' papers/
  carrel jump --json --limit 3 dsv3
  carrel jump --batch < queries.txt        one JSON object per line of standard input
"""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import narrate, open_or_complain, to_json
from tui.corpus import Corpus, Hit
from tui.titles import display_title


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel jump`."""
    parser.add_argument("words", nargs="*", metavar="TEXT [PATH...]", help="what to look for")
    parser.add_argument("--batch", action="store_true", help="queries on stdin, one a line")
    parser.add_argument("--json", action="store_true", help="one JSON object per paper")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="at most N papers (10)")


def run(arguments: Namespace) -> int:
    """Print the likeliest papers, best first; 1 where there are none."""
    text, paths = ("", arguments.words) if arguments.batch else _split(arguments.words)
    if not arguments.batch and not text:
        narrate("jump needs a TEXT, or --batch with queries on standard input")
        return USAGE
    corpus = open_or_complain(paths)
    if corpus is None:
        return USAGE
    if arguments.batch:
        return _batch(corpus, arguments.limit)
    hits = corpus.jump(text, arguments.limit)
    for hit in hits:
        paper = corpus.paper(hit.number)
        if arguments.json:
            print(to_json(_as_record(corpus, hit) | {"why": hit.why}))
        else:
            print(f"{paper.key}\t{paper.year or ''}\t{display_title(paper)}")
    return DONE if hits else FOUND_PROBLEMS


def _split(words: list[str]) -> tuple[str, list[str]]:
    return (words[0], words[1:]) if words else ("", [])


def _as_record(corpus: Corpus, hit: Hit) -> dict[str, object]:
    paper = corpus.paper(hit.number)
    return {"key": paper.key, "title": display_title(paper), "score": round(hit.score, 3)}


def _batch(corpus: Corpus, limit: int) -> int:
    for line in sys.stdin:
        text = line.rstrip("\n")
        began = time.perf_counter()
        hits = corpus.jump(text, limit)
        elapsed = (time.perf_counter() - began) * 1000
        found = [_as_record(corpus, hit) for hit in hits]
        print(to_json({"query": text, "ms": round(elapsed, 3), "hits": found}), flush=True)
    return DONE

"""Find papers by a few letters of title, author or short name; typos are welcome.

Prints key, year and title between tabs, the likeliest first. --batch reads queries from standard
input, a line each, and prints one JSON object for each: {"query", "ms", "hits": [{"key", "title",
"score"}]}.

Examples:
  carrel jump 'vasw17 attn' papers/
  carrel jump --json --limit 3 dsv3
  carrel jump --batch < queries.txt
"""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import (
    add_json,
    add_limit,
    add_paths,
    complain,
    open_or_complain,
    print_papers,
    tell_if_cut,
    to_json,
)
from tui.corpus import Corpus, Hit
from tui.titles import display_title

_USUAL_LIMIT = 10


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel jump`."""
    parser.add_argument(
        "text", nargs="?", metavar="TEXT", help="what to look for; none with --batch"
    )
    add_paths(parser)
    parser.add_argument("--batch", action="store_true", help="queries on stdin, one a line")
    add_json(parser)
    add_limit(parser, _USUAL_LIMIT, "papers")


def run(arguments: Namespace) -> int:
    """Print the likeliest papers, best first; 1 where there are none."""
    text, paths = arguments.text or "", arguments.paths
    if arguments.batch:
        paths = [text, *paths] if text else paths
        if "-" in paths:
            complain("with --batch standard input holds the queries, so it cannot hold papers")
            return USAGE
    elif not text.strip():
        complain("jump needs a TEXT, or --batch with queries on standard input")
        return USAGE
    corpus = open_or_complain(paths)
    if corpus is None:
        return USAGE
    limit = arguments.limit or len(corpus)
    if arguments.batch:
        return _batch(corpus, limit)
    hits = corpus.jump(text, limit + 1)
    shown = hits[:limit]
    if arguments.json:
        for hit in shown:
            print(to_json(_as_record(hit) | {"why": hit.why}))
    else:
        print_papers((hit.paper for hit in shown), as_json=False)
    if len(hits) > limit:
        tell_if_cut(limit, None)
    return DONE if hits else FOUND_PROBLEMS


def _as_record(hit: Hit) -> dict[str, object]:
    title = display_title(hit.paper)
    return {"key": hit.paper.key, "title": title, "score": round(hit.score, 3)}


def _batch(corpus: Corpus, limit: int) -> int:
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        began = time.perf_counter()
        hits = corpus.jump(text, limit)
        elapsed = (time.perf_counter() - began) * 1000
        found = [_as_record(hit) for hit in hits]
        print(to_json({"query": text, "ms": round(elapsed, 3), "hits": found}), flush=True)
    return DONE

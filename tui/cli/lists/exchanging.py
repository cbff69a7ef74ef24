"""Reading lists and the reading state, out to files and in from them."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import complain, narrate
from tui.cli.lists.papers import opened
from tui.writers import WRITERS

if TYPE_CHECKING:
    from tui.library import Library


def export(library: Library, arguments: Namespace) -> int:
    """Write a list, or everything."""
    from tui.library import exchange

    if arguments.all:
        sys.stdout.write(exchange.to_toml(library))
        return DONE
    if not arguments.name:
        complain("name a list, or give --all")
        return USAGE
    if arguments.format == "toml":
        sys.stdout.write(exchange.list_to_toml(library, arguments.name))
    elif arguments.format == "markdown":
        sys.stdout.write(exchange.list_to_markdown(library, arguments.name))
    else:
        return _export_papers(library, arguments)
    return DONE


def _export_papers(library: Library, arguments: Namespace) -> int:
    """Papers that the corpus does not hold are written as far as the list knows them."""
    from tui.incoming import stand_in

    known = library.must_have(arguments.name)
    corpus = opened(arguments)
    papers = []
    missing = 0
    for listed in known.papers:
        paper = library.entry_by_id(listed.entry_id).known
        number = corpus.find(paper.identities)
        missing += number is None
        papers.append(stand_in(paper) if number is None else corpus.paper(number))
    sys.stdout.writelines(WRITERS[arguments.format].write(papers))
    if missing:
        narrate(f"{missing:,} papers of the list are not in the corpus; only names are known")
        return FOUND_PROBLEMS
    return DONE


def take(library: Library, arguments: Namespace) -> int:
    """Take a file in; 1 where not all of it could be read."""
    from tui.incoming import take_in
    from tui.library import exchange

    path = Path(arguments.file)
    is_state = exchange.is_state(path.read_bytes()[:65_536].decode("utf-8", "replace"))
    corpus = None if is_state else opened(arguments)
    done, problems = take_in(library, path, arguments.list, corpus)
    for problem in problems:
        complain(str(problem))
    narrate(done)
    return FOUND_PROBLEMS if problems else DONE

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

    name = arguments.name
    if bool(name) == arguments.all:
        complain("name a list, or give --all" if not name else f"name {name}, or give --all")
        return USAGE
    if arguments.format == "toml":
        text = exchange.to_toml(library) if arguments.all else exchange.list_to_toml(library, name)
    elif arguments.format == "markdown":
        text = (exchange.to_markdown(library) if arguments.all
                else exchange.list_to_markdown(library, name))  # fmt: skip
    else:
        return _export_papers(library, arguments)
    sys.stdout.write(text)
    return DONE


def _export_papers(library: Library, arguments: Namespace) -> int:
    from tui.incoming import papers_of
    from tui.library import exchange

    if arguments.all:
        entries = exchange.told_entries(library)
    else:
        listed = library.must_have(arguments.name).papers
        entries = [library.entry_by_id(paper.entry_id) for paper in listed]
    papers, missing = papers_of(entries, opened(arguments))
    sys.stdout.writelines(WRITERS[arguments.format].write(papers))
    if missing:
        narrate(f"{missing:,} of the papers are not in the corpus; only names are known")
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

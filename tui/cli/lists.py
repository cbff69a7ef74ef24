"""Reading lists from scripts.

Examples:
  carrel lists                                      every list with its size
  carrel lists new thesis                           a list
  carrel lists new unread --query is:unread         a list that fills itself
  carrel lists add thesis guo2025deepseekr1 liu2024deepseekv3     papers by citation key
  carrel lists show thesis                          its papers, in order
  carrel lists move thesis liu2024deepseekv3 1      to the first place
  carrel lists remove thesis liu2024deepseekv3
  carrel lists export thesis --format markdown      or toml, bibtex, ris, csl-json, csv, jsonl
  carrel lists export --all > state.toml            the whole reading state
  carrel lists import state.toml                    TOML or a Markdown checklist
  carrel lists rename thesis phd/thesis
  carrel lists freeze unread                        a saved query becomes an ordinary list
  carrel lists delete unread                        its papers stay
  carrel lists orphans                              entries whose paper is not in the corpus
  carrel lists undo
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import complain, narrate, open_or_complain, to_json
from tui.writers import WRITERS

if TYPE_CHECKING:
    from tui.corpus import Corpus
    from tui.library import Entry, Known, Library
    from tui.paper import Paper

_TEXTS = ("toml", "markdown")


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel lists`."""
    parser.add_argument(
        "--source", action="append", default=[], metavar="PATH",
        help="where the papers are; may be given several times",
    )  # fmt: skip
    parser.set_defaults(do=_overview)
    commands = parser.add_subparsers(metavar="COMMAND")

    def command(name: str, do: _Action, *arguments: str, what: str) -> ArgumentParser:
        sub = commands.add_parser(name, help=what, description=what)
        for argument in arguments:
            sub.add_argument(argument.rstrip("*"), nargs="+" if argument.endswith("*") else None)
        sub.set_defaults(do=do)
        return sub

    command("show", _show, "name", what="the papers of a list, in order").add_argument(
        "--json", action="store_true", help="one JSON object per paper"
    )
    command("new", _new, "name", what="make a list").add_argument(
        "--query", default="", help="make it a saved query"
    )
    command("add", _add, "name", "keys*", what="put papers on a list").add_argument(
        "--why", default="", help="why they are there"
    )
    command("remove", _remove, "name", "keys*", what="take papers off a list")
    command("move", _move, "name", "key", "place", what="move a paper to a place, from 1")
    command("rename", _rename, "name", "new", what="rename a list and those nested in it")
    command("delete", _delete, "name", what="delete a list; its papers stay")
    command("freeze", _freeze, "name", what="make an ordinary list of a saved query")
    export = command("export", _export, what="write a list, or everything")
    export.add_argument("name", nargs="?")
    export.add_argument("--all", action="store_true", help="the whole reading state, as TOML")
    export.add_argument(
        "--format", "-f", default="toml", metavar="FORMAT",
        choices=tuple(dict.fromkeys((*_TEXTS, *WRITERS))),
        help="toml, markdown or a format of carrel export (toml)",
    )  # fmt: skip
    command("import", _import, "file", what="take in TOML or a Markdown checklist").add_argument(
        "--name", help="name of the list a checklist goes to"
    )
    command("orphans", _orphans, what="entries whose paper is not in the corpus")
    command("undo", _undo, what="take the last change back")


def run(arguments: Namespace) -> int:
    """Do one thing to the lists; 2 where a name or key is unknown or the disk refuses."""
    from tui.marks import own_library

    library = own_library()
    for problem in library.problems:
        complain(problem)
    try:
        code: int = arguments.do(library, arguments)
        library.close()
    except KeyError as error:
        complain(f"there is no list or paper {error.args[0]}")
        return USAGE
    except (ValueError, OSError) as error:
        complain(str(error))
        return USAGE
    return code


_Action = Callable[["Library", Namespace], int]


def _overview(library: Library, arguments: Namespace) -> int:
    for known in library.lists():
        size = f"query: {known.query}" if known.query else f"{len(known.papers):,}"
        print(f"{known.name}\t{size}")
    return DONE if library.lists() else FOUND_PROBLEMS


def _show(library: Library, arguments: Namespace) -> int:
    from tui.identity import identities
    from tui.marks import known as known_paper

    known = library.must_have(arguments.name)
    if known.query:
        for paper in _papers_of_query(library, arguments, known.query):
            if arguments.json:
                print(_as_json(library.entry(identities(paper)), known_paper(paper), ""))
            else:
                print(f"{paper.key}\t{paper.year or ''}\t{_title(paper)}")
        return DONE
    for listed in known.papers:
        entry = library.entry_by_id(listed.entry_id)
        if arguments.json:
            print(_as_json(entry, entry.known, listed.reason))
        else:
            print(f"{entry.known.year or ''}\t{entry.known.author}\t{entry.known.title}")
    return DONE


def _as_json(entry: Entry, paper: Known, why: str) -> str:
    return to_json({
        "names": paper.identities, "title": paper.title, "author": paper.author,
        "year": paper.year, "status": entry.status, "rating": entry.rating, "why": why,
    })  # fmt: skip


def _new(library: Library, arguments: Namespace) -> int:
    narrate(library.create_list(arguments.name, arguments.query))
    return DONE


def _add(library: Library, arguments: Namespace) -> int:
    from tui.marks import known

    corpus = _corpus(arguments)
    papers = [known(corpus.paper(_number(corpus, key))) for key in arguments.keys]
    narrate(library.add_to_list(arguments.name, papers, arguments.why))
    return DONE


def _remove(library: Library, arguments: Namespace) -> int:
    corpus = _corpus(arguments)
    entries = [_entry_of(library, corpus, key) for key in arguments.keys]
    narrate(library.remove_from_list(arguments.name, entries))
    return DONE


def _move(library: Library, arguments: Namespace) -> int:
    if not arguments.place.isdecimal():
        raise ValueError(f"{arguments.place} is no place; places are numbers from 1")
    entry = _entry_of(library, _corpus(arguments), arguments.key)
    if entry not in {listed.entry_id for listed in library.must_have(arguments.name).papers}:
        raise ValueError(f"{arguments.key} is not on the list {arguments.name}")
    narrate(library.move_in_list(arguments.name, entry, int(arguments.place) - 1))
    return DONE


def _rename(library: Library, arguments: Namespace) -> int:
    narrate(library.rename_list(arguments.name, arguments.new))
    return DONE


def _delete(library: Library, arguments: Namespace) -> int:
    narrate(library.delete_list(arguments.name))
    return DONE


def _freeze(library: Library, arguments: Namespace) -> int:
    from tui.marks import known

    query = library.must_have(arguments.name).query
    papers = [known(paper) for paper in _papers_of_query(library, arguments, query)]
    narrate(library.freeze_list(arguments.name, papers))
    return DONE


def _export(library: Library, arguments: Namespace) -> int:
    from tui.library import exchange

    if arguments.all:
        sys.stdout.write(exchange.to_toml(library))
        return DONE
    if not arguments.name:
        complain("name a list, or give --all")
        return USAGE
    if arguments.format in _TEXTS:
        write = exchange.list_to_toml if arguments.format == "toml" else exchange.list_to_markdown
        sys.stdout.write(write(library, arguments.name))
        return DONE
    return _export_papers(library, arguments)


def _export_papers(library: Library, arguments: Namespace) -> int:
    from tui.marks import JoinedMarks

    known = library.must_have(arguments.name)
    corpus = _corpus(arguments)
    numbers = JoinedMarks(corpus, library).numbers_on_list(known.name)
    papers = (corpus.paper(number) for number in numbers)
    sys.stdout.writelines(WRITERS[arguments.format].write(papers))
    if missing := len(known.papers) - len(numbers):
        narrate(f"{missing:,} papers of the list are not in the corpus")
        return FOUND_PROBLEMS
    return DONE


def _import(library: Library, arguments: Namespace) -> int:
    from tui.library import exchange

    text = Path(arguments.file).read_text("utf-8", "replace")
    if Path(arguments.file).suffix == ".toml":
        narrate(exchange.from_toml(library, text))
    else:
        narrate(exchange.from_markdown(library, text, arguments.name))
    return DONE


def _orphans(library: Library, arguments: Namespace) -> int:
    from tui.marks import JoinedMarks

    corpus = _corpus(arguments)
    marks = JoinedMarks(corpus, library)
    orphans = marks.orphans()
    for entry in orphans:
        print(f"{entry.known.title}\t{entry.known.author}\t{entry.known.year or ''}")
        for number in marks.candidates(entry):
            paper = corpus.paper(number)
            print(f"\tperhaps {paper.key}\t{_title(paper)}")
    return FOUND_PROBLEMS if orphans else DONE


def _undo(library: Library, arguments: Namespace) -> int:
    undone = library.undo()
    narrate(f"undone: {undone}" if undone else "there is nothing to undo")
    return DONE if undone else FOUND_PROBLEMS


def _corpus(arguments: Namespace) -> Corpus:
    corpus = open_or_complain(arguments.source)
    if corpus is None:
        raise ValueError("there are no papers to choose from")
    return corpus


def _number(corpus: Corpus, key: str) -> int:
    number = corpus.number_of_key(key)
    if number is None:
        raise KeyError(key)
    return number


def _entry_of(library: Library, corpus: Corpus, key: str) -> str:
    from tui.identity import identities

    return library.entry(identities(corpus.paper(_number(corpus, key)))).id


def _papers_of_query(library: Library, arguments: Namespace, query: str) -> list[Paper]:
    from tui.marks import JoinedMarks
    from tui.query import parse

    corpus = _corpus(arguments)
    view = corpus.where(parse(query, None), JoinedMarks(corpus, library))
    return [corpus.paper(number) for number in view.numbers()]


def _title(paper: Paper) -> str:
    from tui.titles import display_title

    return display_title(paper)

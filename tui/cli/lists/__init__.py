"""Reading lists, and everything else you can say of papers, from scripts.

Papers are named by citation key; - reads keys from standard input, the first word of each line.

Examples:
  carrel lists                                      every list with its size
  carrel lists new thesis                           a list
  carrel lists new unread --query is:unread         a list that fills itself
  carrel lists add thesis guo2025deepseekr1 liu2024deepseekv3 --why "the baseline"
  carrel search federated | carrel lists add thesis --at 1 -      what a search finds
  carrel lists show thesis                          its papers, in order
  carrel lists show thesis | carrel lists tag thesis -      the same papers tagged
  carrel lists move thesis liu2024deepseekv3 1      to the first place; up, down: by one
  carrel lists sort thesis --by=-date,title
  carrel lists why thesis guo2025deepseekr1 "read this first"
  carrel lists remove thesis liu2024deepseekv3
  carrel lists bookmark guo2025deepseekr1           --off drops it again
  carrel lists status read guo2025deepseekr1 liu2024deepseekv3
  carrel lists rate 5 guo2025deepseekr1             0 takes the rating back
  carrel lists tag method guo2025deepseekr1         untag takes it off
  carrel lists note guo2025deepseekr1 "compare with o1"
  carrel lists said guo2025deepseekr1               all you said of papers, and when
  carrel lists export thesis --format markdown > thesis.md
  carrel lists export --all > state.toml            the whole reading state
  carrel lists export --all -f bibtex               every paper of which anything was said
  carrel lists import state.toml
  carrel lists import thesis.md --list again        TOML, a checklist, BibTeX, RIS, CSL-JSON, CSV
  carrel lists rename thesis phd/thesis
  carrel lists freeze unread                        a saved query becomes an ordinary list
  carrel lists delete unread                        its papers stay
  carrel lists orphans                              entries whose paper is not in the corpus
  carrel lists undo
  carrel lists redo
"""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace

from tui.cli import USAGE
from tui.cli.common import add_json, complain
from tui.cli.lists import exchanging, listing, orphans, saying
from tui.cli.lists.papers import Action
from tui.writers import WRITERS

_TEXTS = ("toml", "markdown")


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel lists`."""
    parser.add_argument(
        "--source", action="append", default=[], metavar="PATH",
        help="where the papers are; may be given several times",
    )  # fmt: skip
    add_json(parser, "one JSON object a line")
    parser.set_defaults(do=listing.overview)
    commands = parser.add_subparsers(metavar="COMMAND")

    def command(
        name: str, do: Action, *arguments: str, what: str, json: bool = False
    ) -> ArgumentParser:
        sub = commands.add_parser(name, help=what, description=what)
        for argument in arguments:
            many = "+" if argument.endswith("*") else "?" if argument.endswith("?") else None
            sub.add_argument(argument.rstrip("*?"), nargs=many)
        if json:
            # Given before the command it counts as well.
            sub.add_argument("--json", action="store_true", default=SUPPRESS,
                             help="one JSON object a line")  # fmt: skip
        sub.set_defaults(do=do)
        return sub

    command("show", listing.show, "name", what="the papers of a list, in order", json=True)
    command("new", listing.new, "name", what="make a list").add_argument(
        "--query", default="", help="make it a saved query"
    )
    add = command("add", listing.add, "name", "keys*", what="put papers on a list")
    add.add_argument("--why", default="", help="why they are there")
    add.add_argument("--at", type=listing.place, metavar="N", help="the place of the first, from 1")
    command("remove", listing.remove, "name", "keys*", what="take papers off a list")
    command(
        "move",
        listing.move,
        "name",
        "key",
        "place",
        what="move a paper to a place, from 1, or up or down",
    )
    command("sort", listing.sort, "name", what="give a list another order").add_argument(
        "--by", default="-date", metavar="FIELDS",
        help="as list.sort in the configuration, with commas: -date,title (-date)",
    )  # fmt: skip
    command("why", listing.why, "name", "key", "reason?", what="say why a paper is on a list")
    command("rename", listing.rename, "name", "new", what="rename a list and those nested in it")
    command("delete", listing.delete, "name", what="delete a list; its papers stay")
    command("freeze", listing.freeze, "name", what="make an ordinary list of a saved query")

    bookmark = command("bookmark", saying.bookmark, "keys*", what="bookmark papers")
    bookmark.add_argument("--off", action="store_true", help="drop the bookmarks")
    command("status", saying.status, "status", "keys*", what="give papers a reading status")
    command("rate", saying.rate, "rating", "keys*", what="rate papers from 1 to 5; 0 takes it back")
    command("tag", saying.tag, "tag", "keys*", what="tag papers")
    command("untag", saying.untag, "tag", "keys*", what="take a tag off papers")
    command("note", saying.note, "key", "text?",
            what="write the note of a paper, - from standard input, or print it")  # fmt: skip
    command("said", saying.said, "keys*", what="all that was said of papers, and when", json=True)

    export = command("export", exchanging.export, what="write a list, or everything")
    export.add_argument("name", nargs="?")
    export.add_argument("--all", action="store_true",
                        help="the whole reading state as TOML; as markdown all lists, in other "
                             "formats all papers of which anything was said")  # fmt: skip
    export.add_argument(
        "--format", "-f", default="toml", metavar="FORMAT",
        choices=tuple(dict.fromkeys((*_TEXTS, *WRITERS))),
        help="toml, markdown or a format of carrel export (toml)",
    )  # fmt: skip
    taking = command("import", exchanging.take, "file",
                     what="take in a state, a list, a checklist or a file of papers")  # fmt: skip
    taking.add_argument("--list", "--name", help="name of the list that the papers go to")
    command("orphans", orphans.show, what="entries whose paper is not in the corpus", json=True)
    command("relink", orphans.relink, "entry", "key", what="give an orphan to a paper")
    command("undo", listing.undo, what="take the last change back")
    command("redo", listing.redo, what="do it again after all")


def run(arguments: Namespace) -> int:
    """Do one thing to the reading state; 2 where a name is unknown or the disk refuses."""
    from tui.own import own_library

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

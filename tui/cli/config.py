"""The settings: where they are, what can be set, what is wrong with yours.

Examples:
  carrel config path
  carrel config default > "$(carrel config path)"
  carrel config check
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from tui import places
from tui.cli import DONE, FOUND_PROBLEMS
from tui.cli.common import add_json, narrate, to_json
from tui.text import on_one_line


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel config`."""
    parser.add_argument(
        "what", nargs="?", choices=("path", "default", "check"), default="check", metavar="WHAT",
        help="path: where the file is; default: a commented file that sets nothing; "
        "check: what is wrong with yours",
    )  # fmt: skip
    add_json(parser, "one JSON object per problem")


def run(arguments: Namespace) -> int:
    """Print what was asked for; 1 where something is wrong."""
    from tui.keys import configured
    from tui.settings import SettingProblem, default_file, load

    file = places.config() / "config.toml"
    if arguments.what == "path":
        print(file)
        return DONE
    if arguments.what == "default":
        print(default_file(), end="")
        return DONE
    settings, problems = load(file)
    refused = configured(settings.keys, settings.macros)[1]
    wrong = [*problems, *(SettingProblem(str(file), None, "keys", told) for told in refused)]
    for problem in wrong:
        print(to_json(asdict(problem)) if arguments.json else on_one_line(str(problem)))
    if not wrong:
        narrate(f"{file} is {'in order' if file.exists() else 'not there; all is as usual'}")
    return FOUND_PROBLEMS if wrong else DONE

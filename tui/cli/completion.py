"""Print a script that completes commands, options, formats, fields and your reading lists.

bash: put it into ~/.local/share/bash-completion/completions/carrel; zsh: as _carrel into a folder
of $fpath; fish: into ~/.config/fish/completions/carrel.fish.

Examples:
  carrel completion bash > ~/.local/share/bash-completion/completions/carrel
  carrel completion zsh > ~/.zfunc/_carrel
  carrel completion fish > ~/.config/fish/completions/carrel.fish
  source <(carrel completion bash)              for this shell alone
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from tui.cli import DONE
from tui.cli.outline import outlines
from tui.cli.shells import SHELLS


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel completion`."""
    parser.add_argument("shell", choices=tuple(SHELLS), metavar="SHELL", help=", ".join(SHELLS))


def run(arguments: Namespace) -> int:
    """Print the script."""
    sys.stdout.write(SHELLS[arguments.shell](outlines()))
    return DONE

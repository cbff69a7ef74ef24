"""A folder that holds what the examples of the documentation name, and a shell in it."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
_BIB = "@article{a, title={Sparse Attention}, author={Guo, Daya}, year={2024}}\n"
_LINE = b'{"title": "Sparse Attention", "authors": ["Daya Guo"], "year": 2024}\n'
_PROGRAMS = {"carrel": f'exec "{sys.executable}" -m tui "$@"', "jq": "cat", "pbpaste": "true"}


def set_up(folder: Path) -> Path:
    """Fill `folder` and return it."""
    (folder / "bin").mkdir()
    for name, program in _PROGRAMS.items():
        file = folder / "bin" / name
        file.write_text(f'#!/bin/sh\nexport PYTHONPATH="{ROOT}"\n{program}\n')
        file.chmod(0o755)
    (folder / "library.bib").write_text(_BIB)
    for name in ("papers", "notes", "dumps"):
        (folder / name).mkdir()
        (folder / name / "some.bib").write_text(_BIB)
    for name in ("dump", "arxiv"):
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(_LINE))
    (folder / "queries.txt").write_text("attention\n")
    run(folder, 'mkdir -p "$(dirname "$(carrel config path)")" && carrel lists new thesis')
    return folder


def run(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in `folder`."""
    return subprocess.run(
        ["bash", "-c", line], cwd=folder, capture_output=True, text=True, timeout=60,
        env=os.environ | {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}"},
    )  # fmt: skip


def assert_runs(folder: Path, line: str) -> None:
    """A documented line does what is documented: done, or nothing found, and no complaint."""
    done = run(folder, line)
    assert done.returncode in (0, 1), (line, done.stderr)
    assert not re.search("usage:|Traceback|command not found", done.stderr), (line, done.stderr)


def shell_lines(markdown: str) -> Iterator[str]:
    """The lines of the shell examples in `markdown` that run carrel, without their comments."""
    for block in re.findall(r"```sh\n(.*?)```", markdown, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("carrel"):
                yield re.sub(r"\s{2,}#.*", "", line)

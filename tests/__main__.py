"""All checks in the order in which they fail fastest: `python -m tests`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent
GATES = (
    ("format", [TOOLS / "ruff", "format", "--check", "."]),
    ("lint", [TOOLS / "ruff", "check", "."]),
    ("types", [sys.executable, "-m", "mypy"]),
    ("layers", [TOOLS / "lint-imports"]),
    ("tests", [sys.executable, "-m", "pytest", "-n", "auto", *sys.argv[1:]]),
)


def main() -> int:
    """Run every gate; stop at the first that fails and return its exit code."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for name, command in GATES:
        print(f"\n── {name} " + "─" * (70 - len(name)), flush=True)
        began = time.monotonic()
        code = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment).returncode
        print(f"{name}: {'passed' if code == 0 else 'FAILED'}, {time.monotonic() - began:.1f} s")
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Documents changed by a fuzzer that sees which code they reach; the promises are those of `fuzz`.

    pip install atheris
    python -m tests.hostile.guided CASE [-runs=100000] [OTHER OPTION OF LIBFUZZER...]

CASE is one of `tests.samples`. A document that breaks a promise ends the run, and is left in a file
whose name is told. Atheris is no dependency: it is there for Linux and some versions of Python.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path


def main(case: str, options: list[str]) -> None:
    """Fuzz until libFuzzer has done what its options say; it ends the program itself."""
    atheris = import_module("atheris")
    # What is instrumented must not have been imported before.
    with atheris.instrument_imports(include=["tui"], enable_loader_override=False):
        fuzz = import_module("tests.hostile.fuzz")

    def keeps_its_promises(data: bytes) -> None:
        broken = fuzz.broken_promise(case, data)
        if broken:
            raise AssertionError(broken)

    with tempfile.TemporaryDirectory() as corpus:
        # The lines around the records of other samples would be taken for lost ones.
        Path(corpus, "sample").write_bytes(fuzz.SAMPLES[case][1])
        longest = f"-max_len={fuzz.LONGEST}"
        atheris.Setup([sys.argv[0], corpus, longest, *options], keeps_its_promises)
        atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])

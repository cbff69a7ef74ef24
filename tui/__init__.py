"""carrel: a terminal reader for research papers, and a few functions for programs.

>>> import tui
>>> papers = tui.open_papers()

`tui.api` says what can be done with them. What is not named here may change at any time.
"""

# Importing `typing` would take as long as starting the interpreter does.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from tui.api import (
        Author,
        Date,
        Identifier,
        LoadError,
        Paper,
        Papers,
        Problem,
        QueryError,
        Source,
        open_papers,
    )

__version__ = "0.1.0"

__all__ = [
    "Author",
    "Date",
    "Identifier",
    "LoadError",
    "Paper",
    "Papers",
    "Problem",
    "QueryError",
    "Source",
    "__version__",
    "open_papers",
]


def __getattr__(name: str) -> object:
    # The program imports this package too, and draws its first frame before it needs an engine.
    if name not in __all__:
        raise AttributeError(f"module 'tui' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("tui.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

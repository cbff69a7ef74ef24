"""Where source code may reach the network, a shell, or run what it has read.

Modules are known by a table: one that nobody has looked at is told. So are calls of the system
that `SYSTEM` does not name, and whatever executes text, by whatever name it goes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.hostile.markup_lint import name_of

MODULES = set(
    """__future__ argparse array ast asyncio bisect bz2 codecs collections collections.abc
    contextlib contextvars csv dataclasses datetime email.utils enum functools gc glob gzip hashlib
    heapq html importlib importlib.metadata importlib.resources inspect io itertools json locale
    lzma math mmap operator os pathlib platform re secrets select shlex shutil signal sqlite3 stat
    string struct subprocess sys tempfile termios textwrap threading time tomllib traceback tty
    types typing unicodedata urllib.parse weakref xml.etree.ElementTree xml.parsers zipfile zlib
    bibtexparser.middlewares.names charset_normalizer filelock numpy numpy.typing orjson
    platformdirs rapidfuzz rapidfuzz.distance rapidfuzz.fuzz rapidfuzz.process tomli_w yaml
    zstandard""".split()
)
"""Modules that may be imported anywhere; the markup lint knows those of Textual and Rich."""
OF_ONE = {
    "cli/serve.py": {"socket", "aiohttp", "textual_serve.server"},
    "index/memory_use.py": {"ctypes"},
}
"""Modules that one module may import: what is about the network runs only when asked by name."""
SYSTEM = set(
    """DirEntry O_APPEND O_CREAT O_EXCL O_RDONLY O_RDWR O_TRUNC O_WRONLY PathLike _exit close
    devnull dup2 environ fchmod fdopen fsencode fspath fstat fsync ftruncate get_terminal_size
    getcwd getpid kill killpg link lstat makedirs open path pathsep pread read replace scandir stat
    stat_result unlink walk write""".split()
)
"""What may be used of `os`: nothing that runs a program."""
EXECUTING = {
    "eval", "exec", "compile", "__import__", "__builtins__", "breakpoint", "input", "builtins",
}  # fmt: skip
CALLS = {
    "system", "popen", "unsafe_load", "full_load", "getoutput", "getstatusoutput", "fork",
    "create_subprocess_shell", "create_subprocess_exec", "open_connection", "create_connection",
    "start_server", "create_server", "spec_from_file_location", "read_pickle",
}  # fmt: skip
LOADERS = {"Loader", "FullLoader", "UnsafeLoader"}
SHELLS = {"sh", "bash", "zsh", "cmd", "cmd.exe", "powershell", "-c", "/bin/sh", "/bin/bash", "/c"}


def dangers(tree: ast.AST, name: str = "") -> Iterator[str]:
    """What the module `name` holds that nobody has allowed it, with its line."""
    for node in ast.walk(tree):
        for told in _danger(node, MODULES | OF_ONE.get(name, set())):
            yield f"{getattr(node, 'lineno', 0)}: {told}"


def _danger(node: ast.AST, modules: set[str]) -> Iterator[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from _imports(node, modules)
    elif isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.Name):
        if node.id in EXECUTING:
            yield node.id
    elif isinstance(node, ast.Attribute):
        owner = name_of(node.value)
        is_system = owner == "os" and node.attr not in SYSTEM
        if is_system or node.attr in CALLS | LOADERS | {"__import__", "__builtins__"}:
            yield f"{owner}.{node.attr}"


def _imports(node: ast.Import | ast.ImportFrom, modules: set[str]) -> Iterator[str]:
    for one in node.names:
        module = one.name if isinstance(node, ast.Import) else node.module or ""
        top = module.split(".")[0]
        if top in ("tui", "textual", "rich") and not isinstance(node, ast.Import):
            continue
        is_system = isinstance(node, ast.ImportFrom) and module == "os" and one.name not in SYSTEM
        is_renamed = top in ("os", "subprocess", "importlib") and one.asname
        if module not in modules or is_system or is_renamed or one.name in CALLS | EXECUTING:
            yield f"import {module} {one.name}"


def _call(node: ast.Call) -> Iterator[str]:
    name = name_of(node.func)
    if name == "import_module" and not (node.args and _is_of_carrel(node.args[0])):
        yield f"{name}()"
    if name == "getattr" and node.args and name_of(node.args[0]) in ("os", "subprocess", "np"):
        asked = node.args[1]
        if not (isinstance(asked, ast.Constant) and str(asked.value).startswith("O_")):
            yield ast.unparse(node)
    if name in ("run", "Popen"):
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and part.value in SHELLS:
                yield f"{name}({part.value!r})"
    if name == "load" and name_of(getattr(node.func, "value", node)) in ("np", "numpy"):
        is_off = any(one.arg == "allow_pickle" for one in node.keywords)
        if not is_off:
            yield "np.load()"
    for keyword in node.keywords:
        is_off = isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        if keyword.arg in ("shell", "allow_pickle") and not is_off:
            yield f"{keyword.arg}="


def _is_of_carrel(name: ast.expr) -> bool:
    """True for the name of a module of this program, perhaps made up of parts."""
    first = name.values[0] if isinstance(name, ast.JoinedStr) else name
    return isinstance(first, ast.Constant) and str(first.value).startswith("tui.")

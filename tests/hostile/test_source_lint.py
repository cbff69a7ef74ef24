"""What the source code must not hold, whatever it does with it."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "tui"
SOURCES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
MARKUP_PARSERS = {
    "from_markup", "from_text", "notify", "render_markup", "render_str", "run_action", "markup",
    "fromstring",
}  # fmt: skip
MARKUP_WIDGETS = {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "Collapsible", "Markdown", "Link",
    "Option", "Selection", "TabPane", "Toast", "Tooltip",
}  # fmt: skip
MARKUP_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "label", "sub_title"}
HARMLESS_KEYWORDS = {"id", "classes", "name", "disabled", "expand", "shrink", "layout", "variant"}
DRAWN_WITH = {
    "textual.app": {"App", "ComposeResult"}, "textual.widgets": {"Input", "Static", "TextArea"},
    "rich.console": {"RenderableType"}, "textual.content": {"Content"},
    "textual.screen": {"ModalScreen", "Screen"}, "textual.widget": {"Widget"},
    "rich.segment": {"Segment"}, "rich.style": {"Style"}, "rich.errors": {"StyleSyntaxError"},
    "rich.cells": {"cell_len", "chop_cells", "set_cell_size"},
}  # fmt: skip
"""What may be imported from the modules that have things that parse markup, and from all of rich.

Tables, trees, option lists, selects, the command palette and rich's own console do.
"""
ENDED_WITH = {"return_code", "result"}
WITH_MARKUP = {"textual.command", "textual.markup", "textual.suggester", "textual.widgets"}
NETWORK = {
    "socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "aiohttp",
    "urllib3", "xmlrpc", "asyncio.streams",
}  # fmt: skip
ASKED = {"cli/serve.py"}
"""Modules that are about the network, and run only when they are asked to by name."""
EXECUTING = {"pickle", "cPickle", "cloudpickle", "joblib", "dill", "shelve", "marshal", "code",
             "codeop"}  # fmt: skip
EXECUTING_CALLS = {
    "system", "popen", "unsafe_load", "full_load", "getoutput", "getstatusoutput",
    "create_subprocess_shell", "open_connection", "create_connection", "start_server",
    "create_server", "__import__",
}  # fmt: skip
UNSAFE_LOADERS = {"Loader", "FullLoader", "UnsafeLoader"}


def name_of(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def is_plain(node: ast.AST) -> bool:
    """A literal without brackets, a call of `plain`, or a choice between such."""
    if isinstance(node, ast.Constant):
        return not isinstance(node.value, str) or "[" not in node.value
    if isinstance(node, ast.IfExp):
        return is_plain(node.body) and is_plain(node.orelse)
    return isinstance(node, ast.Call) and name_of(node.func) == "plain"


def markup_uses(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        for told in markup_use(node):
            yield f"{getattr(node, 'lineno', 0)}: {told}"


def markup_use(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        yield from markup_call(node)
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from (f"import {name}" for name in unknown_imports(node))
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if node.value and not is_plain(node.value):
            names = {target.attr for target in targets if isinstance(target, ast.Attribute)}
            yield from (f"{name} = text" for name in names & MARKUP_ATTRIBUTES)
    elif isinstance(node, ast.FunctionDef) and node.name == "render" and may_be_text(node):
        yield "render() may return markup"


def markup_call(node: ast.Call) -> Iterator[str]:
    name = name_of(node.func)
    named = {keyword.arg: keyword.value for keyword in node.keywords}
    if name in MARKUP_PARSERS and isinstance(node.func, ast.Attribute):
        yield f"{name}()"
    if name in MARKUP_WIDGETS or name == "update":
        given = [*node.args, *(named[key] for key in named.keys() - HARMLESS_KEYWORDS)]
        yield from (f"{name}(text)" for one in given if not is_plain(one))
    if name == "Content":
        yield "Content(); plain() is for that"
    if name in ("exit", "panic") and not (
        all(map(is_exit, node.args)) and named.keys() <= ENDED_WITH
    ):
        yield f"{name}(message)"
    if name in ("setattr", "with_tooltip"):
        yield f"{name}()"


def is_exit(given: ast.expr) -> bool:
    """True for what an application was given to end with, handed on."""
    return isinstance(given, ast.Name) and given.id in ("result", "return_code", "message")


def unknown_imports(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """What is imported of rich and of the widgets, apart from what `DRAWN_WITH` names."""
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names
                    if one.name.split(".")[0] == "rich" or one.name in WITH_MARKUP)  # fmt: skip
        return
    module = node.module or ""
    if module.split(".")[0] == "rich" or module in DRAWN_WITH or module in WITH_MARKUP:
        allowed = DRAWN_WITH.get(module, set())
        yield from (f"{one.name} from {module}" for one in node.names if one.name not in allowed)


def may_be_text(render: ast.FunctionDef) -> bool:
    return render.returns is None or name_of(render.returns) not in ("Content", "Strip")


DRAWING = [name for name in SOURCES if name.startswith(("screens/", "widgets/", "app.py"))]


@pytest.mark.parametrize("name", DRAWING)
def test_no_text_reaches_a_markup_parser(name: str) -> None:
    found = [] if name == "widgets/plain.py" else list(markup_uses(SOURCES[name]))
    assert found == []


def dangers(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        for told in danger(node):
            yield f"{getattr(node, 'lineno', 0)}: {told}"


def danger(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        modules = [alias.name for alias in node.names]
        modules = modules if isinstance(node, ast.Import) else [node.module or ""]
        for module in modules:
            if {module, module.split(".")[0]} & (NETWORK | EXECUTING):
                yield f"import {module}"
    elif isinstance(node, ast.Call):
        yield from dangerous_call(node)
    elif isinstance(node, ast.Attribute) and node.attr in UNSAFE_LOADERS:
        yield node.attr


def dangerous_call(node: ast.Call) -> Iterator[str]:
    name = name_of(node.func)
    if isinstance(node.func, ast.Name) and name in ("eval", "exec", "compile"):
        yield f"{name}()"
    if name in EXECUTING_CALLS or (name == "import_module" and not is_of_carrel(node.args[0])):
        yield f"{name}()"
    for keyword in node.keywords:
        is_off = isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        if keyword.arg in ("shell", "allow_pickle") and not is_off:
            yield f"{keyword.arg}="


def is_of_carrel(name: ast.expr) -> bool:
    """True for the name of a module of this program, perhaps made up of parts."""
    first = name.values[0] if isinstance(name, ast.JoinedStr) else name
    return isinstance(first, ast.Constant) and str(first.value).startswith("tui.")


@pytest.mark.parametrize("name", SOURCES)
def test_no_network_no_pickle_no_shell_no_eval(name: str) -> None:
    found = list(dangers(SOURCES[name]))
    if name in ASKED:
        found = [danger for danger in found if "import" not in danger and "from" not in danger]
    assert found == []


def calls_of_plain(tree: ast.AST) -> list[ast.Call]:
    """Those that matter: a literal is harmless, and a result that is no Content is none to mypy."""
    returned = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Return)}
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node.func) == "plain"
        and not is_plain(node.args[0]) and id(node) not in returned
    ]  # fmt: skip


HAS_PLAIN = [(name, at) for name in DRAWING for at in range(len(calls_of_plain(SOURCES[name])))]


@pytest.mark.parametrize(("name", "at"), HAS_PLAIN)
def test_the_lint_sees_where_plain_is_forgotten(name: str, at: int) -> None:
    tree = copy.deepcopy(SOURCES[name])
    call = calls_of_plain(tree)[at]
    call.func = ast.Name("str")
    assert list(markup_uses(tree))


@pytest.mark.parametrize(
    "code",
    ["Static(title)", "box.border_title = title", "self.app.notify(title)", "Label(f'{x}')",
     "Content.from_markup(x)", "Content(x)", "self.query_one(Static).update(x)",
     "def render(self) -> str: ...", "def render(self): ...", "box.border_title = '[/]'",
     "Static(content=title)", "Button(label=title, id='x')", "Static(*texts)",
     "box.tooltip = title", "setattr(box, 'border_title', title)", "self.exit(message=title)",
     "app.panic(title)", "box.border_title: str = title", "Static('[b]' + title)",
     "Option(title)", "x.with_tooltip(title)",
     "from textual.widgets import OptionList", "from textual.widgets import DataTable, Select",
     "from textual.command import Hit", "import rich", "from rich.console import Console",
     "from rich.text import Text", "from rich import print", "import textual.widgets",
     "Static(plain(x) if x else x)", "self.app.sub_title = title"],
)  # fmt: skip
def test_the_lint_sees(code: str) -> None:
    assert list(markup_uses(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    ["import socket", "from urllib.request import urlopen", "import urllib.request",
     "import pickle", "from pickle import loads", "eval(x)", "exec(x)",
     "subprocess.run(x, shell=True)", "subprocess.run(x, shell=wanted)",
     "np.load(x, allow_pickle=True)", "os.system(x)",
     "from os import system\nsystem(x)", "os.popen(x)", "subprocess.getoutput(x)",
     "__import__('pickle')", "import_module('socket')", "import_module(name)",
     "import_module(f'{name}.x')", "yaml.load(x, Loader=yaml.Loader)", "yaml.unsafe_load(x)",
     "asyncio.open_connection(x)", "asyncio.create_subprocess_shell(x)", "import http.client",
     "from http import client"],
)  # fmt: skip
def test_the_lint_of_dangers_sees(code: str) -> None:
    assert list(dangers(ast.parse(code)))

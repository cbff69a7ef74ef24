"""What the source code must not hold, whatever it does with it."""

from __future__ import annotations

import ast
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
MARKUP_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "label"}
NETWORK = {
    "socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "aiohttp",
    "urllib3", "xmlrpc", "asyncio.streams",
}  # fmt: skip
ASKED = {"cli/serve.py"}
"""Modules that are about the network, and run only when they are asked to by name."""
EXECUTING = {"pickle", "cPickle", "dill", "shelve", "marshal", "code", "codeop"}


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
        if isinstance(node, ast.Call):
            name = name_of(node.func)
            if name in MARKUP_PARSERS and isinstance(node.func, ast.Attribute):
                yield f"{node.lineno}: {name}()"
            if name in MARKUP_WIDGETS or name == "update":
                yield from (
                    f"{node.lineno}: {name}(text)" for given in node.args if not is_plain(given)
                )
            if name == "Content":
                yield f"{node.lineno}: Content(); plain() is for that"
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                attribute = isinstance(target, ast.Attribute) and target.attr
                if attribute in MARKUP_ATTRIBUTES and node.value and not is_plain(node.value):
                    yield f"{node.lineno}: {attribute} = text"
        elif isinstance(node, ast.FunctionDef) and node.name == "render" and may_be_text(node):
            yield f"{node.lineno}: render() may return markup"


def may_be_text(render: ast.FunctionDef) -> bool:
    return render.returns is None or name_of(render.returns) not in ("Content", "Strip")


DRAWING = [name for name in SOURCES if name.startswith(("screens/", "widgets/", "app.py"))]


@pytest.mark.parametrize("name", DRAWING)
def test_no_text_reaches_a_markup_parser(name: str) -> None:
    found = [] if name == "widgets/plain.py" else list(markup_uses(SOURCES[name]))
    assert found == []


def dangers(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in NETWORK | EXECUTING or alias.name.split(".")[0] in NETWORK:
                    yield f"{node.lineno}: import {alias.name}"
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if module in NETWORK | EXECUTING or module.split(".")[0] in NETWORK | EXECUTING:
                yield f"{node.lineno}: from {module}"
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec", "compile"):
                yield f"{node.lineno}: {node.func.id}()"
            if name_of(node.func) in ("system", "popen", "unsafe_load", "create_subprocess_shell"):
                yield f"{node.lineno}: {name_of(node.func)}()"
            for keyword in node.keywords:
                constant = isinstance(keyword.value, ast.Constant) and keyword.value.value
                if keyword.arg in ("shell", "allow_pickle") and constant is not False:
                    yield f"{node.lineno}: {keyword.arg}="


@pytest.mark.parametrize("name", SOURCES)
def test_no_network_no_pickle_no_shell_no_eval(name: str) -> None:
    found = list(dangers(SOURCES[name]))
    if name in ASKED:
        found = [danger for danger in found if "import" not in danger and "from" not in danger]
    assert found == []


@pytest.mark.parametrize(
    "code",
    ["Static(title)", "box.border_title = title", "self.app.notify(title)", "Label(f'{x}')",
     "Content.from_markup(x)", "Content(x)", "self.query_one(Static).update(x)",
     "def render(self) -> str: ...", "box.border_title = '[/]'"],
)  # fmt: skip
def test_the_lint_sees(code: str) -> None:
    assert list(markup_uses(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    ["import socket", "from urllib.request import urlopen", "import pickle", "eval(x)",
     "subprocess.run(x, shell=True)", "np.load(x, allow_pickle=True)", "os.system(x)"],
)  # fmt: skip
def test_the_lint_of_dangers_sees(code: str) -> None:
    assert list(dangers(ast.parse(code)))

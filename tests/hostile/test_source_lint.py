"""What the source code must not hold, whatever it does with it."""

from __future__ import annotations

import ast
import copy
from pathlib import Path

import pytest

from tests.hostile.danger_lint import dangers
from tests.hostile.markup_lint import calls_of_plain, markup_uses

PACKAGE = Path(__file__).parent.parent.parent / "tui"
SOURCES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
DRAWING = [
    name
    for name, tree in SOURCES.items()
    if name.startswith(("screens/", "widgets/", "app.py"))
    or any(
        (getattr(node, "module", "") or "").startswith(("textual", "rich"))
        for node in ast.walk(tree)
    )
]
"""What draws, and whatever else imports something of Textual or Rich."""


@pytest.mark.parametrize("name", DRAWING)
def test_no_text_reaches_a_markup_parser(name: str) -> None:
    found = [] if name == "widgets/plain.py" else list(markup_uses(SOURCES[name]))
    assert found == []


@pytest.mark.parametrize("name", SOURCES)
def test_no_network_no_pickle_no_shell_no_eval(name: str) -> None:
    assert list(dangers(SOURCES[name], name)) == []


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
     "Static(plain(x) if x else x)", "self.app.sub_title = title",
     # By another name, handed on, inherited from:
     "from textual.widgets import Static as S", "class Box(Static): ...", "partial(Static, title)",
     "map(Static, titles)", "{'a': Static}['a'](title)", "made = Static", "show = box.update",
     "getattr(self, 'not' + 'ify')(title)", "class Box(Content): ...", "notify = self.notify",
     "from textual.widgets._static import Static", "from textual import widgets",
     "from textual import markup", "import textual", "import textual.app",
     "from textual.widgets._option_list import OptionList", "import textual.widgets as w",
     "from textual.visual import visualize", "from textual.notifications import Notification",
     "from textual.content import Content as C", "from textual._text import x",
     # Set by another statement:
     "class Box(Widget):\n BORDER_TITLE = title", "box.border_title, x = title, 1",
     "box.border_title += title", "for box.border_title in titles: ...",
     "with made() as box.border_title: ...", "box.__dict__['_content'] = title",
     "box.content = title", "box.set_reactive(Static.content, title)",
     "(box.border_title) = title", "box.title = title", "object.__setattr__(box, 'content', x)",
     "Static(**{'content': title})", "vars(box)['_content'] = title", "type('S', (), {})",
     "def f(a: Content, b: str):\n box.border_title = b", "def f(a):\n box.border_title = a",
     "def f(a: Content, b: str):\n box.update(b)",
     # Returned by another `render`:
     "async def render(self): ...", "self.render = lambda: title",
     "class A(Widget):\n render = make(title)", "cast(Content, title)"],
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
     "from http import client", "import ssl", "import imaplib", "import _socket",
     "import multiprocessing.connection", "from multiprocessing.reduction import ForkingPickler",
     "import webbrowser", "import runpy", "import ctypes", "import pty", "import zipimport",
     "import builtins", "builtins.eval(x)", "e = eval", "map(eval, xs)", "np.load(x)",
     "getattr(os, 'system')(x)", "getattr(os, name)(x)", "os.execvp(x, y)", "os.spawnlp(0, x)",
     "os.posix_spawn(x, y, z)", "os.fork()", "from os import popen as p", "import os as o",
     "subprocess.run(['sh', '-c', x])", "subprocess.Popen(['/bin/bash', x])", "run = os.system",
     "importlib.__import__('socket')", "importlib.util.spec_from_file_location(x, y)",
     "import importlib as i", "from asyncio import open_connection", "compile(x, '', 'exec')",
     "from subprocess import run as r", "a_module_that_is_new = 1; import requests_html"],
)  # fmt: skip
def test_the_lint_of_dangers_sees(code: str) -> None:
    assert list(dangers(ast.parse(code)))

"""Where source code may hand text to a parser of markup, seen in its syntax tree.

What may be had of Textual and Rich is a table, so that a widget nobody has looked at is told by
whatever way it comes. Of what is in the table, `Static`, `Content`, titles of borders, and what
`render` returns take markup: each may be used in one way, and any other is told.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Set

PARSERS = {
    "from_markup", "from_text", "notify", "render_markup", "render_str", "run_action", "markup",
    "fromstring", "visualize", "to_content", "add_source",
}  # fmt: skip
WIDGETS = {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "Collapsible", "Markdown", "Link",
    "Option", "Selection", "TabPane", "Toast", "Tooltip", "Notification",
}  # fmt: skip
ATTRIBUTES = {
    "border_title", "border_subtitle", "tooltip", "label", "title", "sub_title", "content",
    "_content", "BORDER_TITLE", "BORDER_SUBTITLE", "TITLE", "SUB_TITLE", "HELP", "render",
}  # fmt: skip
HARMLESS_KEYWORDS = {"id", "classes", "name", "disabled", "expand", "shrink", "layout", "variant"}
KNOWN = {
    "rich.cells": {"cell_len", "chop_cells", "set_cell_size"},
    "rich.console": {"RenderableType"},
    "rich.errors": {"StyleSyntaxError"},
    "rich.segment": {"Segment"},
    "rich.style": {"Style"},
    "textual": {"events", "work"},
    "textual._styles_cache": {"StylesCache"},
    "textual.app": {"App", "ComposeResult"},
    "textual.await_complete": {"AwaitComplete"},
    "textual.binding": {"Binding"},
    "textual.color": {"Color"},
    "textual.containers": {"Horizontal", "Vertical", "VerticalScroll"},
    "textual.content": {"Content"},
    "textual.css.query": {"NoMatches"},
    "textual.filter": {"LineFilter"},
    "textual.geometry": {"Offset", "Region", "Size"},
    "textual.message": {"Message"},
    "textual.reactive": {"reactive"},
    "textual.screen": {"ModalScreen", "Screen"},
    "textual.scroll_view": {"ScrollView"},
    "textual.scrollbar": {"ScrollBar", "ScrollBarRender"},
    "textual.strip": {"Strip"},
    "textual.theme": {"Theme"},
    "textual.timer": {"Timer"},
    "textual.widget": {"Widget"},
    "textual.widgets": {"Input", "Static", "TextArea"},
    "textual.worker": {"get_current_worker"},
}
"""What may be imported of Textual and Rich.

Tables, trees, option lists, selects, the command palette and rich's own console parse markup.
"""
TAKES_CONTENT = {"set_subtitle"}
QUERIES = {"query_one", "query_exactly_one", "query", "results"}
ENDED_WITH = {"return_code", "result"}
DYNAMIC = {"getattr(self, resolved.command.method)"}
"""Attributes taken by a name that is no literal: the method of a command of the one table."""


def markup_uses(tree: ast.AST) -> Iterator[str]:
    """Each use that is not known to be harmless, with its line."""
    harmless = set(_harmless(tree))
    for node in ast.walk(tree):
        if id(node) not in harmless:
            for told in _use(node, harmless):
                yield f"{getattr(node, 'lineno', 0)}: {told}"


def name_of(node: ast.AST) -> str:
    """The last part of a dotted name, or nothing."""
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


def calls_of_plain(tree: ast.AST) -> list[ast.Call]:
    """Those that matter: a literal is harmless, and mypy tells where a Content has to be."""
    typed = {id(node) for node in _typed(tree)}
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node.func) == "plain"
        and not is_plain(node.args[0]) and id(node) not in typed
    ]  # fmt: skip


def _typed(tree: ast.AST) -> Iterator[ast.AST]:
    """What mypy checks to be a Content: returned, annotated, asked for a method, handed on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Return | ast.AnnAssign | ast.Attribute) and node.value:
            yield node.value
        elif isinstance(node, ast.Call) and name_of(node.func) in TAKES_CONTENT:
            yield from node.args


def _is_content(annotation: ast.AST | None) -> bool:
    return isinstance(annotation, ast.Name) and annotation.id == "Content"


def _content(function: ast.AST) -> Iterator[int]:
    """Names of a function that are annotated as Content, and what is set to one of them."""
    nodes = list(ast.walk(function))
    known = {
        node.arg for node in nodes if isinstance(node, ast.arg) and _is_content(node.annotation)
    }
    known |= {
        name_of(node.target)
        for node in nodes
        if isinstance(node, ast.AnnAssign) and _is_content(node.annotation)
    }
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in known:
            yield id(node)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
            yield from map(id, node.targets if node.value.id in known else ())


def _harmless(tree: ast.AST) -> Iterator[int]:
    """Nodes that stand where they may: called, asked for, in an annotation, given plain text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name | ast.Attribute):
                yield id(node.func)
            if name_of(node.func) in QUERIES:
                yield from map(id, node.args)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from map(id, ast.walk(node.returns) if node.returns else ())
            yield from _content(node)
        elif isinstance(node, ast.arg) and node.annotation:
            yield from map(id, ast.walk(node.annotation))
        elif isinstance(node, ast.AnnAssign):
            yield from map(id, ast.walk(node.annotation))
            if node.value and is_plain(node.value):
                yield id(node.target)
        elif isinstance(node, ast.Assign) and is_plain(node.value):
            yield from map(id, node.targets)
        elif isinstance(node, ast.Attribute) and node.attr == "assemble":
            yield id(node.value)


def _use(node: ast.AST, harmless: Set[int]) -> Iterator[str]:
    if isinstance(node, ast.Call):
        yield from _call(node, harmless)
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from (f"import {name}" for name in _unknown(node))
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        if node.name == "render" and _may_be_text(node):
            yield "render() may return markup"
    elif isinstance(node, ast.Name | ast.Attribute):
        yield from _mention(node)


def _mention(node: ast.Name | ast.Attribute) -> Iterator[str]:
    """A name that is neither called nor asked for: handed on, inherited from, renamed, set."""
    name = name_of(node)
    is_attribute = isinstance(node, ast.Attribute)
    if isinstance(node.ctx, ast.Store):
        # Local variables may be called as they like; constants of a class are upper case.
        if name in ATTRIBUTES and (is_attribute or name.isupper() or name == "render"):
            yield f"{name} = text"
    elif name in WIDGETS or name == "Content" or (is_attribute and name in PARSERS | {"update"}):
        yield f"{name} is handed on"
    elif name == "__dict__":
        yield name


def _call(node: ast.Call, harmless: Set[int]) -> Iterator[str]:
    name = name_of(node.func)
    named = {keyword.arg: keyword.value for keyword in node.keywords}
    if name in PARSERS and isinstance(node.func, ast.Attribute):
        yield f"{name}()"
    if name in WIDGETS or name == "update":
        given = [*node.args, *(named[key] for key in named.keys() - HARMLESS_KEYWORDS)]
        yield from (f"{name}(text)" for one in given if not (is_plain(one) or id(one) in harmless))
    if name == "Content":
        yield "Content(); plain() is for that"
    if name in ("exit", "panic") and not (
        all(map(_is_end, node.args)) and named.keys() <= ENDED_WITH
    ):
        yield f"{name}(message)"
    if name == "set_reactive" and (not node.args or name_of(node.args[0]) in ATTRIBUTES):
        yield f"{name}()"
    if name in ("setattr", "with_tooltip", "cast", "type", "vars", "globals", "__setattr__"):
        yield f"{name}()"
    if name == "getattr" and ast.unparse(node) not in DYNAMIC:
        yield ast.unparse(node)


def _is_end(given: ast.expr) -> bool:
    """True for what an application was given to end with, handed on."""
    return isinstance(given, ast.Name) and given.id in ("result", "return_code", "message")


def _unknown(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """What is imported of Textual and Rich that `KNOWN` does not name, or by another name."""
    for one in node.names:
        module = one.name if isinstance(node, ast.Import) else node.module or ""
        if module.split(".")[0] not in ("textual", "rich"):
            continue
        is_known = isinstance(node, ast.ImportFrom) and one.name in KNOWN.get(module, ())
        if not is_known or one.asname:
            yield f"{one.name} from {module}"


def _may_be_text(render: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return render.returns is None or name_of(render.returns) not in ("Content", "Strip")

"""The query language shared by the filter bar, saved searches and the command line."""

from tui.query import edit
from tui.query.ast import And, Clause, Comparison, Everything, Not, Or, Query
from tui.query.complete import Completion, complete
from tui.query.edit import without_field
from tui.query.fields import FIELDS, Field, Kind
from tui.query.helpers import MOST_RELAXED, Relaxation, relaxations, searched_words, unparse
from tui.query.parser import parse
from tui.query.statuses import STATUSES, USUAL, Statuses
from tui.query.values import QueryError

__all__ = [
    "FIELDS",
    "MOST_RELAXED",
    "STATUSES",
    "USUAL",
    "And",
    "Clause",
    "Comparison",
    "Completion",
    "Everything",
    "Field",
    "Kind",
    "Not",
    "Or",
    "Query",
    "QueryError",
    "Relaxation",
    "Statuses",
    "complete",
    "edit",
    "parse",
    "relaxations",
    "searched_words",
    "unparse",
    "without_field",
]

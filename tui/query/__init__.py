"""The query language shared by the filter bar, saved searches and the command line."""

from tui.query.ast import And, Clause, Comparison, Everything, Not, Or, Query

__all__ = ["And", "Clause", "Comparison", "Everything", "Not", "Or", "Query"]

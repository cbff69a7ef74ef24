"""How much of one record enters."""

from __future__ import annotations

MAX_LINE_FIELD = 8_000
"""Longest title, venue, name or other short field, in characters."""

MAX_LINK = 2_000
"""Longest link in characters; a cut link leads nowhere, so a longer one is left out."""

MAX_VALUES = 2_000
"""Most keywords, links, identifiers, ... of one paper."""

MAX_AUTHORS = 20_000
"""Most authors of one paper; the longest real lists have some 5,000."""

"""Paths of PDFs as reference managers write them down."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FILES = re.compile(r"(?<!\\);")
_PARTS = re.compile(r"(?<!\\):")
_ESCAPED = re.compile(r"\\([\\:;_%&#{}$~ ])")


def first_pdf(paths: Iterable[str]) -> str | None:
    """The first of `paths` that is the name of a PDF, or None."""
    return next((path for path in paths if path.lower().endswith(".pdf")), None)


def pdf_of_field(text: str) -> str | None:
    r"""The first PDF in a `file` field of BibTeX.

    JabRef and Zotero write `description:path:type;...` with `\:` and `\;` escaped, others a path.
    """
    parts = (part for file in _FILES.split(text) for part in _PARTS.split(file))
    return first_pdf(_ESCAPED.sub(r"\1", part).strip() for part in parts)

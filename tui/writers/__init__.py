"""Writers: one module per export format, and the table of them."""

from __future__ import annotations

from tui.writers.base import Format, Writer

__all__ = ["WRITERS", "Format", "Writer"]

WRITERS: dict[str, Format] = {
    known.name: known
    for known in (
        Format("jsonl", "JSON lines", ".jsonl", "jsonl"),
        Format("bibtex", "BibTeX", ".bib", "bibtex"),
        Format("biblatex", "BibLaTeX", ".bib", "biblatex"),
        Format("ris", "RIS", ".ris", "ris"),
        Format("csl-json", "CSL-JSON", ".json", "csl_json"),
        Format("markdown", "Markdown", ".md", "markdown"),
        Format("csv", "CSV", ".csv", "csv_table"),
        Format("bibliography", "formatted bibliography", ".txt", "bibliography"),
    )
}
"""All export formats by name, in the order in which menus show them."""

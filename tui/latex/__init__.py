"""LaTeX in titles, names and abstracts, as Unicode.

A small reader of our own, driven by the tables in `tui.latex.tables`: pylatexenc, the known
library for this, takes 60 ms to import, drops the commands it does not know, writes no sub- or
superscripts, and raises IndexError on some abstracts of real papers.
"""

from __future__ import annotations

_MARKS = ("\\", "$", "``", "--", "~(", "~[")


def to_unicode(text: str) -> str:
    r"""`text` with its LaTeX accents and mathematics written in Unicode where that is legible.

    `R\'enyi` gives "Rényi", `$\ell_{0}$` gives "ℓ₀", `\emph{all} $O(1/\sqrt{T})$` gives
    "all O(1/√T)". What is not understood stays as it was: unknown commands with their arguments,
    unbalanced braces, formulas with environments, and dollar signs that are money. Never raises;
    takes time in proportion to the length of the text.
    """
    if not any(mark in text for mark in _MARKS):
        return text
    from tui.latex.prose import Prose, escaped_once
    from tui.latex.source import Source

    return Prose(Source(escaped_once(text))).render()


def decoded(text: str) -> str:
    r"""A field of BibTeX as a record keeps it: accents and fonts decoded, `$math$` kept.

    `{R}{\'e}nyi of {$\ell_0$} \& more` gives "Rényi of $\ell_0$ & more". Braces that group are
    dropped; split names and lists before, since there the braces have a meaning.
    """
    if not any(mark in text for mark in (*_MARKS, "{", "}", "~")):
        return text
    from tui.latex.prose import Prose
    from tui.latex.source import Source

    return Prose(Source(text), for_record=True).render()

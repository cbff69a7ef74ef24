from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.paper import Author, Date, Paper, Source
from tui.widgets.detail_layout import Personal, Setting, lay_out
from tui.widgets.marking import searched
from tui.widgets.typeset import Line, Piece, Target, wrap


def text_of(lines: list[Line]) -> list[str]:
    return ["".join(piece.text for piece in line) for line in lines]


PAPER = Paper(
    title="On R\\'enyi divergence",
    authors=tuple(Author(f"Family{n}", "Given") for n in range(12)),
    abstract="We prove that it is small.",
    date=Date(2025, 1, 22),
    categories=("cs.CL",),
    sources=(Source("a.txt", "listing", 3, 5),),
)


def test_the_detail_names_everything_there_is() -> None:
    shown = "\n".join(text_of(lay_out(PAPER, Personal(), Setting(60))))
    for expected in ("Given Family0", "2025-01-22", "Computation and Language (cs.CL)",
                     "We prove", "a.txt:3"):  # fmt: skip
        assert expected in shown


def test_a_book_without_authors_names_its_editors() -> None:
    book = Paper(title="Collected Things", details=(("editor", "Wei Li; Daya Guo"),))
    shown = "\n".join(text_of(lay_out(book, Personal(), Setting(60))))
    assert "Edited by" in shown
    assert "Wei Li, Daya Guo" in shown


def test_authors_fold_past_ten_and_unfold() -> None:
    folded = "\n".join(text_of(lay_out(PAPER, Personal(), Setting(200))))
    assert "and 2 more" in folded
    assert "Family11" not in folded
    unfolded = "\n".join(text_of(lay_out(PAPER, Personal(), Setting(200, all_authors=True))))
    assert "Family11" in unfolded


def test_values_can_be_used() -> None:
    targets = {piece.target for line in lay_out(PAPER, Personal(), Setting(60)) for piece in line}
    assert {Target("cat", "cs.CL"), Target("year", "2025"), Target("author", "Given Family0")} <= (
        targets
    )


def test_a_derived_title_says_so() -> None:
    lines = text_of(
        lay_out(Paper(abstract="We present Carrel, a reader."), Personal(), Setting(60))
    )
    assert "no source gives a title" in "\n".join(lines)


def test_searched_words_are_marked() -> None:
    lines = lay_out(PAPER, Personal(), Setting(60, wanted=tuple(searched(["prove"]))))
    assert [p.text for line in lines for p in line if p.style == "detail--match"] == ["prove"]


@given(st.lists(st.text()), st.integers(1, 40))
def test_wrapping_fits_and_loses_no_word(texts: list[str], width: int) -> None:
    texts = ["".join(c for c in text if c.isprintable() and cell_len(c) == 1) for text in texts]
    lines = wrap([Piece(text) for text in texts], width)
    assert all(cell_len(line) <= width for line in text_of(lines))
    assert "".join(text_of(lines)).replace(" ", "") == "".join(texts).replace(" ", "")


def test_a_comma_stays_with_the_name_before_it() -> None:
    for width in range(20, 60):
        lines = text_of(lay_out(PAPER, Personal(), Setting(width)))
        assert not [line for line in lines if line.lstrip().startswith(",")]


def test_words_between_double_stars_are_bold_and_no_star_is_lost_elsewhere() -> None:
    text = "We call it **Weight Rep** (2 ** 3, ** not **, a**b) and **more**."
    lines = lay_out(Paper(title="T", abstract=text), Personal(), Setting(200))
    bold = [p.text for line in lines for p in line if p.style == "detail--strong"]
    assert bold == ["Weight Rep", "more"]
    assert "(2 ** 3, ** not **, a**b)" in "\n".join(text_of(lines))
    raw = lay_out(Paper(title="T", abstract=text), Personal(), Setting(200, raw=True))
    assert text in "\n".join(text_of(raw))


def test_no_line_breaks_between_styles_without_a_space() -> None:
    pieces = [Piece("see the "), Piece("https://a.example/b", "detail--link"), Piece(". And more")]
    for width in range(21, 40):
        assert not [line for line in text_of(wrap(pieces, width)) if line.startswith(".")]


def test_lines_break_after_hyphens_of_words() -> None:
    assert text_of(wrap([Piece("an auxiliary-loss-free way")], 17)) == [
        "an auxiliary-",
        "loss-free way",
    ]
    assert text_of(wrap([Piece("of GPT-4 and x-1")], 7)) == ["of", "GPT-4", "and x-1"]

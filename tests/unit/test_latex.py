"""LaTeX as Unicode: what is understood is legible, what is not stays as it was."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.latex import decoded, to_unicode


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (r"R\'enyi, Erd\H{o}s, \v{S}kvor, Gr\"{o}bner", "Rényi, Erdős, Škvor, Gröbner"),
        (r"{\o}re {\'\i}ndice Stra\ss{}e \c{c} \~n \r{a} \k e", "øre índice Straße ç ñ å ę"),
        (r"{\"u}ber \'{\i} \={a} \.z \d{s} \u{g}", "über í ā ż ṣ ğ"),
        (r"\textbf{bold \emph{both}} {\em slanted} \texttt{code}", "bold both slanted code"),
        (r"``quoted'' -- 5\% \& \$5 \#1 a\_b", "“quoted” – 5% & $5 #1 a_b"),
        (r"Figure~1 of \LaTeX{} --- yes", "Figure 1 of LaTeX — yes"),
        (r"\url{https://a.org/~me\_too} and \href{https://b.org}{there}",
         "https://a.org/~me_too and there (https://b.org)"),
        (r"as in \citep{knuth84}", "as in [knuth84]"),
        (r"\begin{itemize} \item one \end{itemize}", " • one "),
        (r"shown: \beginitemize \item one \enditemize", "shown:  • one "),
        (r"in $\\mathrm{SE}(3)$ and $\\alpha$", "in SE(3) and α"),
        (r"one \\ two \\three", "one   two \\\\three"),
        ("a model~(LVM) of n~(0.5) and ~/home", "a model (LVM) of n~(0.5) and ~/home"),
    ],
)  # fmt: skip
def test_text(raw: str, shown: str) -> None:
    assert to_unicode(raw) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (r"$\ell_{0}$-norm", "ℓ₀-norm"),
        (r"$x^2 + y_i^{2k}$", "x² + yᵢ²ᵏ"),
        (r"$top_k$ of top-$K$", "top_k of top-K"),
        (r"$T^{2/3}$, $x_{i,j}$, $\mathcal{L}_{CE}$", "T^(2/3), x_(i,j), ℒ_CE"),
        (r"$\frac{1}{\sqrt{T}}$", "1/√T"),
        (r"$\frac{\log n}{n^2\epsilon}$ $\frac12 x$", "(log n)/(n²ε) 1/2 x"),
        (r"${a+b \over c}$, ${n \choose k}$", "(a+b)/c, (n choose k)"),
        (r"$\tilde{\mathcal{O}}(\sqrt{nT}\log T)$", "𝒪̃(√(nT) log T)"),
        (r"$x\in\mathbb{R}^{d\times k}$", "x ∈ ℝ^(d×k)"),
        (r"$10\times$ faster, $\pm 0.5$", "10× faster, ±0.5"),
        (r"$\left(\sum_{i=1}^{n} x_i^2\right)^{1/2}$", "(∑ᵢ₌₁ⁿ xᵢ²)^(1/2)"),
        (r"$\|x\|_2 \leq \big( 1 \big)$", "‖x‖₂ ≤ ( 1 )"),
        (r"$A^\top$ $x^*$ $f'$ $90^\circ$ $a \not\in B$", "Aᵀ x* f′ 90° a ∉ B"),
        (r"$1/(\alpha - 1)$, $\gamma > 3$, $\lvert M \rvert = 1$", "1/(α − 1), γ > 3, |M | = 1"),
        (r"$a\cdot\log b\cdot \frac12$, $1/\max(x)$", "a · log b · 1/2, 1/max(x)"),
        (r"$\widetilde{\scO}(n)$", r"\widetilde{\scO}(n)"),
        (r"\(a \to b\) and \[ c \] and $$d$$", "a → b and c and d"),
        (r"\begin{equation*} a &= b \\ c \end{equation*}", "a = b c"),
        (r"$\hat{\theta}_t$ $\bar x$ $\overline{ab}$", "θ̂ₜ x̄ a̅b̅"),
        (r"$x \text{ if } y_1$, $\operatorname{rank} A$", "x if y₁, rank A"),
        (r"CO$_2$ at p$<$0.05", "CO₂ at p<0.05"),
        (r"O\left(\sqrt{n}\right) of \ell_1 and \alpha-stable", "O(√n) of ℓ₁ and α-stable"),
        (r"$\mathcalO(\sqrtT)$, braces lost", "𝒪(√T), braces lost"),
        (r"$\mathfrak{g}$ $\cal O(n)$ $\sqrt[3]{x}$", "𝔤 𝒪(n) ∛x"),
    ],
)
def test_formulas(raw: str, shown: str) -> None:
    assert to_unicode(raw) == shown


@pytest.mark.parametrize(
    "raw",
    [
        "costs $5 and $10",
        "a $200 8-DOF hand for $1,000 or more",
        "US$5 and US$10, $5/$10, $$$",
        "from $100K to $2M/year, or 5$ less",
        "a lone $ sign, a lone \\",
        r"C:\new\temp and \d+ or \\server\share",
        r"$\begin{pmatrix} a & b \\ c & d \end{pmatrix}$",
        r"\unknown{a b}[c]{d} \another",
        "{unbalanced and } too {",
        "$x never closed, \\(nor this",
        "plain {braces} stay, an --option too",
        "----- a rule",
    ],
)
def test_what_is_not_understood_stays(raw: str) -> None:
    assert to_unicode(raw) == raw


def test_money_beside_mathematics() -> None:
    assert to_unicode("a $200 hand with $n$ joints") == "a $200 hand with n joints"


def test_unknown_commands_in_a_formula_stay() -> None:
    assert to_unicode(r"$\foo{x_1}^2 + y_1$") == r"\foo{x_1}² + y₁"


def test_fields_of_bibtex_keep_their_formulas() -> None:
    raw = r"{R}{\'e}nyi of the {$\ell_0$} {AI}~lab \& {\em more}, \$5"
    assert decoded(raw) == r"Rényi of the $\ell_0$ AI lab & more, $5"


PIECES = st.sampled_from(
    r"\ $ { } ^ _ ~ `` '' -- \frac \sqrt \hat \left \right \text \begin{equation} \end{equation} "
    r"\( \) \[ \] \' \v \alpha \foo \over \cal \not [ ] x 1 é \mathcalO \textcolor & %".split()
)


@given(st.lists(PIECES | st.text(max_size=3) | st.sampled_from([" ", "\n", ". "])).map("".join))
def test_never_raises(raw: str) -> None:
    to_unicode(raw)
    decoded(raw)


@given(st.text(alphabet=st.characters(exclude_characters="\\$`-")))
def test_plain_text_is_returned_as_it_is(text: str) -> None:
    assert to_unicode(text) is text


@pytest.mark.parametrize(
    "piece",
    ["{", "}", "$", "$$", "\\(", r"\hat", r"\frac{", r"\sqrt{x", "^{", "x_", "$x", r"$\left(",
     r"\text{", r"{\em ", r"\begin{equation}", "``", r"\'{", "~", "$a^{b}$ ", r"\frac{a}{b}",
     r"\mathcal\hat", r"\sqrt[", "[", "$5 ", "\\", r"\over ", "{a}", r"\textcolor{"],
)  # fmt: skip
def test_time_grows_with_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        began = time.perf_counter()
        to_unicode(text)
        to_unicode(text + "}" * (length // 8))
        to_unicode("$" + text + "$")
        return time.perf_counter() - began

    seconds(1_000)
    # Whatever else runs on the machine makes a run slower, never faster: one good run is enough.
    assert any(seconds(64_000) < 0.02 + 25 * seconds(8_000) for _ in range(6))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (r"Ro\textcommabelow sia, Roma\textcommabelow{s}", "Roșia, Romaș"),
        (r"Nguy\~{\^e}n B\h{a}o, Ng\^o \OHORN{}n, M\d{\^o}t", "Nguyễn Bảo, Ngô Ơn, Một"),
        (r"\textquotedbl{}x\textquotedbl{} \guilsinglleft y\guilsinglright", '"x" ‹y›'),
        (r"a\textquoteright s \textonequarter\ of \texteuro 5, a\^{}b", "a’s ¼ of € 5, a^b"),
        (r"\IeC{\'e}t\'e", "été"),
    ],
)
def test_letters_and_symbols_of_many_languages(raw: str, shown: str) -> None:
    assert decoded(raw) == unicodedata.normalize("NFC", shown)

"""What LaTeX commands stand for."""

from __future__ import annotations

import string


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323",
    "b": "\u0331", "k": "\u0328", "r": "\u030a", "G": "\u030f", "U": "\u030e", "h": "\u0309",
    "textcommabelow": "\u0326", "textacutemacron": "\u0304\u0301", "ocirc": "\u030a",
    "polhk": "\u0328", "udot": "\u0323",
}  # fmt: skip
"""Accents of text, by the name of their command, as combining marks; the last are MathSciNet's."""

MATH_ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "what": "\u0302", "wh": "\u0302", "tilde": "\u0303",
    "widetilde": "\u0303", "wt": "\u0303", "Tilde": "\u0303", "bar": "\u0304",
    "overline": "\u0305", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308",
    "check": "\u030c", "widecheck": "\u030c", "breve": "\u0306", "acute": "\u0301",
    "grave": "\u0300", "mathring": "\u030a", "not": "\u0338", "Hat": "\u0302",
    "Bar": "\u0304", "overrightarrow": "\u20d7", "underline": "\u0332", "underbar": "\u0332",
}  # fmt: skip
"""Accents of mathematics, as combining marks."""

EVERY_CHARACTER = frozenset("\u0305\u0332")
"""Marks that run over all characters of their argument; the others stand on the first."""

LETTERS = _pairs(
    "ss ß SS ẞ ae æ AE Æ oe œ OE Œ aa å AA Å o ø O Ø l ł L Ł dh ð DH Ð dj đ DJ Đ th þ TH Þ ng ŋ "
    "NG Ŋ i ı j ȷ cprime ʹ cdprime ʺ dbar đ Dbar Đ ohorn ơ OHORN Ơ Ohorn Ơ uhorn ư UHORN Ư Uhorn Ư"
)
"""Letters of text."""

TEXT_SYMBOLS = _pairs(
    "% % & & $ $ # # _ _ { { } } textbackslash \\ textasciitilde ~ textasciicircum ^ textbar | "
    "textless < textgreater > textbraceleft { textbraceright } textunderscore _ textdollar $ "
    "textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ” textquotesingle ' "
    "textendash – textemdash — endash – emdash — textellipsis … textbullet • textdegree ° "
    "textregistered ® "
    "texttrademark ™ textcopyright © copyright © pounds £ texteuro € euro € texttimes × "
    "textpm ± textmu µ textonehalf ½ textonesuperior ¹ texttwosuperior ² textthreesuperior ³ "
    "textperiodcentered · textdagger † textdaggerdbl ‡ textsection § textparagraph ¶ S § P ¶ "
    "dag † ddag ‡ dots … ldots … LaTeX LaTeX TeX TeX BibTeX BibTeX textvisiblespace ␣ "
    "guillemotleft « guillemotright » flqq « frqq » glqq „ grqq “ quotedblbase „ item • "
    "ie i.e. eg e.g. textalpha α textbeta β textgamma γ "
    'textquotedbl " textquotestraightdblbase „ guilsinglleft ‹ guilsinglright › '
    "guillemetleft « guillemetright » quotesinglbase ‚ textexclamdown ¡ textquestiondown ¿ "
    "textordfeminine ª textordmasculine º textsterling £ textyen ¥ textcent ¢ textnumero № "
    "textonequarter ¼ textthreequarters ¾ textminus − textrightarrow → textleftarrow ← textprime ′ "
    "textasciigrave ` textasciiacute ´ textasteriskcentered * textohm Ω textmicro µ textcelsius ℃ "
    "textbrokenbar ¦ textlnot ¬ textdiv ÷ textpertenthousand ‱ textperthousand ‰ slash / lq ‘ rq ’"
)
"""Symbols of text; most are also met in formulas."""

CLINGING = frozenset(
    "textasciitilde textquoteleft textquoteright textquotesingle textquotedblleft guilsinglleft "
    "guillemetleft guillemotleft quotesinglbase quotedblbase textexclamdown textquestiondown "
    "textminus S slash lq".split()
)
"""Symbols that what follows clings to: as LaTeX reads it, a space after them only ends their name;
after others, people who do not know that leave one that they mean."""

SPACES = {" ": " ", ",": " ", ";": " ", ":": " ", ">": " ", "quad": " ", "qquad": "  ",
          "enspace": " ", "thinspace": " ", "space": " ", "newline": " ", "linebreak": " ",
          "par": " ", "!": "", "/": "", "-": "", "@": "", "\n": " ",
          "negthinspace": "", "xspace": ""}  # fmt: skip
"""Spaces, and what leaves none."""

SILENT = frozenset(
    "displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber noindent "
    "centering small footnotesize scriptsize tiny large Large normalsize protect relax null "
    "left right middle mleft mright big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr "
    "bigm Bigm biggm "
    "allowbreak nobreak boldmath unboldmath normalfont rmfamily sffamily ttfamily bfseries "
    "itshape scshape upshape mdseries em it bf rm sf tt sc sl up selectfont strut mathstrut".split()
)
"""Commands that change how the following looks, not what it says."""

SIZED = frozenset(
    "left right middle mleft mright big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr "
    "bigm Bigm biggm".split()
)
"""Those of them that stand before a delimiter; `\\left.` is no delimiter at all."""

TEXT_WRAPPERS = frozenset(
    "emph textbf textit texttt textsf textsl textsc textrm textup textnormal textmd text IeC mbox "
    "hbox fbox rlap llap uline hl bibstring".split()
)
"""Commands whose one argument is text, in a formula as well, and all they say."""

QUOTES = frozenset("enquote mkbibquote".split())
"""Commands that set their argument in quotation marks."""

MATH_WRAPPERS = frozenset(
    "mathrm mathbf mathit mathsf mathtt mathnormal boldsymbol bm pmb bold operatorname "
    "operatorname* mathop mathrel mathbin mathord mathopen mathclose ensuremath smash".split()
)
"""Commands whose one argument is mathematics and all they say."""

CITATIONS = frozenset(
    "cite citep citet citealp citealt citeauthor parencite textcite autocite".split()
)
"""Commands that cite other papers by their keys."""

TEXT_SCRIPTS = frozenset({"textsuperscript", "textsubscript"})
"""Scripts outside of formulas."""

GREEK = _pairs(
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι "
    "kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ "
    "varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ "
    "Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω Alpha Α Beta Β Epsilon Ε Zeta Ζ "
    "Eta Η Iota Ι Kappa Κ Mu Μ Nu Ν Rho Ρ Tau Τ Chi Χ varGamma Γ varDelta Δ varTheta Θ "
    "varLambda Λ varXi Ξ varPi Π varSigma Σ varPhi Φ varPsi Ψ varOmega Ω eps ε veps ε"
)
"""Greek letters."""

ORDINARY = GREEK | _pairs(
    "ell ℓ hbar ℏ imath ı jmath ȷ wp ℘ Re ℜ Im ℑ aleph ℵ beth ℶ infty ∞ partial ∂ nabla ∇ "
    "emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ "
    "triangle △ square □ Box □ blacksquare ■ diamond ⋄ Diamond ◇ lozenge ◊ bigstar ★ "
    "checkmark ✓ cmark ✓ xmark ✗ ldots … dots … dotsc … dotso … dotsb ⋯ cdots ⋯ vdots ⋮ ddots ⋱ "
    "prime ′ backslash \\ degree ° surd √ flat ♭ natural ♮ sharp ♯ clubsuit ♣ diamondsuit ♢ "
    "heartsuit ♡ spadesuit ♠ dagger † ddagger ‡ complement ∁ eth ð hslash ℏ Bbbk 𝕜 "
    "R ℝ RR ℝ reals ℝ Reals ℝ real ℝ bbR ℝ NN ℕ naturals ℕ ZZ ℤ integers ℤ QQ ℚ CC ℂ EE 𝔼 E 𝔼 "
    "PP ℙ"
)
"""Letters and other ordinary symbols of mathematics, with the few that authors define alike."""

BINARY = _pairs(
    "times × div ÷ cdot · pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • cap ∩ cup ∪ uplus ⊎ sqcap ⊓ "
    "sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ oplus ⊕ ominus ⊖ "
    "otimes ⊗ oslash ⊘ odot ⊙ boxplus ⊞ boxtimes ⊠ amalg ⨿ ltimes ⋉ rtimes ⋊ curlyvee ⋎ "
    "curlywedge ⋏ triangleleft ◁ triangleright ▷ intercal ⊺ dotplus ∔ bigcirc ◯"
)
"""Operators between two terms."""

RELATIONS = _pairs(
    "leq ≤ le ≤ geq ≥ ge ≥ leqslant ⩽ geqslant ⩾ neq ≠ ne ≠ equiv ≡ sim ∼ simeq ≃ approx ≈ "
    "cong ≅ propto ∝ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔ coloneq ≔ eqqcolon ≕ eqdef ≝ ll ≪ "
    "gg ≫ lll ⋘ ggg ⋙ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ prec ≺ succ ≻ preceq ⪯ succeq ⪰ "
    "preccurlyeq ≼ succcurlyeq ≽ precsim ≾ succsim ≿ in ∈ ni ∋ notin ∉ subset ⊂ supset ⊃ "
    "subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubset ⊏ sqsubseteq ⊑ sqsupset ⊐ "
    "sqsupseteq ⊒ mid | nmid ∤ parallel ∥ nparallel ∦ perp ⊥ indep ⫫ vdash ⊢ dashv ⊣ models ⊨ "
    "vDash ⊨ Vdash ⊩ to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ "
    "implies ⇒ Leftarrow ⇐ impliedby ⇐ Leftrightarrow ⇔ iff ⇔ longrightarrow ⟶ longleftarrow ⟵ "
    "longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ mapsto ↦ "
    "longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ uparrow ↑ downarrow ↓ updownarrow ↕ "
    "Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀ "
    "rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ "
    "rightleftarrows ⇄ leadsto ⇝ rightsquigarrow ⇝ twoheadrightarrow ↠ multimap ⊸ "
    "nrightarrow ↛ nleq ≰ ngeq ≱ therefore ∴ because ∵ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ bowtie ⋈ "
    "between ≬ lesseqgtr ⋚ gtreqless ⋛ colon :"
)
"""Relations and arrows."""

OPENING = _pairs("langle ⟨ lbrace { lceil ⌈ lfloor ⌊ lvert | lVert ‖ lbrack [ llbracket ⟦ { {")
"""Opening delimiters."""

CLOSING = _pairs("rangle ⟩ rbrace } rceil ⌉ rfloor ⌋ rvert | rVert ‖ rbrack ] rrbracket ⟧ } }")
"""Closing delimiters."""

EITHER = _pairs("| ‖ vert | Vert ‖")
"""Delimiters that open and close."""

BIG_OPERATORS = _pairs(
    "sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ "
    "bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆"
)
"""Sums, integrals and their like."""

FUNCTIONS = {
    name: name
    for name in (
        "log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan arg argmin "
        "argmax min max sup inf lim det dim ker deg gcd hom Pr mod bmod polylog poly sgn sign "
        "diag tr Tr rank supp conv dist Var Cov KL softmax relu opt OPT"
    ).split()
} | {"limsup": "lim sup", "liminf": "lim inf", "pmod": "mod"}
"""Named functions, upright and set off by spaces."""

FORMULA_ENVIRONMENTS = frozenset(
    "math displaymath equation equation* align align* gather gather* eqnarray eqnarray*".split()
)
"""Environments that hold a formula of one or more lines."""

LAYOUT_ENVIRONMENTS = frozenset(
    "itemize enumerate description quote quotation center flushleft abstract".split()
)
"""Environments whose begin and end say nothing."""

ALPHABETS = ("mathbb", "mathds", "mathbbm", "mathcal", "mathscr", "mathfrak", "cal", "frak", "bb")
"""Commands that change the letters of their argument."""

_IRREGULAR = {
    "script": _pairs("B ℬ E ℰ F ℱ H ℋ I ℐ L ℒ M ℳ R ℛ e ℯ g ℊ o ℴ"),
    "fraktur": _pairs("C ℭ H ℌ I ℑ R ℜ Z ℨ"),
    "double": _pairs("C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ"),
}
_STYLE = {
    "mathbb": "double", "mathds": "double", "mathbbm": "double", "bb": "double",
    "mathcal": "script", "mathscr": "script", "cal": "script",
    "mathfrak": "fraktur", "frak": "fraktur",
}  # fmt: skip
_FIRST_CAPITAL = {"script": 0x1D49C, "fraktur": 0x1D504, "double": 0x1D538}
_DOUBLE_ZERO = 0x1D7D8


def alphabet(command: str) -> dict[int, str]:
    """A table for `str.translate` from plain letters to those that `command` gives."""
    style = _STYLE[command]
    first = _FIRST_CAPITAL[style]
    table = {ord(letter): chr(first + i) for i, letter in enumerate(string.ascii_letters[26:])}
    table |= {ord(letter): chr(first + 26 + i) for i, letter in enumerate(string.ascii_lowercase)}
    if style == "double":
        table |= {ord(str(digit)): chr(_DOUBLE_ZERO + digit) for digit in range(10)}
    return table | {ord(letter): sign for letter, sign in _IRREGULAR[style].items()}


SUPERSCRIPTS = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ*∗⋆′†‡⊤∘°",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ**⋆′†‡ᵀ°°",
        strict=True,
    )
)
"""Characters with a superscript form that folds back to them, and marks that stand high anyway."""

SUBSCRIPTS = dict(
    zip(
        "0123456789+-−=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
"""Characters with a subscript form that folds back to them."""

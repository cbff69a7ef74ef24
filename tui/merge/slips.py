"""Whether words that differ are slips of the keyboard or other words."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

_NEGATIONS = frozenset(
    "un in im il ir a an non dis de anti semi multi sub super re pre post over under inter intra "
    "micro macro bi tri uni quasi pseudo hyper hypo mono poly self co".split()
)
_OPPOSITES = tuple(
    tuple(pair.split("/"))
    for pair in (
        "local/global online/offline inter/intra implicit/explicit internal/external "
        "import/export induct/deduct micro/macro max/min input/output odd/even lower/upper "
        "text/test word/world lexical/logical "
        "men/women man/woman male/female hyper/hypo north/south major/minor increas/decreas "
        "matern/patern mother/father affer/effer adduc/abduc absor/adsor immigr/emigr "
        "prospect/perspect adapt/adopt affect/effect neutron/neuron methyl/ethyl anion/cation "
        "ate/ite ane/ene mitosis/meiosis fif/six seven/eleven austria/australia india/indiana "
        "slovakia/slovenia niger/nigeria paraguay/uruguay iceland/ireland zambia/gambia "
        "motion/emotion detect/select election/selection track/train reduct/deduct "
        "neural/natural special/spectral rational/national rational/relational formal/normal "
        "model/modal graph/grasp translat/transit regress/repress strong/string vision/version "
        "conversation/conservation attention/retention"
    ).split()
)
"""Pieces of words so alike that a slip could make one of the other, and both are meant."""

LITTLE = frozenset(
    "with from into over this that than then when what how why via for its our are not can does "
    "be is on in of to by as at or do we".split()
)
"""Words too common to be the name of anything, however short."""


def slips_of(words: Sequence[str], others: Sequence[str], sources: int = 1) -> bool:
    """True where each of `words` can be one of `others`, mistyped by so many sources."""
    return all(any(not other_word(word, other, sources) for other in others) for word in words)


def other_word(one: str, other: str, sources: int = 1) -> bool:
    """True where two words are not slips of one: `convex`, `nonconvex`; `image`, `video`."""
    short, long = sorted((one, other), key=len)
    if long.endswith(short) and long[: -len(short)] in _NEGATIONS:
        return True
    if sources > 1 and (len(short) < 7 or short[0] != long[0]):
        return True
    if OSA.distance(one, other, score_cutoff=2 * sources) > 2 * sources:
        return True
    if (
        len(long) < 5
        and not {short, long} & LITTLE
        and short[:1] + short[-1:] != long[:1] + long[-1:]
    ):
        return True
    return any(
        short.replace(this, that, 1) == long or long.replace(this, that, 1) == short
        for this, that in _OPPOSITES
    )

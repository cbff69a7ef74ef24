"""Papers by the first value each has of a facet: which groups there are, and who stands where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tui.corpus import Count
from tui.facets import FacetOrder
from tui.index.showing import in_groups

if TYPE_CHECKING:
    from numpy.typing import NDArray


def grouped(
    places: NDArray[Any], values: Mapping[int, str], order: FacetOrder
) -> tuple[NDArray[Any], list[Count]]:
    """How to rearrange papers whose values stand at `places` (-1 for none), and their groups.

    `values` has the value of every place, in the order that FacetOrder.GIVEN stands for.
    """
    import numpy as np

    counted = np.bincount(places + 1, minlength=max(values, default=-1) + 2)
    papers = {value: int(counted[place + 1]) for place, value in values.items()}
    groups = in_groups({**papers, "": int(counted[0])}, order)
    turn_of = {group.value: turn for turn, group in enumerate(groups)}
    turns = np.zeros(len(counted), np.int64)
    for place, value in ((-1, ""), *values.items()):
        turns[place + 1] = turn_of.get(value, 0)
    return np.argsort(turns[places + 1], kind="stable"), groups

"""Some of the papers of an index: a truth value for each paper, and what is made of these once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Chosen:
    """The papers for which `is_chosen`, a truth value for each paper, is true."""

    def __init__(self, is_chosen: NDArray[Any]) -> None:
        self.is_chosen = is_chosen
        """Not to be changed."""

    @cached_property
    def count(self) -> int:
        """How many."""
        import numpy as np

        return int(np.count_nonzero(self.is_chosen))

    @cached_property
    def numbers(self) -> NDArray[Any]:
        """Their numbers, ascending."""
        import numpy as np

        return np.flatnonzero(self.is_chosen).astype(np.uint32)

    @cached_property
    def others(self) -> Chosen:
        """The papers that are not chosen."""
        return Chosen(~self.is_chosen)

    def has_same(self, is_chosen: NDArray[Any]) -> bool:
        """True where `is_chosen` chooses the same papers."""
        import numpy as np

        return np.array_equal(self.is_chosen, is_chosen)

"""The person's own library: where it is kept, and what it says of which records are one paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.identity import identities
from tui.library import Library, MergeDecision
from tui.paper import Paper

if TYPE_CHECKING:
    from tui.merge import Decision
    from tui.settings import Settings


def merge_decisions(library: Library) -> tuple[Decision, ...]:
    """What `library` keeps about merges, as `tui.merge` takes it."""
    return tuple(_decision(kept) for kept in library.merge_decisions())


def own_folder() -> Path:
    """Where the person's reading lists and notes are kept: as the settings say, or as usual."""
    from tui.settings import load

    return _folder(load()[0])


def own_library() -> Library:
    """The person's own library; makes its folders where there are none."""
    from tui import places
    from tui.settings import load

    settings = load()[0]
    return Library(_folder(settings), places.state(), settings.papers.states)


def _folder(settings: Settings) -> Path:
    from tui import places

    return Path(settings.library) if settings.library else places.data()


def kept_decisions() -> tuple[Decision, ...]:
    """What the person's own library keeps about merges; makes none where there is none."""
    from tui import places

    return merge_decisions(own_library()) if places.state().is_dir() else ()


def one_paper(papers: Sequence[Paper]) -> list[MergeDecision]:
    """The decisions that all of `papers` are one."""
    first, *others = papers
    return [MergeDecision(identities(first), identities(other), same=True) for other in others]


def another_paper(paper: Paper, version: Paper) -> MergeDecision:
    """The decision that one of the records merged into `paper` is another paper.

    Raises ValueError where nothing in the other records tells them from it.
    """
    others = [record for record in paper.versions if record is not version]
    names = dict.fromkeys(name for record in others for name in identities(record))
    kept = MergeDecision(identities(version), tuple(names), same=False)
    decision = _decision(kept)
    if all(decision.side(frozenset(identities(record))) != 2 for record in others):
        raise ValueError("These records say the same, so nothing tells them apart")
    return kept


def _decision(kept: MergeDecision) -> Decision:
    from tui.merge import Decision

    return Decision(frozenset(kept.one), frozenset(kept.other), kept.same)

"""The library: what a person has said about papers, and their reading lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from tui.library.base import NOTE, PUT_OFF, SAID, TAG, counted, name_of
from tui.library.cells import Value
from tui.library.clock import milliseconds
from tui.library.lists import ListKeeping
from tui.library.merges import MergeKeeping
from tui.library.model import Known
from tui.library.rescue import Rescue
from tui.library.undo import Edit, Step
from tui.library.words import MAX_NAME, checked_name, checked_note, quoted, texts, told

FOLDED_AT_ONCE = 20_000
"""Most entries whose readable file is brought up to date before leaving; beyond that the journal
keeps what is new, and the next session folds it."""

REUNITED = "reunited"
"""Field of the paper that an entry was once given to without being asked."""

LEAVING_SECONDS = 0.4
"""How long leaving waits for another process."""


class Library(ListKeeping, MergeKeeping):
    """Reading state, durable from the moment a method returns; safe to use from one thread.

    Methods that change something raise OSError where the disk refuses; the change is made in
    memory all the same and is tried again with the next one. `look`, `fold` and methods that only
    tell something may run in other threads meanwhile.
    """

    # Papers -------------------------------------------------------------------------------

    def set_bookmark(self, papers: Sequence[Known], on: bool) -> str:
        """Bookmark papers, or drop their bookmarks; returns what was done."""
        verb = "Bookmarked" if on else "Dropped the bookmark of"
        return self._set(papers, "bookmark", on or None, f"{verb} {counted(papers)}")

    def set_status(self, papers: Sequence[Known], status: str) -> str:
        """Give papers a reading status; returns what was done."""
        value = None if status == self.statuses.first else status
        return self._set(papers, "status", value, f"Marked {counted(papers)} as {status}")

    def decide(self, paper: Known, status: str, reason: str = "") -> str:
        """Give a paper a status and, as a tag, the reason for it, in one step."""
        identifier, fresh = self._ensure(paper)
        edits = [
            self._edit(identifier, "status", None if status == self.statuses.first else status)
        ]
        if reason:
            edits.append(self._edit(identifier, f"{TAG}because {reason}", True))
        return self._do(Step(f"Marked {counted([paper])} as {status}", tuple(edits)), fresh)

    def put_off(self, paper: Known) -> str:
        """Leave the decision on a paper for later; returns what was done."""
        return self._set([paper], PUT_OFF, True, f"Left {counted([paper])} for later")

    def set_rating(self, papers: Sequence[Known], rating: int) -> str:
        """Rate papers from 1 to 5; 0 takes the rating back. Returns what was done."""
        what = f"Rated {counted(papers)} {rating}" if rating else f"Unrated {counted(papers)}"
        return self._set(papers, "rating", rating or None, what)

    def set_tag(self, papers: Sequence[Known], tag: str, on: bool) -> str:
        """Add a tag or take it off; returns what was done, raises ValueError for no tag."""
        tag = checked_name(tag, "a tag") if on else told(tag, MAX_NAME)
        verb = "Tagged" if on else "Untagged"
        edits: list[Edit] = []
        introductions: list[Edit] = []
        for paper in papers:
            identifier, fresh = self._ensure(paper)
            introductions += fresh
            fields = [TAG + tag] if on else self._tag_fields(paper, tag)
            edits += [self._edit(identifier, field, on or None) for field in fields]
        return self._do(Step(f"{verb} {counted(papers)} {tag}", tuple(edits)), introductions)

    def _tag_fields(self, paper: Known, tag: str) -> list[str]:
        """The fields that are told as `tag`, however they are written."""
        cells = self._latest(self._entry_ids(paper.identities))
        return [field for field, (_, value) in cells.items()
                if field.startswith(TAG) and value is not None
                and told(field[len(TAG) :], MAX_NAME) == tag]  # fmt: skip

    def set_note(self, paper: Known, note: str) -> str:
        """Write the note of a paper; returns what was done.

        The new note replaces all versions that this device has seen, and no other. Raises
        ValueError where it is too long.
        """
        note = checked_note(note)
        identifier, fresh = self._ensure(paper)
        found = dict.fromkeys([identifier, *self._entry_ids(paper.identities)])
        seen = [stamp for stamp, _ in self._note_versions(found)]
        field = NOTE + self._store.device
        edit = self._edit(identifier, field, {"text": note, "seen": seen})
        return self._do(Step(f"Wrote a note on {quoted(paper.title)}", (edit,)), fresh)

    def set_dates(self, paper: Known, dates: Mapping[str, datetime]) -> None:
        """Let what was just taken in be dated as where it came from; keys as those of `dates`."""
        identifier, _ = self._ensure(paper)
        before = self._store.cells.value(identifier, SAID)
        known = before if isinstance(before, dict) else {}
        said: dict[str, object] = {}
        for cell in self._store.cells.all_cells(identifier):
            is_others = cell.field.startswith(NOTE) and cell.field != NOTE + self._store.device
            if (when := dates.get(name_of(cell.field))) and not is_others:
                said[cell.stamp] = milliseconds(when)
            elif cell.stamp in known:
                said[cell.stamp] = known[cell.stamp]
        if said:
            self._do(Step(f"Dated {counted([paper])}", (self._edit(identifier, SAID, said),)))

    # Names ----------------------------------------------------------------------------------

    def learn(self, papers: Sequence[tuple[str, Known]]) -> None:
        """Let entries, by id, be found under all names that their papers have; no step of undo."""
        if edits := [
            edit for entry, paper in papers for edit in self._names_to_learn(entry, paper)
        ]:
            self._write((edit[0], edit[1], edit[3]) for edit in edits)

    def reunite(self, papers: Sequence[tuple[str, Known]]) -> str:
        """Give entries, by id, to papers that they must be, once each; returns what was done."""
        tried: list[Edit] = []
        edits: list[Edit] = []
        for entry, paper in papers:
            if self._store.cells.value(entry, REUNITED) != paper.identities[0]:
                tried.append(self._edit(entry, REUNITED, paper.identities[0]))
                edits += self._names_to_learn(entry, paper)
        if not edits:
            return ""
        what = f"Linked {counted([paper for _, paper in papers])} again, whose source had changed"
        return self._do(Step(what, tuple(edits)), tried)

    def _names_to_learn(self, entry: str, paper: Known) -> list[Edit]:
        names = texts(self._store.cells.value(entry, "names"))
        lacking = [name for name in paper.identities if name not in names]
        return [self._edit(entry, "names", [*names, *lacking])] if lacking else []

    def _set(self, papers: Sequence[Known], field: str, value: Value, what: str) -> str:
        edits: list[Edit] = []
        introductions: list[Edit] = []
        for paper in papers:
            identifier, fresh = self._ensure(paper)
            introductions += fresh
            edits.append(self._edit(identifier, field, value))
        return self._do(Step(what, tuple(edits)), introductions)

    # Undo, files --------------------------------------------------------------------------

    def undo(self) -> str | None:
        """Take the last change back; returns what it was, or None where there is none."""
        step = self._history.undo()
        if step is None:
            return None
        self._write((edit[0], edit[1], edit[2]) for edit in reversed(step.edits))
        return step.what

    def redo(self) -> str | None:
        """Do again what was undone last; returns what it was, or None."""
        step = self._history.redo()
        if step is None:
            return None
        self._write((edit[0], edit[1], edit[3]) for edit in step.edits)
        return step.what

    def size_of_steps(self, steps: int, *, back: bool) -> int:
        """How many values the next so many undos, or redos, set."""
        return self._history.size(steps, back=back)

    def poll(self) -> bool:
        """Take in what other windows and machines have written; True where anything changed."""
        self.look()
        return self.take_news()

    def look(self) -> None:
        """Read what other windows and machines have written, in any thread; raises OSError."""
        self._store.look()
        if self._store.has_unsaved:
            self._store.flush()

    def take_news(self, most: int | None = None) -> bool:
        """Tell of at most so many entries and lists that `look` found; False for none."""
        news = self._store.news(most)
        if news:
            self._index(news)
        return bool(news)

    def fold(self) -> None:
        """Bring the readable file up to date; raises OSError."""
        self._store.fold()

    @property
    def has_unsaved(self) -> bool:
        """True while a change is only in memory, because the disk has refused it."""
        return self._store.has_unsaved

    @property
    def wants_folding(self) -> bool:
        """True where it is time to `fold`."""
        return self._store.wants_folding

    def close(self) -> None:
        """Bring the readable file up to date before leaving; raises OSError."""
        self._store.flush(LEAVING_SECONDS)
        if len(self._store.cells) <= FOLDED_AT_ONCE:
            self._store.fold(LEAVING_SECONDS)

    def backups(self) -> list[Path]:
        """Backups of the state files, newest first."""
        return self._store.backups()

    def newest_backup(self) -> Path | None:
        """The newest whole backup of this machine's file, or None."""
        return self._store.newest_backup()

    @property
    def rescue(self) -> Rescue | None:
        """What can be offered for a file that does not fit its checksum, until it is restored."""
        return self._store.rescue

    def restore(self, backup: Path) -> str:
        """Take a backup back in: what has been lost since comes back. Raises OSError, ValueError.

        What was said after the backup was made stays as it is.
        """
        self._index(self._store.restore_from(backup))
        self._store.fold()
        return f"Restored {backup.name}"

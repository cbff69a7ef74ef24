"""Reading lists: putting papers on one, and keeping house among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.binding import Binding

from tui.library import Library, ReadingList
from tui.screens.picker import Choice, ListPicker
from tui.screens.prompt import PromptScreen


def papers_counted(count: int) -> str:
    """`1 paper`, `1,234 papers`."""
    return f"{count:,} paper{'' if count == 1 else 's'}"


def list_choices(lists: Sequence[ReadingList]) -> list[Choice[str]]:
    """The lists with their sizes."""
    return [
        Choice(
            known.name,
            known.name,
            f"query: {known.query}" if known.query else papers_counted(len(known.papers)),
        )
        for known in lists
    ]


class AddToListScreen(ListPicker[str]):
    """Choose a list for papers, or type the name of a new one."""

    def __init__(self, lists: Sequence[ReadingList]) -> None:
        ordinary = [known for known in lists if not known.query]
        super().__init__(
            "Add to list", list_choices(ordinary), "a list, new or old; a/b nests", str
        )


class ListsScreen(ListPicker[str]):
    """All lists: Enter shows one, and single keys with Ctrl change them."""

    BINDINGS = [
        Binding("ctrl+n", "new", show=False, priority=True),
        Binding("ctrl+r", "rename", show=False, priority=True),
        Binding("ctrl+d", "delete", show=False, priority=True),
        Binding("ctrl+s", "save_query", show=False, priority=True),
        Binding("ctrl+z", "undo", show=False, priority=True),
    ]

    def __init__(self, library: Library, query: str) -> None:
        super().__init__("Reading lists", list_choices(library.lists()), "search the lists")
        self._library, self._query = library, query

    def on_mount(self) -> None:
        """Say which keys do what."""
        super().on_mount()
        self.subtitle("Ctrl+N new  Ctrl+R rename  Ctrl+D delete  Ctrl+S save filter  Ctrl+Z undo")

    def action_new(self) -> None:
        """Name a new list."""
        self._ask("Name of the new list", "", self._library.create_list)

    def action_rename(self) -> None:
        """Rename the list under the cursor."""
        if name := self.current:
            self._ask(f"New name of {name}", name, lambda new: self._library.rename_list(name, new))

    def action_delete(self) -> None:
        """Delete the list under the cursor; Ctrl+Z brings it back."""
        if name := self.current:
            self._attempt(lambda: self._library.delete_list(name))

    def action_save_query(self) -> None:
        """Keep the present filter as a list that fills itself."""
        if not self._query:
            self.subtitle("There is no filter to save; / begins one")
            return
        self._ask(
            f"Name for “{self._query}”",
            "",
            lambda name: self._library.create_list(name, self._query),
        )

    def action_undo(self) -> None:
        """Take the last change back."""
        self._attempt(self._library.undo)

    def _ask(self, question: str, text: str, use: Callable[[str], str]) -> None:
        def answered(name: str | None) -> None:
            if name:
                self._attempt(lambda: use(name))

        self.app.push_screen(PromptScreen(question, text), answered)

    def _attempt(self, do: Callable[[], str | None]) -> None:
        try:
            self.subtitle(do() or "Nothing to undo")
        except (OSError, ValueError, KeyError) as error:
            self.subtitle(str(error.args[-1] if error.args else error))
        self.offer(list_choices(self._library.lists()))

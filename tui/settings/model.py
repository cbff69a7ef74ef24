"""What a person may set in `config.toml`: names, defaults, checks.

The literal under each field is its description: the commented default file is made from it.
A check takes a value of the right type and returns it as it is used, or raises ValueError with
one sentence for the person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, is_dataclass
from types import MappingProxyType
from typing import Any, Literal, get_args

from tui.citekeys import KEY_PATTERN
from tui.corpus import SortField, SortKey
from tui.query import STATUSES, Statuses
from tui.settings import checks

Grouping = Literal["", "year", "category", "venue", "list", "status"]
"""What the list of papers can be grouped by."""

GROUPINGS: tuple[str, ...] = get_args(Grouping)[1:]
"""The same without the first, which is not to group."""

CHECK = "check"
"""Name in a field's metadata of what turns the value in the file into the one that is used."""


def section_type(kind: Any) -> type | None:
    """The class of a table, where a field of the type `kind` is one."""
    return kind if isinstance(kind, type) and is_dataclass(kind) else None


def sections_type(field: Field[Any], kind: Any) -> type | None:
    """The class of the tables of an array, where a field of the type `kind` is such an array."""
    item = get_args(kind)[0] if get_args(kind) and CHECK not in field.metadata else None
    return section_type(item)


def _checked(default: Any, check: Callable[[Any], Any]) -> Any:
    return field(default=default, metadata={CHECK: check})


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and symbols."""

    theme: str = "carrel-dark"
    """Name of a theme: carrel-dark, carrel-light or one of Textual's."""
    ascii: bool = False
    """Draw with plain ASCII symbols, for fonts and terminals that lack others."""
    text_width: int = _checked(80, checks.between(20, 400))
    """Longest line of an abstract, in columns: 20 to 400."""
    reading_width: int = _checked(66, checks.between(20, 200))
    """Longest line in the reading mode, in columns: 20 to 200."""
    highlight_words: tuple[str, ...] = ()
    """Words and phrases that are marked wherever they stand in a title or an abstract; with a
    star at the end, such as "learn*", whatever begins so."""


@dataclass(frozen=True, slots=True)
class List:
    """The list of papers."""

    columns: tuple[str, ...] = _checked(
        ("status", "bookmark", "rating", "title", "author", "year"), checks.columns
    )
    """What a row shows, from left to right: added, author, bookmark, category, date, key, note,
    rating, status, title, venue, year. "venue:20" is 20 cells wide."""
    row_format: str = _checked("", checks.pattern(checks.COLUMNS))
    """A row in your own words, such as "{year} {author}: {title}", in place of columns."""
    sort: tuple[SortKey, ...] = _checked(
        (SortKey(SortField.DATE, descending=True),), checks.sort_keys
    )
    """Order at the start: added, author, date, relevance, title, venue; "-date" for latest first;
    several for ties."""
    group: Grouping = ""
    """Headings at the start: year, category, venue, list or status; empty for none."""
    density: Literal["compact", "comfortable"] = "compact"
    """"compact" for one line a paper, "comfortable" for two."""
    wrap: bool = False
    """Show the title under the cursor whole, on as many lines as it takes; otherwise it is cut."""


@dataclass(frozen=True, slots=True)
class Panes:
    """How wide the panes are; dragging and resizing by key win until the next start."""

    facets: int = _checked(28, checks.between(10, 200))
    """Columns of the facet pane: 10 to 200."""
    detail: int = _checked(0, checks.between(0, 400))
    """Columns of the detail pane: up to 400; 0 shares the room with the list."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keyboard; `carrel keys` prints the names of all commands."""

    preset: Literal["vim", "plain"] = "vim"
    """"vim" for j, k, gg and so on; "plain" moves by arrows, Home, End and page keys
    alone."""
    bind: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Keys of single commands, by name: {"paper.toggle-read" = ["r", "g r"]}; [] unbinds."""
    list: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The same where the keyboard is in the list of papers; wins over bind."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The same in the facets."""
    detail: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The same in the pane of the paper."""
    reading: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The same in the reading mode."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Reading states, citation keys and files of papers."""

    statuses: tuple[str, ...] = _checked(STATUSES, checks.statuses)
    """Reading states in the order of the facet; a paper begins with the first."""
    read_status: str = ""
    """The state that `r` gives; empty for "read", or else the last."""
    kept_status: str = ""
    """The state that triage gives to what is kept; empty for "to read", or else the second."""
    rejected_status: str = ""
    """The state that triage gives to the rest; empty for "dropped", or else the last."""
    citation_key: str = _checked(KEY_PATTERN, checks.pattern(checks.KEY_PARTS))
    """How citation keys are made; {author}, {year} and {word} (the first of the title) are put
    in."""
    pdfs: tuple[str, ...] = _checked((), checks.each(checks.path_pattern))
    """Where PDFs lie, such as "~/papers/{arxiv}*.pdf"; {arxiv}, {doi} and {key} are put in, ? for
    what stands in no file's name; * is anything."""
    open_command: tuple[str, ...] = ()
    """Program and arguments that open a PDF; the file is added. Empty for the desktop's own."""

    @property
    def states(self) -> Statuses:
        """The reading states, and which of them the commands give."""
        return Statuses.of(self.statuses, self.read_status, self.kept_status, self.rejected_status)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A rule that styles the rows of some papers; write [[highlight]] once for each."""

    query: str = _checked("", checks.query)
    """Which papers: a query as in the filter bar."""
    style: str = _checked("bold", checks.style)
    """How they look: colours and attributes, such as "bold yellow"."""


@dataclass(frozen=True, slots=True)
class Macro:
    """A key that sends the marked papers to a program; write [[macro]] once for each."""

    name: str = _checked("", checks.not_empty)
    """What help and the palette call it."""
    key: str = _checked("", checks.not_empty)
    """The keys that run it, such as "g x"."""
    command: tuple[str, ...] = _checked((), checks.not_empty)
    """Program and arguments, no shell; it reads the papers as JSON lines."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    sources: tuple[str, ...] = _checked((), checks.each(checks.path))
    """Files and folders to open when none is named on the command line; ~ is your home."""
    library: str = _checked("", checks.path)
    """Folder of your reading lists and notes; empty for the usual place."""
    look: Look = Look()
    """Colours and symbols."""
    list: List = List()
    """The list of papers."""
    panes: Panes = Panes()
    """How wide the panes are."""
    keys: Keys = Keys()
    """The keyboard."""
    papers: Papers = Papers()
    """Reading states, citation keys and files of papers."""
    highlight: tuple[Highlight, ...] = ()
    """Rules that style the rows of some papers."""
    macro: tuple[Macro, ...] = ()
    """Keys that send the marked papers to a program."""

    @property
    def macros(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Names, keys and programs of the macros."""
        return tuple((macro.name, macro.key, macro.command) for macro in self.macro)

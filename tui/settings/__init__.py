"""What the person chose: typed settings out of `config.toml`."""

from tui.settings.default_file import default_file
from tui.settings.model import (
    GROUPINGS,
    Highlight,
    Keys,
    List,
    Look,
    Macro,
    Panes,
    Papers,
    Settings,
)
from tui.settings.reading import SettingProblem, load, read

__all__ = [
    "GROUPINGS",
    "Highlight",
    "Keys",
    "List",
    "Look",
    "Macro",
    "Panes",
    "Papers",
    "SettingProblem",
    "Settings",
    "default_file",
    "load",
    "read",
]

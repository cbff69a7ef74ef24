from __future__ import annotations

import pytest

from tui.keys import (
    COMMANDS,
    GROUPS,
    Command,
    Context,
    KeyConflictError,
    Pending,
    Resolved,
    Resolver,
    Unknown,
    conflicts,
    remapped,
    shown_keys,
)


def test_no_two_commands_get_in_each_others_way() -> None:
    assert conflicts(COMMANDS) == []


def test_every_command_has_a_method_and_a_group() -> None:
    from tui.screens.browse import BrowseScreen

    for command in COMMANDS:
        assert callable(getattr(BrowseScreen, command.method, None)), command.id
        assert command.group in GROUPS
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("taken", ["ctrl+i", "ctrl+m", "ctrl+h", "ctrl+left_square_bracket"])
def test_keys_that_terminals_confuse_are_not_used(taken: str) -> None:
    assert all(taken not in keys.split() for command in COMMANDS for keys in command.keys)


def test_a_sequence_waits_and_says_what_may_follow() -> None:
    resolver = Resolver(COMMANDS)
    waiting = resolver.press("g", Context.LIST)
    assert isinstance(waiting, Pending)
    assert ("g", "move.first") in [(key, command.id) for key, command in waiting.choices]
    done = resolver.press("g", Context.LIST)
    assert isinstance(done, Resolved)
    assert done.command.id == "move.first"
    assert not resolver.waiting


def test_a_number_before_a_motion_counts_and_alone_it_rates() -> None:
    resolver = Resolver(COMMANDS)
    first = resolver.press("4", Context.LIST)
    assert isinstance(first, Pending)
    assert first.otherwise is not None
    assert first.otherwise.command.id == "paper.rate"
    assert first.otherwise.keys == "4"
    second = resolver.press("2", Context.LIST)
    assert isinstance(second, Pending)
    assert second.otherwise is None
    moved = resolver.press("j", Context.LIST)
    assert isinstance(moved, Resolved)
    assert (moved.command.id, moved.count) == ("move.down", 42)


def test_zero_rates_unless_it_continues_a_number() -> None:
    resolver = Resolver(COMMANDS)
    rated = resolver.press("0", Context.LIST)
    assert isinstance(rated, Resolved)
    assert rated.command.id == "paper.rate"
    resolver.press("1", Context.LIST)
    assert isinstance(resolver.press("0", Context.LIST), Pending)


def test_an_unknown_key_is_told_and_forgotten() -> None:
    resolver = Resolver(COMMANDS)
    resolver.press("g", Context.LIST)
    assert isinstance(resolver.press("@", Context.LIST), Unknown)
    assert not resolver.waiting


def test_a_remapping_replaces_the_keys_and_conflicts_name_both() -> None:
    table = remapped({"paper.bookmark": ["B"]})
    assert next(c.keys for c in table if c.id == "paper.bookmark") == ("B",)
    with pytest.raises(KeyError, match=r"paper\.fly"):
        remapped({"paper.fly": ["B"]})
    with pytest.raises(
        KeyConflictError, match=r"paper\.bookmark.*move\.down|move\.down.*paper\.book"
    ):
        Resolver(remapped({"paper.bookmark": ["j"]}))


def test_a_prefix_conflict_is_a_conflict() -> None:
    table = (Command("move.a", ("g",), "a", "A."), Command("move.b", ("g g",), "b", "B."))
    assert "move.a" in conflicts(table)[0]
    assert "move.b" in conflicts(table)[0]


@pytest.mark.parametrize(
    ("keys", "shown"),
    [("g g", "gg"), ("ctrl+d", "Ctrl+D"), ("y b", "yb"), ("space", "Space"), ("G", "G")],
)
def test_keys_are_shown_as_people_write_them(keys: str, shown: str) -> None:
    assert shown_keys(keys) == shown

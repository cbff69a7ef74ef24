from __future__ import annotations

import pytest

from tui.keys import (
    COMMANDS,
    GROUPS,
    Command,
    Context,
    Pending,
    Resolved,
    Resolver,
    Unknown,
    configured,
    conflicts,
    shown_keys,
)
from tui.settings import Keys


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


def keys_of(table: tuple[Command, ...], identifier: str) -> tuple[str, ...]:
    return next(command.keys for command in table if command.id == identifier)


def test_a_remapping_replaces_the_keys() -> None:
    table, problems = configured(Keys(bind={"paper.bookmark": ("B", "Ctrl+B")}))
    assert problems == []
    assert keys_of(table, "paper.bookmark") == ("B", "ctrl+b")


def test_keys_can_be_swapped_and_taken_away() -> None:
    table, problems = configured(
        Keys(bind={"paper.bookmark": ("r",), "paper.toggle-read": ("b",), "app.quit": ()})
    )
    assert problems == []
    assert keys_of(table, "paper.bookmark") == ("r",)
    assert keys_of(table, "app.quit") == ()


def test_a_conflict_names_both_and_keeps_the_usual_keys() -> None:
    table, [problem] = configured(Keys(bind={"paper.bookmark": ("j",)}))
    assert "paper.bookmark" in problem
    assert "move.down" in problem
    assert keys_of(table, "paper.bookmark") == ("b",)
    Resolver(table)


@pytest.mark.parametrize(
    ("bind", "said"),
    [
        ({"paper.bokmark": ("B",)}, "did you mean paper.bookmark?"),
        ({"paper.bookmark": ("ctrl+i",)}, "another key to a terminal"),
        ({"paper.bookmark": ("hyper",)}, "hyper is no key"),
        ({"paper.bookmark": ("",)}, "must not be empty"),
    ],
)
def test_a_bad_wish_is_told_and_left_out(bind: dict[str, tuple[str, ...]], said: str) -> None:
    table, [problem] = configured(Keys(bind=bind))
    assert said in problem
    assert table == COMMANDS


def test_macros_are_commands_with_keys() -> None:
    table, problems = configured(macros=[("Count them!", "g z", ("/usr/bin/wc", "-l"))])
    assert problems == []
    assert table[:-1] == COMMANDS
    macro = table[-1]
    assert (macro.id, macro.label, macro.keys) == ("macro.1-count-them", "Count them!", ("g z",))
    assert macro.program == ("/usr/bin/wc", "-l")
    assert "wc" in macro.help


@pytest.mark.parametrize(("key", "said"), [("j", "move.down"), ("g", "move."), ("hyper", "no key")])
def test_a_macro_whose_key_cannot_be_had_keeps_its_name(key: str, said: str) -> None:
    table, problems = configured(macros=[("Count", key, ("wc",)), ("More", "ctrl+g", ("wc",))])
    assert said in problems[0]
    assert table[-2].keys == ()
    assert table[-1].keys == ("ctrl+g",)
    Resolver(table)


def test_the_plain_preset_leaves_every_command_a_key() -> None:
    table, problems = configured(Keys(preset="plain"))
    assert problems == []
    assert keys_of(table, "move.down") == ("down",)
    assert all(command.keys for command in table)


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


def keys_in(table: tuple[Command, ...], identifier: str, context: Context) -> tuple[str, ...]:
    (keys,) = (
        command.keys
        for command in table
        if command.id == identifier and context in command.contexts
    )
    return keys


def test_one_context_can_have_other_keys_than_the_rest() -> None:
    table, problems = configured(
        Keys(
            bind={"view.sort": ("c",)},
            list={"paper.bookmark": ("B",), "view.sort": ("b",)},
            facets={"facet.fold": ("d",)},
        )
    )
    assert problems == []
    assert keys_in(table, "paper.bookmark", Context.LIST) == ("B",)
    assert keys_in(table, "paper.bookmark", Context.DETAIL) == ("b",)
    assert keys_in(table, "view.sort", Context.LIST) == ("b",)
    assert keys_in(table, "view.sort", Context.READING) == ("c",)
    resolver = Resolver(table)
    assert isinstance(resolver.press("d", Context.FACETS), Resolved)
    assert isinstance(resolver.press("d", Context.LIST), Unknown)


def test_a_conflict_in_one_context_says_where_and_costs_only_that_wish() -> None:
    table, [problem] = configured(
        Keys(bind={"paper.bookmark": ("B",)}, list={"paper.bookmark": ("r",), "app.quit": ("Z",)})
    )
    assert "r is claimed by" in problem
    assert "paper.bookmark" in problem
    assert "paper.toggle-read" in problem
    assert "(list)" in problem
    assert keys_in(table, "paper.bookmark", Context.LIST) == ("B",)
    assert keys_in(table, "app.quit", Context.LIST) == ("Z",)
    Resolver(table)


def test_a_command_that_is_not_valid_there_is_refused() -> None:
    table, [problem] = configured(Keys(list={"facet.fold": ("d",)}))
    assert problem == "keys of facet.fold in [keys.list]: it is no command there, only in facets"
    assert table == COMMANDS

"""carrel's own two themes: a desk lamp at night, paper by day."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="carrel-dark",
    primary="#82aaff",
    secondary="#8fbfb5",
    accent="#f0b866",
    warning="#e6c07b",
    error="#f07178",
    success="#a5d6a0",
    foreground="#d8dee9",
    background="#12151b",
    surface="#191d25",
    panel="#20252f",
    dark=True,
    variables={
        "input-cursor-background": "#f0b866",
        "input-selection-background": "#82aaff 35%",
        "block-cursor-text-style": "none",
    },
)
"""Ink, with the amber of a reading lamp for what matters."""

LIGHT = Theme(
    name="carrel-light",
    primary="#2a5db0",
    secondary="#2f6f63",
    accent="#a65a00",
    warning="#8a6100",
    error="#b3262e",
    success="#2f7d32",
    foreground="#24262b",
    background="#fbf9f4",
    surface="#f3efe6",
    panel="#e8e2d5",
    dark=False,
    variables={
        "input-cursor-background": "#a65a00",
        "input-cursor-foreground": "#fbf9f4",
        "input-selection-background": "#2a5db0 25%",
        "block-cursor-text-style": "none",
    },
)
"""Paper, with dark ink and a brown marker."""

THEMES = (DARK, LIGHT)
"""Both."""

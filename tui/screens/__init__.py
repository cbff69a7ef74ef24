"""Screens: each owns the state of what it shows."""

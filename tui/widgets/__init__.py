"""Widgets: each draws what its screen gives it and tells what was done to it."""

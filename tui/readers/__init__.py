"""Readers: one module per format, and the registry that picks one by content."""

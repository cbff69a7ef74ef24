"""Reading lists and per-paper state, kept on disk."""

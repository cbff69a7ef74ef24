"""The on-disk index behind the Corpus interface."""

"""From a stream of records to a corpus on disk: read, merged, indexed, in bounded memory."""

from __future__ import annotations

"""Hyperlinks on a real terminal: only plain web addresses stand in its escape sequences."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.hostile.terminal import Terminal

HYPERLINK = re.compile(rb"\x1b\]8;([^;]*);(.*?)(?:\x1b\\|\x07)", re.DOTALL)

HOSTILE = (
    "https://evil.example/\x1b]0;owned\x07",
    "https://evil.example/\x9d0;owned\x9c",
    "https://evil.example/\u202e\u200b",
    "https://user@evil.example/",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://evil.example/;id=x;\x1b\\",
)


def test_links_and_identifiers_are_hyperlinks_and_nothing_breaks_out(tmp_path: Path) -> None:
    plain = "See https://plain.example/ä and https://plain.example/x;y "
    paper = {
        "title": "Linked", "abstract": plain + " ".join(HOSTILE),
        "links": HOSTILE, "url": HOSTILE[0],
        "doi": "10.1000/182", "arxiv": "2501.12948",
    }  # fmt: skip
    file = tmp_path / "linked.jsonl"
    file.write_text(json.dumps(paper))
    carrel = Terminal("-m", "tui", str(file))
    carrel.until("/x;y")
    carrel.send("Q")
    written = carrel.rest()
    targets = {match[2] for match in HYPERLINK.finditer(written)} - {b""}
    assert {
        b"https://doi.org/10.1000/182",
        b"https://arxiv.org/abs/2501.12948",
        b"https://plain.example/x;y",
        b"https://plain.example/%C3%A4",
    } <= targets
    for target in targets:
        assert re.fullmatch(rb"https?://[!-~]+", target), target
        assert b"@" not in target
    assert b"\x1b]0;owned" not in written
    assert b"\xc2\x9d" not in written
    # Each hyperlink that is begun is ended.
    assert written.count(b"\x1b]8;;\x1b\\") == sum(1 for m in HYPERLINK.finditer(written) if m[2])

# ruff: noqa: E501 - tables read best in full lines
"""Texts that do harm where a program trusts them, by what they attack.

`PAYLOADS` are single texts; `bibliography` puts every one into every field of a paper, and
`ESCAPES` are the sequences of a terminal that no output may hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

_MARKUP = [
    "[/", "[/]", "[", "]", "[]", "[[", "]]", "[[]]", "[b]", "[/b]", "[b", "b]", "[bold]x[/bold]",
    "[red]x", "[/red]", "[b][i]x[/b][/i]", "[on red]x[/]", "[$accent]x[/]", "[$]x[/$]", "[#]x[/]",
    "[@click=app.quit]x[/]", "[@click=app.quit()]x[/]", "[@click='app.quit']x[/]",
    "[@click=screen.leave]x[/]", "[@click=app.bell]x[/]", "[@click=", "[@click=]x[/]",
    "[@click=app.exit(1)]x[/]", "[@click=app.push_screen('x')]x[/]", "[@mouse.down=app.quit]x[/]",
    "[link=https://example.org]x[/link]", "[link=file:///etc/passwd]x[/]", "[link]", "[link=",
    r"\[", r"\[b]", "[\\", r"[b\]", "[=]", "[ ]", "[ / ]", "[//]", "[/[/]]", "[x=y z='[']",
    "[rgb(1,2,3)]x[/]", "[not bold]x", "[blink]x[/]", "[reverse]x[/]", "[dim]" * 50, "[/]" * 50,
    ":smile:", ":warning: [/]", "[:]", "[a-z]+", "[1, 2, 3]", "arr[0][/]", "[!]", "[?]", "[*]",
]  # fmt: skip

ESCAPES = [
    "\x1b[2J", "\x1b[H", "\x1b[31m", "\x1b[0m", "\x1b[?1049l", "\x1b[?25h", "\x1b[6n", "\x1b[c",
    "\x1b[>c", "\x1b[21t", "\x1b[8;1;1t", "\x1b[?1000l", "\x1b[1;1r", "\x1b[999B", "\x1b[1000000b",
    "\x1b]0;owned\x07", "\x1b]2;owned\x1b\\", "\x1b]1;owned\x07", "\x1b]4;0;red\x07",
    "\x1b]8;;https://example.org\x07x\x1b]8;;\x07", "\x1b]9;owned\x07", "\x1b]10;?\x07",
    "\x1b]52;c;b3duZWQ=\x07", "\x1b]52;c;?\x07", "\x1b]52;p;b3duZWQ=\x1b\\", "\x1b]777;notify;x\x07",
    "\x1b]1337;File=:AAAA\x07", "\x1bP+q544e\x1b\\", "\x1bP1$r0m\x1b\\", "\x1bPq#0~\x1b\\",
    "\x1b_Gf=24;AAAA\x1b\\", "\x1b^private\x1b\\", "\x1bXstring\x1b\\", "\x1bc", "\x1b7\x1b8",
    "\x1b(0", "\x1b#8", "\x1b=", "\x1bM", "\x1b", "\x1b\x1b\x1b", "\x1b[", "\x1b]", "\x9b2J",
    "\x9d0;owned\x9c", "\x90q\x9c", "\x9d52;c;b3duZWQ=\x9c", "\x84", "\x85", "\x8d", "\x98x\x9c",
]  # fmt: skip

_CONTROLS = [
    "a\x00b", "a\x01b", "\x07" * 40, "a\x08\x08\x08b", "a\x0bb", "a\x0cb", "a\x0eb\x0f", "a\x11b\x13",
    "a\x1ab", "a\x1cb\x1db\x1eb\x1f", "\x7f\x7f", "a\tb", "a\nb", "a\rb", "a\r\nb", "\t" * 40,
    "\n" * 40, "\r" * 9, "a\u2028b", "a\u2029b", "a\u0085b", "".join(map(chr, range(32))),
    "".join(map(chr, range(127, 160))), "\x00" * 200,
]  # fmt: skip

_UNICODE = [
    "\u202eevil\u202c", "\u202dx", "\u202ax\u202bx", "\u2066x\u2067x\u2068x\u2069", "\u200f\u200e",
    "\u061c", "\u200b" * 60, "a\u200bb", "\u200c\u200d", "\u2060\u2061\u2062\u2063\u2064", "\ufeff",
    "\ufffe", "\uffff", "\ufff9x\ufffay\ufffb", "\ud800", "\udfff", "\udc80", "a\ud83d", "\ude00b",
    "\U000e0001\U000e0041", "\U000e0100", "e" + "\u0301" * 5000, "\u0301", "\u0301" * 50, "Z\u0336\u0489",
    "".join("x" + "\u0300\u0316\u0334\u20dd" * 8 for _ in range(20)), "\u20e0" * 9, "\ufe0f" * 40,
    "שלום", "مرحبا بالعالم", "abc שלום def", "١٢٣", "\u0600\u06dd", "हिन्दी", "ไทย", "မြန်မာ", "한국어",
    "\u1100" * 30, "中文标题", "日本語" * 40, "\uff21\uff22", "\u3000", "\u00a0\u202f\u2007", "\u00ad" * 20,
    "😀", "👩‍👩‍👧‍👦", "👩‍" * 40, "🏳️‍🌈", "🇩🇪🇫🇷", "🇩", "👍🏽", "\U0001f3fb", "1️⃣", "☺︎☺️", "\U0001fae8", "\U0010ffff",
    "\ue000", "\uf8ff", "ﷺ", "﷽" * 20, "𒐫", "꧅", "ffi", "İıſK", "ẞß", "\u1e9e\u0130", "ǆ", "\u034f" * 9,
]  # fmt: skip

_BOMBS = [
    "w" * 9_000, "-" * 3_000, "a " * 5_000, "(" * 3_000, "{" * 3_000, "}" * 3_000, "$" * 999,
    "\\" * 999, "\\frac{" * 300, "\\sqrt{" * 300, "$x" * 400, "^" * 400, "_" * 400, "$\\left(" * 99,
    "\\def\\x{\\x\\x}\\x", "\\input{/etc/passwd}", "\\write18{id}", "\\begin{" * 99, "$$$", "\\",
    "a" * 40 + "!", "(a+)+$", "(.*)*", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaX", "http://" * 200,
    "https://" + "a." * 500, "10.1000/" + "(" * 300, "@" * 500, "x@" * 300, "<" * 999, "<a " * 300,
    "&amp;" * 300, "&#0;", "&#27;[2J", "&#x1b;]0;x&#7;", "&lol9;", "<!DOCTYPE x [<!ENTITY a 'b'>]>",
]  # fmt: skip

_PROGRAMS = [
    "%s", "%n%n%n", "%(x)s", "{}", "{0}", "{x.__class__}", "{0!r:>{1}}", "${HOME}", "$(id)", "`id`",
    "; rm -rf ~", "| cat", "&& id", "' OR 1=1 --", '"; DROP TABLE papers; --', "*", "?", "~", "~root",
    "../../etc/passwd", "/dev/zero", "file:///etc/passwd", "javascript:alert(1)", "-", "--", "-rf",
    "--help", "NaN", "Infinity", "-0", "1e999", "null", "None", "__import__('os')", "=1+1", "+1", "@SUM(1)",
    "year:", "author:(", "year:2020..", '"', "'", "tag:\"", "NOT", "OR OR", "(((", ")", "-", "re:/(/", "a:b:c",
    "<script>alert(1)</script>", "<b>", "</", "<!--", "]]>", "]]", "\\0", "\\x1b[2J", "\\u001b[2J", "%1b[2J",
]  # fmt: skip

PAYLOADS = list(dict.fromkeys([*_MARKUP, *ESCAPES, *_CONTROLS, *_UNICODE, *_BOMBS, *_PROGRAMS]))
"""All of them, each once."""


def records(payloads: list[str] = PAYLOADS) -> Iterator[dict[str, object]]:
    """Papers as JSON records: each payload in every field of one of its own."""
    for number, payload in enumerate(payloads):
        yield {
            "title": payload if payload.strip() else f"blank {number}",
            "authors": [payload, f"{payload} {payload}", f"Family{number}, {payload}"],
            "abstract": f"{payload} in an abstract, {payload} again",
            "venue": payload,
            "keywords": [payload, f"kw {payload}"],
            "categories": [payload, "cs.LG"],
            "affiliations": [payload],
            "url": f"https://example.org/{payload}",
            "doi": f"10.1000/{payload}",
            "year": 2000 + number % 25,
            "comment": payload,
            payload: payload,
        }


def as_jsonl(payloads: list[str] = PAYLOADS) -> bytes:
    """A file of `records`; lone surrogates stay escaped, as JSON allows."""
    return b"".join(json.dumps(record).encode() + b"\n" for record in records(payloads))

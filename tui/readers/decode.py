"""Bytes to lines of text: byte order marks, line ends, encodings, endless lines.

A line ends at a line feed, a carriage return or both, and at nothing else; `Source` counts such
lines. UTF-8 is tried line by line, so a file in which somebody pasted lines of another encoding
keeps its good lines; only the others are decoded as what charset-normalizer thinks they are.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator

from tui.problems import Problem, ProblemKind
from tui.readers.base import SAMPLE_BYTES, Document, Sample

MAX_LINE = 16 << 20
"""Longest line in bytes; the rest of a longer one is passed over and reported."""

MAX_TEXT = 512 << 20
"""Most bytes of a document whose format has to be read as a whole."""

_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings that bibliographies are found in; a free choice mistakes short names for rarities.
_LEGACY = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 koi8_r mac_roman gb18030 big5 shift_jis euc_jp euc_kr"
).split()

# What editors and reference managers write into the first lines: `% Encoding: Cp1252`, Emacs'
# `-*- coding: latin-1-unix -*-`, KBibTeX's `x-kbibtex-encoding=utf-8`.
_DECLARED = re.compile(
    rb"(?i)coding\s{0,9}[:=]\s{0,9}([\w.-]{2,30}?)(?:-(?:unix|dos|mac))?(?![\w.-])"
)
_DECLARATIONS = 1024
_WITHOUT_ACCENTS = ("utf-8", "ascii", "utf-7", "idna", "punycode")
_ISOLATED = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
# Within words, apart from what cp1252 has for apostrophes and dashes.
_WITHIN_WORDS = re.compile(rb"(?<=[A-Za-z])[\x80-\x90\x93-\x95\x98-\xff](?=[a-z])")
_TURKISH = b"\xf0\xfd\xfe\xdd\xde\xd0"  # ğ ı ş İ Ş Ğ of cp1254, ð ý þ ... of cp1252.
_ICELANDIC = b"\xe1\xe9\xed\xf3\xfa\xe6"  # á é í ó ú æ, which no Turkish word has.
_HIGH = re.compile(rb"[\x80-\xff]")

# Letters of cp1250 (š, ž, ł, ś, ż, ...) next to others; in cp1252 they would be rare or no letters.
_CENTRAL_EUROPEAN = re.compile(
    rb"[a-z][\x9a\x9c-\x9f\xb3\xb9\xbe\xbf]|[\x8a\x8c-\x8f\xa3\xaf][a-z]"
)


def byte_lines(document: Document) -> Iterator[tuple[int, bytes]]:
    """Line numbers, from 1, and lines without their ends, UTF-16 and UTF-32 as UTF-8."""
    number = 0
    for group in _groups(document):
        for line in group:
            number += 1
            yield number, line


def lines(document: Document, longest: int = MAX_LINE) -> Iterator[tuple[int, str]]:
    """Line numbers, from 1, and decoded lines of at most `longest` bytes without their ends."""
    number = 0
    declared: str | None = None
    legacy = ""
    for group in _groups(document, longest):
        if declared is None:
            declared = _declared_encoding(b"\n".join(group[:20])[:_DECLARATIONS])
        try:
            texts = b"\n".join(group).decode().split("\n")
        except UnicodeDecodeError:
            legacy = legacy or declared
            legacy = legacy or _legacy_encoding([line for line in group if not _is_utf8(line)])
            texts = [_decode_line(line, legacy) for line in group]
        for text in texts:
            number += 1
            yield number, text


def read_text(document: Document) -> str:
    """The whole document, decoded, line ends as line feeds; cut and reported past `MAX_TEXT`.

    Its lines may be as long as itself: programs write whole collections on one.
    """
    taken: list[str] = []
    size = 0
    for number, line in lines(document, MAX_TEXT):
        size += len(line) + 1
        if size > MAX_TEXT:
            reason = f"only the first {MAX_TEXT >> 20} MB of this file were read; split it."
            document.problems.append(Problem(document.name, number, number, reason))
            break
        taken.append(line)
    return "\n".join(taken)


def sample(document: Document) -> Sample:
    """The beginning of `document`, which can still be read from its beginning."""
    stream = document.stream
    if stream.seekable():
        head = stream.read(SAMPLE_BYTES)
        stream.seek(0)
    elif isinstance(stream, io.BufferedReader):
        head = stream.peek(SAMPLE_BYTES)[:SAMPLE_BYTES]
    else:
        raise TypeError("a document's stream must be seekable or an io.BufferedReader")
    excerpt = Document(document.name, io.BytesIO(head))
    return Sample(document.name, "\n".join(text for _, text in lines(excerpt)), head)


def looks_binary(head: bytes) -> bool:
    """True where the beginning of a file is no text in any encoding read here."""
    if not head or encoding_by_shape(head) != "utf-8":
        return False
    controls = sum(map(head.count, (b"\x00", b"\x01", b"\x02", b"\x03", b"\x04", b"\x05", b"\x06")))
    return head.count(b"\x00") > 8 or controls * 50 > len(head) or head.startswith(b"%PDF-")


def encoding_by_shape(head: bytes) -> str:
    """`utf-8`, unless a byte order mark or the places of zero bytes say UTF-16 or UTF-32."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    start = head[:4096]
    half = len(start) // 2
    if half >= 2:
        even, odd = start[::2].count(0), start[1::2].count(0)
        if odd > 0.4 * half and even < 0.05 * half:
            return "utf-16-le"
        if even > 0.4 * half and odd < 0.05 * half:
            return "utf-16-be"
    return "utf-8"


def _groups(document: Document, longest: int = MAX_LINE) -> Iterator[list[bytes]]:
    """Complete lines, many at a time."""
    pieces: list[bytes] = []
    length = number = 0
    for chunk in byte_chunks(document):
        group = chunk.split(b"\n")
        if length <= longest:
            pieces.append(group[0])
            length += len(group[0])
            if length > longest:
                document.problems.append(_endless(document.name, number + 1, pieces[0], longest))
        if len(group) == 1:
            continue
        group[0] = b"".join(pieces)[:longest]
        pieces = [group.pop()]
        length = len(pieces[0])
        number += len(group)
        yield group
    if rest := b"".join(pieces)[:longest]:
        yield [rest]


def _endless(name: str, number: int, line: bytes, longest: int) -> Problem:
    reason = f"the line is longer than {longest >> 20} MB; its rest was passed over."
    raw = line[:200].decode(errors="replace")
    return Problem(name, number, number, reason, raw, ProblemKind.ALTERED)


def byte_chunks(document: Document) -> Iterator[bytes]:
    """The document as UTF-8 (or an unknown superset of ASCII) with line feeds only."""
    stream = document.stream
    chunk = stream.read(SAMPLE_BYTES)
    encoding = encoding_by_shape(chunk)
    for mark, _ in _BOMS:
        if chunk.startswith(mark):
            chunk = chunk[len(mark) :]
            break
    transcoder = None
    if encoding != "utf-8":
        transcoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    held = b""
    while chunk:
        if transcoder is not None:
            chunk = transcoder.decode(chunk).encode(errors="replace")
        chunk = held + chunk
        held = b"\r" if chunk.endswith(b"\r") else b""
        if b"\r" in chunk:
            if held:
                chunk = chunk[:-1]
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        yield chunk
        chunk = stream.read(_CHUNK)
    if held:
        yield b"\n"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decode_line(line: bytes, legacy: str) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode(legacy, errors="replace")


def _declared_encoding(beginning: bytes) -> str:
    """The encoding of text that the first lines name, or "" where they name none."""
    match = _DECLARED.search(beginning)
    if match is None:
        return ""
    name = match[1].decode().lower().replace("latin-", "latin")
    try:
        is_one_of_text = b"Letters 1".decode(name) == "Letters 1"
    except (LookupError, ValueError):
        return ""
    return name if is_one_of_text and codecs.lookup(name).name not in _WITHOUT_ACCENTS else ""


def _legacy_encoding(undecodable: list[bytes]) -> str:
    evidence = b"\n".join(undecodable)[:SAMPLE_BYTES]
    # Accents stand among letters of ASCII; letters of other scripts stand together.
    if 2 * len(_ISOLATED.findall(evidence)) > len(_HIGH.findall(evidence)):
        return _latin_encoding(evidence)
    from charset_normalizer import from_bytes

    best = from_bytes(evidence, cp_isolation=_LEGACY).best()
    encoding = best.encoding if best else "cp1252"
    return _latin_encoding(evidence) if encoding in ("cp1250", "cp1252") else encoding


def _latin_encoding(evidence: bytes) -> str:
    """The encoding in which the bytes next to letters are letters as well."""
    inside = b"".join(_WITHIN_WORDS.findall(evidence))
    low = sum(byte < 0xA0 for byte in inside)
    central = len(_CENTRAL_EUROPEAN.findall(evidence))
    if 2 * low > len(inside) and 2 * central < len(inside):
        return "mac_roman"
    if central > (len(inside) > 2 * central):
        return "cp1250"
    turkish = any(byte in _TURKISH for byte in evidence)
    return "cp1254" if turkish and not any(byte in _ICELANDIC for byte in evidence) else "cp1252"

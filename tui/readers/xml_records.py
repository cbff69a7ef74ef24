"""Record elements of XML documents with the lines they stand on, read as a stream.

Declared entities are refused, as defusedxml does, so that none can grow; expat is driven
directly because only it tells line numbers. A document that breaks is read on at its next record.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element
from xml.parsers import expat

from tui.problems import Problem
from tui.readers.base import Document
from tui.readers.decode import byte_chunks, encoding_by_shape, sample
from tui.text import MAX_RAW, collapse

_CHUNK = 1 << 18
_DEEPEST = 200
_TEXT_BUFFER = 1 << 16
_RAW = 300
_ROOT = "recovered"
_END_TAGS = re.compile(rb"(?:/?[\w:.-]*>)?(?:\s|</[^<>]*>)*")
_WHOLE_TAG = re.compile(rb"<(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>")
_MOST_BREAKS = 100


@dataclass(slots=True)
class XmlRecord:
    """One record element."""

    element: Element
    """With local names, without namespaces, as tags and attributes."""
    first_line: int
    """Line of its start tag."""
    last_line: int
    """Line of its end tag."""


class _RefusedError(Exception):
    """The document declares entities or is nested too deep."""


_FAULTS = (expat.ExpatError, _RefusedError, LookupError, ValueError)
"""What expat raises on damaged markup, on refused declarations and on unknown encodings."""


def xml_records(
    document: Document, name: str, furniture: frozenset[str] = frozenset()
) -> Iterator[XmlRecord | Problem]:
    """The outermost elements called `name`, and a problem for whatever else holds text.

    `name` may be several, parted by `|`.

    Elements called as one of `furniture` may hold text between the records.
    """
    collector = _Collector(document, name, furniture)
    chunks = byte_chunks(document)
    breaks = 0
    at_end = False
    while not at_end:
        chunk = next(chunks, b"")
        at_end = not chunk
        while chunk or at_end:
            try:
                collector.parse(chunk, final=at_end)
                break
            except _FAULTS as error:
                yield from collector.take()
                chunk = collector.break_here()
                while not chunk and not at_end:
                    more = next(chunks, b"")
                    at_end = not more
                    chunk = collector.skip(more)
                if problem := collector.resume(_why(error, at_end=not chunk)):
                    breaks += 1
                    yield problem
                if breaks > _MOST_BREAKS or isinstance(error, _RefusedError):
                    lines = chunk.count(b"\n") + sum(more.count(b"\n") for more in chunks)
                    first = collector.line
                    yield Problem(document.name, first, first + lines, "this was not read.")
                    return
                if not chunk:
                    return
        yield from collector.take()


def text_in(element: Element | None, path: str = "") -> str:
    """The text of the first descendant at `path` (or of `element`), markup left out."""
    found = element.find(path) if element is not None and path else element
    return collapse("".join(found.itertext())[:MAX_RAW]) if found is not None else ""


def texts_in(element: Element, path: str) -> list[str]:
    """The texts of all descendants at `path`, blank ones left out."""
    return [text for found in element.findall(path) if (text := text_in(found))]


def _why(error: Exception, *, at_end: bool) -> str:
    if isinstance(error, expat.ExpatError):
        told = expat.ErrorString(error.code) or "it is damaged"
        if at_end:
            return f"the XML is damaged here ({told}); what follows was not read."
        return f"the XML is damaged here ({told}); reading went on at the next record."
    if isinstance(error, LookupError):
        return f"the XML has an {error}; it was read as UTF-8."
    return f"the XML was refused: {error}."


class _Collector:
    """Builds the record elements of one document."""

    def __init__(self, document: Document, name: str, furniture: frozenset[str]):
        self._file = document.name
        self._names = frozenset(name.split("|"))
        self._furniture = furniture
        self._start_tag = re.compile(rb"<(?:[\w-]{1,40}:)?(?:%s)[\s/>]" % name.encode())
        # What is in another encoding by its shape is handed on as UTF-8, whatever it declares.
        self._is_transcoded = encoding_by_shape(sample(document).head) != "utf-8"
        self._lines_before = 0
        self._done: list[XmlRecord | Problem] = []
        self._started_at = self._settled = 1
        self._skipped: list[bytes] = []
        self._is_text_lost = False
        self._held = b""
        self._held_from = 0
        self._parser = self._new_parser(after_break=False)

    @property
    def line(self) -> int:
        """Where the parser stands."""
        return self._lines_before + int(self._parser.CurrentLineNumber)

    @property
    def unsettled(self) -> int:
        """The first line of which nothing has been told yet."""
        return self._started_at if self._open else self._settled

    def parse(self, chunk: bytes, *, final: bool) -> None:
        """Feed bytes; raises what expat raises, and _RefusedError."""
        self._held += chunk
        self._parser.Parse(chunk, False)
        # What expat has not understood yet is kept, to look for records in it after a break.
        understood = int(self._parser.CurrentByteIndex) - self._held_from
        if understood > 0:
            self._held_from += understood
            self._held = self._held[understood:]
        if final:
            if self._held.strip():
                self._has_stray = True
            self._parser.Parse(f"</{_ROOT}>".encode() if self._after_break else b"", True)
            self._report_stray(self.line)

    def take(self) -> list[XmlRecord | Problem]:
        """What is complete by now."""
        done, self._done = self._done, []
        return done

    def break_here(self) -> bytes:
        """What was fed after the break from the next record on; empty without one."""
        self._parser.buffer_text = False  # Hands over the text before the break.
        offset = max(0, int(self._parser.ErrorByteIndex) - self._held_from)
        self._settled = self.unsettled
        is_within = self._outside not in ("", _ROOT) or self._breaks_in_tag(offset)
        self._is_text_lost = bool(self._open) or self._has_stray or is_within
        self._lines_before = self.line - 1
        self._skipped = []
        return self.skip(self._held[offset:], 1)

    def _breaks_in_tag(self, offset: int) -> bool:
        """True where a tag that is no end tag has begun before `offset`, and not ended."""
        start = self._held.rfind(b"<", 0, offset)
        is_begun = start >= 0 and not _WHOLE_TAG.match(self._held, start, offset)
        return is_begun and not self._held.startswith(b"</", start)

    def skip(self, chunk: bytes, start: int = 0) -> bytes:
        """`chunk` from the next record on; empty without one."""
        found = self._start_tag.search(chunk, min(start, len(chunk)))
        at = found.start() if found else len(chunk)
        self._lines_before += chunk.count(b"\n", 0, at)
        self._skipped.append(chunk[:at])
        return chunk[at:]

    def resume(self, reason: str) -> Problem | None:
        """A fresh parser for what follows; the problem, unless only end tags were skipped."""
        skipped = b"".join(self._skipped)
        is_end = self._after_break and _END_TAGS.fullmatch(skipped) is not None
        is_lost = self._is_text_lost or not is_end
        last = self._lines_before + (not skipped.endswith(b"\n"))
        first, self._settled = self._settled, last
        self._parser = self._new_parser(after_break=True)
        if not is_lost:
            return None
        raw = skipped[:_RAW].decode(errors="replace")
        return Problem(self._file, first, max(first, last), reason, raw)

    def _new_parser(self, *, after_break: bool) -> expat.XMLParserType:
        self._after_break = after_break
        self._open: list[Element] = []
        self._pieces: list[str] = []
        self._outside = ""
        self._has_stray = False
        self._open_furniture = 0
        self._depth = 0
        self._held = b""
        self._held_from = 0
        parser = expat.ParserCreate("utf-8" if self._is_transcoded else None)
        parser.buffer_text = True
        parser.buffer_size = _TEXT_BUFFER
        parser.UseForeignDTD(True)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.SkippedEntityHandler = self._skipped_entity
        parser.ProcessingInstructionHandler = self._instruction
        parser.EntityDeclHandler = self._refuse
        parser.ExternalEntityRefHandler = self._no_external
        if after_break:
            root = f"<{_ROOT}>".encode()
            parser.Parse(root, False)
            self._held_from = len(root)
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _RefusedError("it is nested too deep")
        local = name.rpartition(":")[2]
        if not self._open and local not in self._names:
            self._outside = local
            self._open_furniture += local in self._furniture
            return
        self._settle_text()
        element = Element(local, {key.rpartition(":")[2]: v for key, v in attributes.items()})
        if self._open:
            self._open[-1].append(element)
        else:
            # What never ended before a record holds more than what a document tells of itself.
            self._has_stray = self._has_stray or self._open_furniture > 0
            self._report_stray(self.line)
            self._started_at = self.line
        self._open.append(element)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if not self._open:
            self._outside = ""
            self._open_furniture -= name.rpartition(":")[2] in self._furniture
        else:
            self._settle_text()
            element = self._open.pop()
            if not self._open:
                self._done.append(XmlRecord(element, self._started_at, self.line))
                self._settled = self.line

    def _report_stray(self, line: int) -> None:
        if self._has_stray:
            self._has_stray = False
            reason = "this text stands outside of any record."
            self._done.append(Problem(self._file, self._settled, line, reason))

    def _text(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)
        elif self._outside not in self._furniture and not text.isspace():
            self._has_stray = True

    def _settle_text(self) -> None:
        """Give the text since the last tag to its element, all at once."""
        if self._pieces:
            text = "".join(self._pieces)
            self._pieces.clear()
            element = self._open[-1]
            if len(element):
                element[-1].tail = text
            else:
                element.text = text

    def _skipped_entity(self, name: str, is_parameter: int) -> None:
        if not is_parameter:
            self._text(html.unescape(f"&{name};"))

    def _instruction(self, _target: str, data: str) -> None:
        if "<" in data:  # It lacks its end, and what looks like one is that of another.
            self._text(data)

    def _refuse(self, *_declaration: object) -> None:
        raise _RefusedError("it declares entities")

    def _no_external(self, *_reference: object) -> int:
        return 1

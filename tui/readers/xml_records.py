"""Record elements of XML documents with the lines they stand on, read as a stream.

Declared entities are refused, as defusedxml does, so that none can grow; expat is driven
directly because only it tells line numbers. A document that breaks is read on at its next record.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element
from xml.parsers import expat

from tui.problems import Problem
from tui.readers.base import Document
from tui.text import MAX_RAW, collapse

_CHUNK = 1 << 18
_DEEPEST = 200
_TEXT_BUFFER = 1 << 16
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


def xml_records(document: Document, name: str) -> Iterator[XmlRecord | Problem]:
    """The outermost elements called `name`, and a problem where the document breaks."""
    collector = _Collector(name)
    breaks = 0
    while chunk := document.stream.read(_CHUNK):
        while chunk:
            try:
                collector.parse(chunk)
                break
            except _FAULTS as error:
                yield from collector.take()
                line, chunk = collector.recover(chunk)
                yield Problem(document.name, line, line, _why(error))
                breaks += 1
                if breaks > _MOST_BREAKS or isinstance(error, _RefusedError):
                    reason = "what follows was not read."
                    yield Problem(document.name, line, line, reason)
                    return
        yield from collector.take()
    try:
        collector.parse(b"", final=True)
    except _FAULTS as error:
        yield from collector.take()
        yield Problem(document.name, collector.started_at, collector.line, _why(error))


def text_in(element: Element | None, path: str = "") -> str:
    """The text of the first descendant at `path` (or of `element`), markup left out."""
    found = element.find(path) if element is not None and path else element
    return collapse("".join(found.itertext())[:MAX_RAW]) if found is not None else ""


def texts_in(element: Element, path: str) -> list[str]:
    """The texts of all descendants at `path`, blank ones left out."""
    return [text for found in element.findall(path) if (text := text_in(found))]


def _why(error: Exception) -> str:
    if isinstance(error, expat.ExpatError):
        why = expat.ErrorString(error.code) or "it is damaged"
        return f"the XML is damaged here ({why}); reading went on at the next record."
    if isinstance(error, LookupError):
        return f"the XML has an {error}; it was read as UTF-8."
    return f"the XML was refused: {error}."


class _Collector:
    """Builds the record elements of one document."""

    def __init__(self, name: str):
        self._name = name
        self._lines_before = 0
        self._fed = self._fed_before = 0
        self._parser = expat.ParserCreate()
        self._done: list[XmlRecord] = []
        self.started_at = 1
        self._new_parser(after_break=False)

    @property
    def line(self) -> int:
        """Where the parser stands."""
        return self._lines_before + int(self._parser.CurrentLineNumber)

    def parse(self, chunk: bytes, *, final: bool = False) -> None:
        """Feed bytes; raises what expat raises, and _RefusedError."""
        if self._after_break and final:
            return
        self._fed_before = self._fed
        self._fed += len(chunk)
        self._parser.Parse(chunk, final)

    def take(self) -> list[XmlRecord]:
        """The records that are complete by now."""
        done, self._done = self._done, []
        return done

    def recover(self, chunk: bytes) -> tuple[int, bytes]:
        """The line of a break, and what follows it from the next record on, for a fresh parser."""
        line = self.line
        offset = max(0, int(self._parser.ErrorByteIndex) - self._fed_before)
        start = chunk.find(f"<{self._name}".encode(), min(offset + 1, len(chunk)))
        rest = chunk[start:] if start >= 0 else b""
        passed = chunk[offset : start if start >= 0 else len(chunk)]
        self._lines_before = line - 1 + passed.count(b"\n")
        self._new_parser(after_break=True)
        return line, rest

    def _new_parser(self, *, after_break: bool) -> None:
        self._after_break = after_break
        self._open: list[Element] = []
        self._pieces: list[str] = []
        self._depth = 0
        self._fed = self._fed_before = 0
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = _TEXT_BUFFER
        parser.UseForeignDTD(True)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.SkippedEntityHandler = self._skipped
        parser.EntityDeclHandler = self._refuse
        parser.ExternalEntityRefHandler = self._no_external
        self._parser = parser
        if after_break:
            root = b"<recovered>"
            parser.Parse(root, False)
            self._fed = len(root)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _RefusedError("it is nested too deep")
        local = name.rpartition(":")[2]
        if not self._open and local != self._name:
            return
        self._settle_text()
        element = Element(local, {key.rpartition(":")[2]: v for key, v in attributes.items()})
        if self._open:
            self._open[-1].append(element)
        else:
            self.started_at = self.line
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._open:
            self._settle_text()
            element = self._open.pop()
            if not self._open:
                self._done.append(XmlRecord(element, self.started_at, self.line))

    def _text(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)

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

    def _skipped(self, name: str, is_parameter: int) -> None:
        if not is_parameter:
            self._text(html.unescape(f"&{name};"))

    def _refuse(self, *_declaration: object) -> None:
        raise _RefusedError("it declares entities")

    def _no_external(self, *_reference: object) -> int:
        return 1

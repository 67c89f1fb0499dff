"""JSON files of documents: a list of objects, an object with one, one object, or several values one after the other."""

import json
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from extract.lists.rows import bad_row, decided, document, wanted
from extract.raw import MIB, Columns, Limits, Raw
from extract.sources.files import guarded, metered
from extract.sources.source import Source
from extract.sources.streams import open_metered
from extract.text.large_files import encoding_of

_DECODER = json.JSONDecoder(strict=False)
_SPACE = " \t\r\n\ufeff"
#: Lists are looked for in objects so deep, as in `{"data": {"list": […]}}`; so many of their refusals are held.
_DEPTH, _HELD = 4, 1000
#: So many of an object's other keys are kept, to be shown where it has no text.
_SHOWN = 20


def read_json(source: Source, limits: Limits, columns: Columns) -> Iterator[Raw]:
    """Yields the documents of a JSON file, gzipped or not, one object at a time.

    Args:
        source: The file.
        limits: Bound each document and what a gzipped file unpacks to.
        columns: The keys that a person named.

    Returns:
        A document for each object of its lists, else for each object at its top; its uri is its own or
        `file.json!/17`, objects counted from 1. Refused are objects without text (`bad_row`) or with too much
        (`too_large`), a file without text in its first thousand (`no_text_column`), and what is left of a broken, cut
        or oversized file (`unreadable_archive`, `archive_limit`). Never raises.
    """

    def read(packed: int) -> Iterator[Raw]:
        decoder = getincrementaldecoder(encoding_of(source.path, packed, limits))("replace")
        with open_metered(source.path, packed, limits) as stream:
            window = _Window(stream, decoder, limits.max_document_bytes * 2 + 65536)
            rows = _Rows(source, limits, columns).all(window)
            yield from metered(decided(source, limits, rows), packed, limits)

    return guarded(source, limits, read)


class _Window:
    """The part of a file that is being read: it grows for a value, and forgets what has been read."""

    def __init__(self, stream: BufferedReader, decoder: IncrementalDecoder, most: int) -> None:
        self._stream = stream
        self._decoder = decoder
        self._error: Exception | None = None
        self._most = most
        self._text = ""
        self._begun = self._at = 0

    @property
    def taken(self) -> str:
        """The last value as it is written."""
        return self._text[self._begun : self._at]

    def peek(self) -> str:
        """The next character that is no space; nothing at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self, characters: str) -> str:
        """The next character, which must be one of these.

        Raises:
            ValueError: It is another, or there is none.
        """
        found = self.peek()
        if not found or found not in characters:
            raise ValueError(f"{found!r} in place of {' or '.join(characters)}" if found else "it ends inside a value")
        self._at += 1
        return found

    def value(self) -> Any:  # noqa: ANN401  (JSON is anything)
        """The next value, whole.

        Raises:
            ValueError: It is no JSON, is cut off, or is larger than a document may be.
        """
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                if not self._more():
                    raise
                continue
            # What ends with the window may go on behind it: a number.
            if end < len(self._text) or not self._more():
                self._begun, self._at = self._at, end
                return value

    def _more(self) -> bool:
        """Reads on, by as much again as is held, so that a value is begun anew only a few times."""
        held = len(self._text) - self._at
        if held > self._most:
            raise ValueError(f"a value of more than {self._most:,} characters, or no JSON; what follows is not read")
        added = self._read(max(MIB, held))
        self._text, self._begun, self._at = self._text[self._at :] + self._decoder.decode(added, not added), 0, 0
        return bool(added)

    def _read(self, size: int) -> bytes:
        """The next bytes; an error comes only after all that stands before it."""
        if self._error is not None:
            raise self._error
        pieces: list[bytes] = []
        try:
            while size > 0 and (piece := self._stream.read1(size)):
                pieces.append(piece)
                size -= len(piece)
        except Exception as error:
            if not pieces:
                raise
            self._error = error
        return b"".join(pieces)


class _Rows:
    """The objects of one file, counted."""

    def __init__(self, source: Source, limits: Limits, columns: Columns) -> None:
        self._source = source
        self._limits = limits
        self._columns = columns
        self._number = 0

    def all(self, window: _Window) -> Iterator[Raw]:
        """Every value of the file."""
        while first := window.peek():
            if first == "[":
                yield from self._list(window)
            elif first == "{":
                yield from self._object(window)
            else:
                yield self._row(window.value(), window.taken)

    def _list(self, window: _Window, *, is_part: bool = False) -> Iterator[Raw]:
        """The elements of a list; of one inside an object only those that are objects."""
        window.take("[")
        if window.peek() == "]":
            window.take("]")
            return
        while True:
            value = window.value()
            if isinstance(value, dict) or not is_part:
                yield self._row(value, window.taken)
            if window.take(",]") == "]":
                return

    def _object(self, window: _Window, depth: int = 1) -> Iterator[Raw]:
        """The rows of an object's lists; at the top, the object itself where it has text."""
        begun = self._number
        own: dict[str, Any] = {}
        held: list[Raw] = []  # if the object is a document, what its lists lack is no loss
        is_document = False
        for key in self._keys(window):
            if is_document or depth == _DEPTH or window.peek() not in ("[", "{"):
                value = window.value()
                names = wanted([key], self._columns)
                is_document |= depth == 1 and bool(names["text"]) and isinstance(value, str) and bool(value.strip())
                if any(names.values()) or len(own) < _SHOWN:
                    own[key] = value
                continue
            inner = self._list(window, is_part=True) if window.peek() == "[" else self._object(window, depth + 1)
            for row in inner:
                if row.reason == "bad_row" and len(held) < _HELD:
                    held.append(row)
                else:
                    yield row
        if is_document or (depth == 1 and not held and self._number == begun):
            self._number -= len(held)
            yield self._row(own, json.dumps(own))
        else:
            yield from held

    @staticmethod
    def _keys(window: _Window) -> Iterator[str]:
        """The keys of an object, each with the window before its value."""
        window.take("{")
        if window.peek() == "}":
            window.take("}")
            return
        while True:
            window.peek()
            key = window.value()
            window.take(":")
            yield str(key)
            if window.take(",}") == "}":
                return

    def _row(self, value: Any, written: str) -> Raw:  # noqa: ANN401  (JSON is anything)
        self._number += 1
        uri = f"{self._source.uri}!/{self._number}"
        if not isinstance(value, dict):
            return bad_row(uri, written, "not a JSON object")
        return document(value, uri, written, self._limits, self._columns)

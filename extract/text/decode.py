"""Bytes of one document to clean text, by a named rule; or the reason why it is no text."""

import re
from typing import NamedTuple

from extract.signatures import SIGNATURES, byte_order_mark, format_of
from extract.text.guess import guess, read_utf16

_UNCLEAN = bytes([*range(9), *range(11, 32), 127])
#: What ends a line besides `\n` and `\r\n`.
_BREAKS = re.compile(r"[\r\x0b\x0c]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes([*range(7), 8, *range(14, 32), 127])
_BINARY_SHARE = 0.05


class Decoded(NamedTuple):
    r"""A document as text, or why not.

    Attributes:
        text: Clean text: lines end in `\n`, no control characters but tab and newline. None when refused.
        rule: How the bytes were read: `utf-8`, `gb18030`, `utf-8+controls_removed`, … None when refused. It has
            `+lines_split` where a line ended in something else than `\n` or `\r\n`: an editor may count otherwise.
        reason: `empty`, `binary`, `unsupported_format` or `undecodable`; None when there is text.
        detail: The same in words.
    """

    text: str | None
    rule: str | None
    reason: str | None = None
    detail: str | None = None


_EMPTY = Decoded(None, None, "empty", "no text in it")
_BINARY = Decoded(None, None, "binary", "not text: too many control characters")


def decode(data: bytes) -> Decoded:
    r"""Reads a document's bytes as text.

    Tries a byte order mark, UTF-8, and then what `guess` knows. Line ends become `\n`, so do form feeds and
    vertical tabs; Word's cell mark (0x07) becomes a tab; other control characters go, and the rule says so.

    Args:
        data: Any bytes.

    Returns:
        The text and its rule, or a reason. Never raises.
    """
    if data.startswith(SIGNATURES):
        return _decode_signed(data)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _decode_foreign(data)
    if len(data.translate(None, _UNCLEAN)) != len(data):
        return _cleaned(text, "utf-8")
    if not text or text.isspace():
        return _EMPTY
    return Decoded(text, "utf-8")


def _decode_signed(data: bytes) -> Decoded:
    mark = byte_order_mark(data)
    kind = format_of(data)
    if kind is not None:
        return Decoded(None, None, "unsupported_format", kind)
    if mark is None:
        return _decode_foreign(data)
    prefix, encoding = mark
    body = data[len(prefix) :]
    text = body.decode(encoding.removesuffix("-sig"), "replace")
    broken = text.count("\ufffd")
    if broken == 0:
        return _cleaned(text, encoding)
    if broken * 10 <= len(text):
        return _cleaned(text, f"{encoding}+bytes_replaced")
    return _decode_foreign(body)


def _decode_foreign(data: bytes) -> Decoded:
    """Reads bytes that are neither marked nor UTF-8; UTF-16 first, as to all else it looks binary."""
    read = read_utf16(data)
    if read is None:
        data = data.rstrip(b"\x00")
        controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
        if controls > len(data) * _BINARY_SHARE:
            return _BINARY
        read = guess(data)
    return _cleaned(*read) if read else Decoded(None, None, "undecodable", "no character encoding fits")


def _cleaned(text: str, rule: str) -> Decoded:
    """Puts line ends and control characters in order; NUL bytes at the end are just padding."""
    text, breaks = _BREAKS.subn("\n", text.rstrip("\x00").replace("\r\n", "\n"))
    text = text.replace("\x07", "\t").lstrip("\ufeff")
    rule = f"{rule}+lines_split" if breaks else rule
    text, controls = _CONTROLS.subn("", text)
    if controls > (len(text) + controls) * _BINARY_SHARE:
        return _BINARY
    if not text or text.isspace():
        return _EMPTY
    return Decoded(text, f"{rule}+controls_removed" if controls else rule)

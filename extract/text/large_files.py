"""Large files of text as streams: in the encoding that their first Chinese characters tell."""

import codecs
import io

from extract.raw import MIB, Limits
from extract.signatures import byte_order_mark, format_of
from extract.sources.streams import open_metered
from extract.text.decode import decode

_CHARSET_NORMALIZER = "charset_normalizer:"


def open_text(path: str, packed: int, limits: Limits) -> io.TextIOWrapper:
    """Opens a file, gzipped or not, as text; broken bytes become U+FFFD, line ends stay as they are.

    Args:
        path: The file.
        packed: Its size.
        limits: What it may unpack to.

    Raises:
        OSError: When it cannot be opened.
        ValueError: When its first bytes are those of a file of another kind.
        extract.sources.files.LimitError: When it unpacks to more than is allowed.
    """
    encoding = encoding_of(path, packed, limits)
    return io.TextIOWrapper(open_metered(path, packed, limits), encoding, errors="replace", newline="")


def encoding_of(path: str, packed: int, limits: Limits) -> str:
    """The encoding of the first piece of a file that is not plain ASCII; raises what `open_text` raises."""
    with open_metered(path, packed, limits) as stream:
        return _encoding(stream)


def _encoding(stream: io.BufferedReader) -> str:
    try:
        piece = stream.read1(MIB)
        kind = format_of(piece)
        if kind is not None:
            raise ValueError(kind)
        mark = byte_order_mark(piece)
        if mark:
            return mark[1]
        while piece and piece.isascii() and b"\x00" not in piece:
            piece = stream.read1(MIB)
    except EOFError:  # a cut file is judged by what there is of it
        return "utf-8"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(piece)
    except UnicodeDecodeError:
        return (decode(piece).rule or "utf-8").split("+")[0].removeprefix(_CHARSET_NORMALIZER)
    return "utf-8"

"""What a server sent, as it was before it was packed for the way: chunks, and gzip or deflate."""

import io
import zlib

from warcio.bufferedreaders import ChunkedDataReader

from extract.containers.wrapped import inflated
from extract.raw import Limits
from extract.sources.streams import LimitError

_UNREAD = ("br", "zstd", "compress", "x-compress")


def received(data: bytes, transfer: str, coding: str, limits: Limits) -> bytes:
    """Undoes the transfer and the content codings, where the crawler has not done so and left the head as it was.

    Args:
        data: The body as recorded.
        transfer: `Transfer-Encoding`.
        coding: `Content-Encoding`: names in the order in which they were applied.
        limits: How large a document may be.

    Raises:
        NotImplementedError: No library here reads a coding.
        LimitError: It unpacks to more than a document may have.
        EOFError, OSError, zlib.error: It is cut off or damaged.
    """
    if transfer.strip().lower() == "chunked":
        data = ChunkedDataReader(io.BytesIO(data)).read()
    for name in reversed(coding.lower().split(",")):
        data = _decoded(data, name.strip(), limits)
    return data


def _decoded(data: bytes, coding: str, limits: Limits) -> bytes:
    """Undoes one content coding."""
    if coding in ("gzip", "x-gzip"):
        return inflated(data, limits)
    if coding == "deflate":
        return _undeflated(data, limits)
    if coding in _UNREAD and not _is_text(data):
        raise NotImplementedError(f"packed with {coding}; crawl with `Accept-Encoding: gzip`, or unpack it")
    return data


def _undeflated(data: bytes, limits: Limits) -> bytes:
    """Unpacks what servers call deflate: zlib's form, or the bare one; text is given as it is."""
    for form in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        stream = zlib.decompressobj(form)
        try:
            read = stream.decompress(data, limits.max_document_bytes + 1)
        except zlib.error:
            continue
        if len(read) > limits.max_document_bytes:
            raise LimitError(f"unpacks to more than {limits.max_document_bytes:,} bytes")
        if stream.eof:
            return read
    if _is_text(data):
        return data
    raise EOFError("its packed content is cut off or damaged")


def _is_text(data: bytes) -> bool:
    """Whether bytes that should be packed are text: a page's first sign, or UTF-8 throughout."""
    if data.lstrip()[:1] == b"<":
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True

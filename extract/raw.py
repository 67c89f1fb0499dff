"""What passes between the readers of one kind of input and the batches: a raw document, and the limits."""

from dataclasses import dataclass
from typing import NamedTuple

MIB = 1024 * 1024


class Elsewhere(NamedTuple):
    """What is known here of a document that another machine fetched and decoded.

    Attributes:
        parcel: The name of the parcel that it waits in, as `extract.parcels`; None where nobody will ask for it.
        size: Its bytes.
        is_scan: Whether it is likely nothing but pictures.
        decoded_by: How its text was decoded; None where its format has none.
    """

    parcel: str | None
    size: int
    is_scan: bool
    decoded_by: str | None


class Raw(NamedTuple):
    """One document as found: its bytes, where these stand, or the reason why there are none.

    Attributes:
        uri: Where it came from, always printable: `/folder/a.txt`, `/folder/a.zip!/b.txt`, a table row's own.
        data: The document's bytes; None when it is refused, or `elsewhere`.
        reason: Why it is refused, in snake_case; None when there is data.
        detail: The same in words for a reader.
        digest: SHA-256 of the bytes of a document without `data`, where they could be read; batches hash `data`.
        url: The page's own address, where its container gives one.
        elsewhere: Set for a document that another machine fetched.
    """

    uri: str
    data: bytes | None
    reason: str | None = None
    detail: str | None = None
    digest: bytes | None = None
    url: str | None = None
    elsewhere: Elsewhere | None = None


class Columns(NamedTuple):
    """The columns of tables that a person named; None: those of `data/containers/columns.csv`.

    Attributes:
        text: The column with the document's text or HTML.
        url: The column with the page's address.
    """

    text: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an input is read before it is refused.

    Attributes:
        max_document_bytes: A larger document (file, archive member, table row) is `too_large`.
        max_archive_bytes: What one archive or table may unpack to; larger plain files are not hashed.
        max_members: Members of one archive. A zip's directory takes about 1 KB of memory a member.
        max_ratio: Unpacked bytes for each packed byte. Anything that unpacks to less than
            `max_document_bytes` is never a bomb.
    """

    max_document_bytes: int = 20 * MIB
    max_archive_bytes: int = 16 * 1024 * MIB
    max_members: int = 1_000_000
    max_ratio: int = 200

    def is_bomb(self, packed: int, unpacked: int) -> bool:
        """Whether `unpacked` bytes out of `packed` ones are more than any honest text gives."""
        return unpacked > self.max_document_bytes and unpacked > packed * self.max_ratio


def printable(name: str) -> str:
    """Returns a file name that every later stage can store: valid Unicode, names written in GBK decoded.

    Args:
        name: A path or a part of one, as the operating system gave it (undecodable bytes as surrogates).
    """
    if name.isascii():
        return name
    try:
        name.encode()
    except UnicodeEncodeError:
        return "/".join(map(_decode_name, name.split("/")))
    return name


def _decode_name(name: str) -> str:
    try:
        data = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace").decode()
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "backslashreplace")

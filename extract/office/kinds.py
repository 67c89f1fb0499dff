"""Office files: which kind the bytes are, and the parts of those that are ZIP containers; nothing by file name."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Literal

from extract.layout import UnreadableError
from extract.office.ole import OLE_MARK, OleFile
from extract.raw import MIB, Limits
from extract.signatures import format_of

OfficeKind = Literal[
    "docx", "xlsx", "xlsb", "pptx", "odt", "ods", "ofd", "doc", "xls", "ppt", "rtf", "word_xml", "encrypted"
]

#: A container's directory takes no more than this; the largest honest ones have some hundred members.
_MOST_DIRECTORY_BYTES = MIB
_END, _END_64, _END_BYTES = b"PK\x05\x06", b"PK\x06\x06", 22 + 65535 + 128
_HEAD = 4096
_OPEN_DOCUMENT: dict[bytes, OfficeKind] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_FOLDERS: dict[str, OfficeKind] = {"word/": "docx", "ppt/": "pptx"}
#: The stream that makes an OLE file what it is; a password's first, as it wraps any of the others.
_STREAMS: dict[str, OfficeKind] = {
    "EncryptedPackage": "encrypted",
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
}
_WORD_ENCRYPTED = 0x100


def office_kind(data: bytes) -> OfficeKind | None:
    """What kind of office file the bytes are; None for anything else, a broken container among it.

    `encrypted` needs a password (Office keeps such files in an OLE file), `word_xml` is Word's format of one XML file,
    `xlsx` also stands for files with macros and for templates, `doc` and `xls` for WPS's own `.wps` and `.et`.
    """
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(OLE_MARK):
        return _ole_kind(data)
    if data.startswith(b"PK\x03\x04"):
        try:
            return Parts(data).kind
        except UnreadableError as error:
            return "encrypted" if error.reason == "encrypted" else None
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "word_xml" if head.startswith(b"<?xml") and b'progid="Word.Document"' in head else None


def refusal(data: bytes, wanted: str) -> UnreadableError:
    """Why bytes that are no `wanted` cannot be read as one."""
    kind = office_kind(data)
    if kind == "encrypted":
        return UnreadableError("encrypted", "needs a password; save it without one")
    if kind is None and data.startswith((b"PK\x03\x04", OLE_MARK)):
        return UnreadableError("damaged", "a broken container, or none of an office program; fetch it anew")
    found = kind or format_of(data) or "no office file"
    return UnreadableError("unsupported_format", f"not {wanted} but {found}; read it as what it is")


class Parts:
    """The parts of an office file that is a ZIP container, by name; opened only where they are within the limits."""

    def __init__(self, data: bytes) -> None:
        """Reads the directory.

        Raises:
            UnreadableError: `damaged`, `encrypted` or `too_large`.
        """
        if _directory_bytes(data) > _MOST_DIRECTORY_BYTES:
            raise UnreadableError("too_large", "an office file with too many parts")
        try:
            self._file = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
            raise UnreadableError("damaged", f"a broken container ({error}); fetch it anew") from error
        self._infos = {_plain(info.filename): info for info in self._file.infolist()}
        if any(info.flag_bits & 1 for info in self._infos.values()):
            raise UnreadableError("encrypted", "its parts need a password; save it without one")
        self._unpacked = 0

    @property
    def names(self) -> list[str]:
        """The parts' names, in lower case, as the format compares them."""
        return list(self._infos)

    @property
    def kind(self) -> OfficeKind | None:
        """What kind of office file the parts make."""
        if "mimetype" in self._infos:
            return _OPEN_DOCUMENT.get((self.read("mimetype") or b"").strip())
        if "ofd.xml" in self._infos:
            return "ofd"
        if "xl/workbook.bin" in self._infos:
            return "xlsb"
        if any(name.startswith("xl/") for name in self._infos):
            return "xlsx"
        found = (kind for start, kind in _FOLDERS.items() if any(name.startswith(start) for name in self._infos))
        return next(found, None)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none.

        Raises:
            UnreadableError: `damaged`, or `too_large`: all parts that are read unpack to more than a document may be.
        """
        info = self._infos.get(_plain(name))
        if info is None:
            return None
        self._unpacked += info.file_size
        if self._unpacked > Limits().max_document_bytes:
            raise UnreadableError("too_large", f"unpacks to {self._unpacked:,} bytes or more")
        try:
            # Never more than the directory says.
            return self._file.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error) as error:
            raise UnreadableError("damaged", f"its part {name} is broken; fetch it anew") from error

    def repacked(self) -> bytes:
        """The same file with its parts unpacked, for a reader that has no limits of its own.

        Raises:
            UnreadableError: As `read`.
        """
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as file:
            for name, info in self._infos.items():
                if not info.is_dir():
                    file.writestr(info.filename.replace("\\", "/"), self.read(name) or b"")
        return packed.getvalue()


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _ole_kind(data: bytes) -> OfficeKind | None:
    try:
        file = OleFile(data)
        kind = next((kind for name, kind in _STREAMS.items() if name in file.streams), None)
        if kind == "doc":
            head = file.head("WordDocument", 12)
            flags: int = struct.unpack_from("<H", head, 10)[0] if len(head) == 12 else 0
            return "encrypted" if flags & _WORD_ENCRYPTED else "doc"
    except UnreadableError:
        return None
    return kind


def _directory_bytes(data: bytes) -> int:
    """How large a container says its directory is, before it is loaded; 0 when it does not say."""
    tail = data[-_END_BYTES:]
    start = tail.rfind(_END)
    if start < 0 or len(tail) < start + 22:
        return 0
    size: int = struct.unpack_from("<L", tail, start + 12)[0]
    wide = tail.rfind(_END_64, 0, start)
    if wide >= 0 and len(tail) >= wide + 48:
        size = max(size % 0xFFFFFFFF, struct.unpack_from("<Q", tail, wide + 40)[0])
    return min(size, len(data))

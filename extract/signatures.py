"""What a file's first bytes give away: a byte order mark, or a format that is no text."""

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_PACKED = "unpack it first"
_REPACK = "unpack it, or repack it as zip or tar.gz"
_IMAGE = "an image; recognise its text first"
FORMATS = (
    (b"%PDF", "PDF document; convert it to text first"),
    (
        b"PK\x03\x04",
        "ZIP container (docx, xlsx, ofd, or an archive not named .zip); convert it to text first",
    ),
    (b"PK\x05\x06", "empty ZIP container"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document (doc, xls, wps); convert it to text first"),
    (b"{\\rtf", "RTF document; convert it to text first"),
    (b"\x89PNG\r\n", f"PNG: {_IMAGE}"),
    (b"\xff\xd8\xff", f"JPEG: {_IMAGE}"),
    (b"GIF87a", f"GIF: {_IMAGE}"),
    (b"GIF89a", f"GIF: {_IMAGE}"),
    (b"II*\x00", f"TIFF: {_IMAGE}"),
    (b"MM\x00*", f"TIFF: {_IMAGE}"),
    (b"\x1f\x8b", f"gzip file; {_PACKED}"),
    (b"BZh91AY&SY", f"bzip2 file; {_PACKED}"),
    (b"\xfd7zXZ\x00", f"xz file; {_PACKED}"),
    (b"(\xb5/\xfd", f"Zstandard file; {_REPACK}"),
    (b"7z\xbc\xaf\x27\x1c", f"7-Zip archive; {_REPACK}"),
    (b"Rar!\x1a\x07", f"RAR archive; {_REPACK}"),
    (b"PAR1", "Parquet table; name it .parquet"),
    (b"WARC/1.", "web archive; name it .warc or .warc.gz"),
    (b"From: <Saved by ", "saved page (MHTML); name it .mhtml"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"\x7fELF", "program"),
)

SIGNATURES = tuple(mark for mark, _ in (*BYTE_ORDER_MARKS, *FORMATS))


def format_of(data: bytes) -> str | None:
    """Returns what kind of file, other than text, begins with these bytes; None when it may be text."""
    return next((detail for magic, detail in FORMATS if data.startswith(magic)), None)


def byte_order_mark(data: bytes) -> tuple[bytes, str] | None:
    """Returns the byte order mark that data begins with, and the encoding it announces."""
    return next((mark for mark in BYTE_ORDER_MARKS if data.startswith(mark[0])), None)

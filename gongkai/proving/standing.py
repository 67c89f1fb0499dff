"""Whether the file that a report was read from is still there, and still the same."""

import hashlib
from pathlib import Path
from typing import Literal

from gongkai.explaining.parts import parted
from gongkai.proving.commands import OPENED


def stands_now(source_uri: str, sha256: str, part: int | None) -> Literal["changed", "absent"] | None:
    """What became of the file that a document was read from; None where it is the same, or nobody can tell.

    Args:
        source_uri: of the report; only files by their full name are looked for, on this machine.
        sha256: of the document.
        part: which report of its document it is.
    """
    name = parted(source_uri)[0] if part and part > 1 else source_uri
    archive, _, member = name.partition("!/")
    if "://" in name or not Path(name).is_absolute():
        return None
    try:
        file = next((Path(it) for it in (name, archive) if Path(it).is_file()), None)
        if file is None:
            return "absent"
        if (member and str(file) == archive) or name.lower().endswith(OPENED):
            return None
        with file.open("rb") as stream:
            return None if hashlib.file_digest(stream, "sha256").hexdigest() == sha256 else "changed"
    except (OSError, ValueError):
        return None

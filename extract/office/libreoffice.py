"""Old office files, which LibreOffice turns into Word files first, where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from extract.layout import Layout, UnreadableError
from extract.office.kinds import OfficeKind, office_kind, refusal
from extract.word import read_docx

#: What is turned into a Word file, and the ending that says so to LibreOffice.
_ENDINGS: Final[dict[OfficeKind, str]] = {"doc": "doc", "rtf": "rtf", "word_xml": "xml", "odt": "odt"}
#: Seconds; a report takes two, a first start some more.
PATIENCE = 90
_MISSING = "an old office file, which LibreOffice reads: install it (soffice on the PATH), or save the file as docx"


def read_office(data: bytes, patience: float = PATIENCE) -> Layout:
    """Reads a `.doc`, `.wps`, `.rtf`, `.odt` or a Word file in one XML file, through LibreOffice's Word export.

    Each call has a LibreOffice of its own, with a profile of its own, and ends it with all that it started.

    Args:
        data: The file's bytes.
        patience: Seconds that LibreOffice may take.

    Returns:
        What `read_docx` says of the export.

    Raises:
        UnreadableError: `needs_libreoffice`, `encrypted`, `unsupported_format`, `too_slow`, or `damaged`: LibreOffice
            makes nothing of it.
    """
    kind = office_kind(data)
    if kind not in _ENDINGS:
        raise refusal(data, "an old office file")
    program = shutil.which("soffice")
    if program is None:
        raise UnreadableError("needs_libreoffice", _MISSING)
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"document.{_ENDINGS[kind]}")
        source.write_bytes(data)
        _convert(program, source, patience)
        converted = source.with_suffix(".docx")
        if not converted.exists():
            raise UnreadableError("damaged", "LibreOffice makes nothing of it; open it by hand and save it as docx")
        return read_docx(converted.read_bytes())


def _convert(program: str, source: Path, patience: float) -> None:
    """Writes the Word file beside the source, if LibreOffice can."""
    folder = source.parent
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder),
        str(source),
    ]
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, start_new_session=True)
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired as error:
        raise UnreadableError("too_slow", f"LibreOffice was not done after {patience:g} seconds") from error
    finally:
        _end(child)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Ends what is left of a child's session; `soffice` itself only starts another program and waits for it."""
    with suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    child.wait()

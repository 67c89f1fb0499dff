"""Commands of a shell by which anybody sees that a document is the one of the sheet, and that it prints the number."""

import re
import shlex
from typing import NamedTuple

from gongkai.explaining.parts import parted

#: What is opened before its bytes are counted, or is a row of a table: no command tells its digest.
OPENED = (".gz", ".mht", ".mhtml")


class _TakeOut(NamedTuple):
    """What takes one file out of an archive whose name ends so; `before` stands before the file's name."""

    endings: tuple[str, ...]
    command: str
    before: str
    signs: re.Pattern[str]

    def name(self, member: str) -> str:
        """A file's name as the command takes it: without what its `signs` mean to it."""
        return self.signs.sub(r"\\\g<0>", member)


_TAKE_OUT = (
    _TakeOut((".zip",), "unzip -p", "", re.compile(r"[][*?\\]")),
    _TakeOut((".tar",), "tar -xOf", "-- ", re.compile(r"\\")),
    _TakeOut((".tar.gz", ".tgz"), "tar -xzOf", "-- ", re.compile(r"\\")),
)
#: The same of a zip for names that are not ASCII: packers on Windows write them in GB 18030, which unzip does not know.
_NAMED_IN_CHINESE = _TakeOut(
    (".zip",),
    "python3 -c 'import sys, zipfile; zip, name = zipfile.ZipFile(sys.argv[1]), sys.argv[2]; "
    'read = lambda told, code: told.encode("cp437", "ignore").decode(code, "ignore"); '
    "sys.stdout.buffer.write(zip.read(next(told for told in zip.namelist() "
    'if name in (told, read(told, "utf-8"), read(told, "gb18030")))))\'',
    "",
    re.compile(r"(?!)"),
)
#: How a line of a file in an encoding is shown, for those that `\n` ends lines of.
_SHOWN_BY = {"utf-8": "", "utf-8-sig": "", "gb18030": " | iconv -f gb18030"}
#: Of what `decoded_by` tells, that which moves no line.
_KEEP_LINES = {"controls_removed", "unprinted_removed", "line_heads_removed", "bytes_replaced"}


def digest_command(source_uri: str) -> str | None:
    """The command of a shell that prints a document's digest; None where no plain one does."""
    return _command(source_uri, "sha256sum --", "sha256sum")


def line_command(source_uri: str, read_from: str | None, decoded_by: str | None, line: int) -> str | None:
    """The command of a shell that prints a line of a document; None where its lines are not those of the text read."""
    encoding, *changes = (decoded_by or "").split("+")
    if read_from not in {None, "text"} or encoding not in _SHOWN_BY or not _KEEP_LINES.issuperset(changes):
        return None
    command = _command(source_uri, f"sed -n {line}p --", f"sed -n {line}p")
    return command and command + _SHOWN_BY[encoding]


def _command(source_uri: str, of_file: str, of_input: str) -> str | None:
    """A command on a document's bytes: on the file, or on what takes it out of its archive; None for other places."""
    path, _, member = parted(source_uri)[0].partition("!/")
    if "://" in path or (member or path).lower().endswith(OPENED) or "!/" in member:
        return None
    if not member:
        return f"{of_file} {_quoted(path)}"
    ways = _TAKE_OUT if member.isascii() else (_NAMED_IN_CHINESE, *_TAKE_OUT)
    out = next((it for it in ways if path.lower().endswith(it.endings)), None)
    return f"{out.command} {_quoted(path)} {out.before}{_quoted(out.name(member))} | {of_input}" if out else None


def _quoted(name: str) -> str:
    """A name as an argument for a shell; what is not seen by its number, as the shell reads it."""
    if name.isprintable():
        return shlex.quote(name)
    signs = (it if it.isprintable() else f"\\U{ord(it):08x}" for it in name.replace("\\", r"\\").replace("'", r"\'"))
    return f"$'{''.join(signs)}'"

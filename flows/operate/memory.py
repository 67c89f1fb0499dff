"""How much memory a run took, as far as the system tells, and whether it may take any."""

import mmap
import re
import sys
from pathlib import Path
from typing import NamedTuple

from extract.errors import UnusableArgumentsError

#: Bytes of address space below which no run begins: where none is left for a thread, libraries wait for it for ever.
ROOM = 512 * 1024 * 1024
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


class Peaks(NamedTuple):
    """The most memory that was resident at once, in bytes; None where the system does not tell.

    Attributes:
        process: of this process, since its start.
        worker: of the largest process that this one had started and that has ended.
    """

    process: int | None
    worker: int | None


def peaks() -> Peaks:
    """The peaks until now."""
    try:
        import resource  # noqa: PLC0415 (not on every platform)
    except ImportError:
        return Peaks(None, None)
    unit = 1 if sys.platform == "darwin" else 1024
    own, ended = (resource.getrusage(who).ru_maxrss * unit for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Peaks(_since_start() or own, ended or None)


def check_room() -> None:
    """Refuse to begin where this process may not grow (`ulimit -v`).

    Raises:
        UnusableArgumentsError: it may not.
    """
    if not hasattr(mmap, "MAP_PRIVATE"):  # no such limit on this platform
        return
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | getattr(mmap, "MAP_NORESERVE", 0)
    try:
        mmap.mmap(-1, ROOM, flags=flags).close()
    except (OSError, ValueError) as error:
        megabytes = ROOM // (1024 * 1024)
        raise UnusableArgumentsError(
            f"this process may not take {megabytes} MB of memory more, which a run needs: raise its limit (ulimit -v)"
        ) from error


def _since_start() -> int | None:
    """The peak since this program began; the count of `getrusage` has that of the program before, if it was larger."""
    try:
        found = _PEAK.search(Path("/proc/self/status").read_text(encoding="utf-8"))
    except OSError:
        return None
    return int(found[1]) * 1024 if found else None

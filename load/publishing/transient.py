"""Which faults may pass by themselves, so that the same run is worth trying again."""

import errno
import re
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor

import duckdb
from polars.exceptions import PolarsError

from extract.errors import StoreError
from load.errors import CheckFailed, LoadError, WarehouseError

#: Devices, networks, other processes and full disks come back; rights, names and arguments do not change by themselves.
PASSING = {
    errno.EAGAIN, errno.EBUSY, errno.ECONNABORTED, errno.ECONNREFUSED, errno.ECONNRESET, errno.EDQUOT, errno.EHOSTDOWN,
    errno.EHOSTUNREACH, errno.EINTR, errno.EIO, errno.EMFILE, errno.ENETDOWN, errno.ENETUNREACH, errno.ENFILE,
    errno.ENOLCK, errno.ENOMEM, errno.ENOSPC, errno.EPIPE, errno.ESTALE, errno.ETIMEDOUT, errno.ETXTBSY,
}  # fmt: skip
#: Polars tells the system's number in words only.
_OS_ERROR = re.compile(r"\(os error (\d+)\)")
_CLASSES = (
    StoreError,
    TimeoutError,
    ConnectionError,
    MemoryError,
    BrokenExecutor,
    duckdb.IOException,
    duckdb.OutOfMemoryException,
)


def is_transient(error: BaseException) -> bool:
    """Whether an error, or one it was raised from, is a fault that may pass.

    True for a dead worker process, a lock that another run holds, a full disk, a device or network error; False for
    unusable arguments, a failed check, missing rights and whatever nobody foresaw.
    """
    causes = list(_causes(error))
    return not any(map(_stays, causes)) and any(map(_passes, causes))


def _stays(error: BaseException) -> bool:
    """Whether trying again is in vain: our own check failed, or the file is no warehouse."""
    return isinstance(error, CheckFailed) or (isinstance(error, WarehouseError) and not isinstance(error, LoadError))


def _passes(error: BaseException) -> bool:
    """The same for one error alone."""
    return isinstance(error, _CLASSES) or _system_errors(error) & PASSING != set()


def _system_errors(error: BaseException) -> set[int | None]:
    """The numbers that the operating system gave for an error."""
    told = map(int, _OS_ERROR.findall(str(error))) if isinstance(error, OSError | PolarsError) else ()
    return {*told, getattr(error, "errno", None)}


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and those it was raised from."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__

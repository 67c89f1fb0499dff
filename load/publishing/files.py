"""The few file operations that a publish consists of, each of which leaves a state that the next run understands.

Everything else writes only to files that nobody reads yet. `docs/publishing.md` lists the order and what a crash or a
power cut between any two of them leaves; `tests/load/publishing/test_power_cut.py` tries each.
"""

import errno
import mmap
import os
import shutil
import stat
from contextlib import ExitStack, suppress
from pathlib import Path

#: What a file system says that has no hard links, or not to there.
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS, errno.EXDEV}
#: What one says that takes no direct access, once the file is open: at all, or to such pieces.
_NOT_DIRECT = {errno.EINVAL, errno.EOPNOTSUPP, errno.ENOSYS}
#: Bytes that a copy holds in memory.
_COPIED_AT_ONCE = 8 << 20


def copy(source: Path, to: Path) -> None:
    """Copy a file with its time of change; its blocks are shared where the file system can (Btrfs, XFS)."""
    if not _share_blocks(source, to) and not _copy_past_cache(source, to):
        shutil.copyfile(source, to)
    times = source.stat()
    os.utime(to, ns=(times.st_atime_ns, times.st_mtime_ns))


def _share_blocks(source: Path, to: Path) -> bool:
    """Let two files share what they hold until one is changed; False where the file system cannot."""
    import fcntl  # noqa: PLC0415 (not on every platform)

    ficlone = 0x40049409  # linux/fs.h: FICLONE
    with source.open("rb") as old, to.open("wb") as new, suppress(OSError):
        fcntl.ioctl(new.fileno(), ficlone, old.fileno())
        return True
    return False


def _copy_past_cache(source: Path, to: Path) -> bool:
    """Copy without the system's page cache; False where the file system has no such way (tmpfs) or the platform.

    A night copies all that is stored, twice, and needs little of it again: in the cache it would take the place of
    what dashboards read, and memory that is taken anew costs more than the copying.
    """
    direct = getattr(os, "O_DIRECT", 0)
    if not direct:
        return False
    with ExitStack() as opened:
        try:
            old = os.open(source, os.O_RDONLY | direct)
            opened.callback(os.close, old)
            new = os.open(to, os.O_WRONLY | direct)
            opened.callback(os.close, new)
        except OSError:
            return False
        buffer = opened.enter_context(mmap.mmap(-1, _COPIED_AT_ONCE))
        try:
            return _copy_pieces(old, new, buffer)
        except OSError as error:  # a full disk: which one, the message tells
            error.filename, error.filename2 = str(source), str(to)
            raise


def _copy_pieces(old: int, new: int, buffer: mmap.mmap) -> bool:
    """Copy what an open file holds into an empty one, in whole pages, the last cut to its length; False if refused."""
    at = 0
    try:
        while got := os.preadv(old, [buffer], at):
            whole = got + -got % mmap.PAGESIZE
            with memoryview(buffer)[:whole] as piece:
                at += min(os.pwrite(new, piece, at), got)
    except OSError as error:
        if error.errno not in _NOT_DIRECT:
            raise
        return False
    os.ftruncate(new, at)
    return True


def link(source: Path, to: Path) -> None:
    """Give a file a second name, at no cost; a copy where the file system has no links, or is another one there."""
    to.unlink(missing_ok=True)
    try:
        os.link(source, to)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        copy(source, to)
        sync(to)


def replace(source: Path, to: Path) -> None:
    """Put a file in the place of another one, in one step: readers see the old or the new one."""
    os.replace(source, to)  # noqa: PTH105 (tests stand in for a crash here)


def take_rights(source: Path, to: Path) -> None:
    """Give a file the owner and the mode of the one that it stands for; none where that is not there yet."""
    try:
        rights = source.stat()
    except FileNotFoundError:
        return
    with suppress(PermissionError):  # only root gives files away
        os.chown(to, rights.st_uid, rights.st_gid)
    to.chmod(stat.S_IMODE(rights.st_mode))


def remove(path: Path) -> None:
    """Remove a file or a folder that may be gone already."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def append(path: Path, line: str) -> None:
    """Add a line to a file, no link to one, and bring it to the disk; a torn last line of a crash is ended first."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    with os.fdopen(handle, "ab+") as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(f"{line}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Bring a file, or a folder's entries, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

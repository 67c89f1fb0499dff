"""A place of files is one lake's: no other one begins there, and what a dead first run left there is known.

While a lake is made, a mark in the place names it. Files without a mark are a lake's whose catalog is elsewhere, or
lost: nothing is written beside them, since each lake removes what its own catalogs do not name.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from extract.errors import StoreError, UnusableArgumentsError
from extract.object_store import Objects
from load.errors import WarehouseError
from load.lake.data import is_store

#: The names of a lake's own files; whatever else lies beside them is not ours.
OURS = re.compile(r"[^/]+/[^/]+/ducklake-[^/]+\.parquet")
_MARK = "being-made.txt"


def check_place(data: str, lake: str) -> None:
    """Refuse a place where another lake is, or is being made.

    Args:
        data: the place, a folder or `s3://bucket/prefix/`; it need not be there.
        lake: the lake that is to be made, as a person names it.

    Raises:
        WarehouseError: see the message.
        extract.errors.StoreError, extract.errors.UnusableArgumentsError: the store does not answer, or refuses.
    """
    maker = _maker(data)
    if maker is None and _files(data):
        raise WarehouseError(
            f"{data} holds the tables of a lake already, another one's or one's whose catalog is gone: "
            "name another place with --data, or bring that catalog back"
        )
    if maker not in (None, lake):
        raise WarehouseError(f"in {data} {maker} is being made: name another place with --data")


def claim(data: str, lake: str) -> bool:
    """Mark a place, checked before, as the one of a lake that is made; what a dead run of it left there goes.

    Returns:
        Whether the folder was made for it.
    """
    if _maker(data) == lake:
        _remove(data, _files(data))
    if is_store(data):
        Objects(data).put(_MARK, f"{lake}\n".encode())
        return False
    folder = Path(data)
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text(f"{lake}\n", encoding="utf-8")
    return is_new


def settle(data: str) -> None:
    """Take the mark away: the lake is made. What cannot be taken away now goes with a later publish."""
    with suppress(OSError, StoreError, UnusableArgumentsError):
        _remove(data, [_MARK])


def clear(data: str, *, whole: bool) -> None:
    """Remove what was made for a lake that was not published; what cannot be removed now goes with its next try.

    Args:
        data: the place.
        whole: the folder itself, too.
    """
    with suppress(OSError, StoreError, UnusableArgumentsError):
        _remove(data, _files(data))
        _remove(data, [_MARK])
    if not is_store(data):
        for folder in [*Path(data).glob("main/*"), Path(data, "main"), *([Path(data)] if whole else [])]:
            with suppress(OSError):  # not empty, or not there
                folder.rmdir()


def _maker(data: str) -> str | None:
    """Which lake is being made there, as the mark says."""
    if is_store(data):
        found = Objects(data).get(_MARK)
        return found.decode(errors="replace").strip() if found else None
    try:
        return Path(data, _MARK).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _files(data: str) -> list[str]:
    """The names of the lake's files in a place."""
    if is_store(data):
        return [name for name, _ in Objects(data).sizes() if OURS.fullmatch(name)]
    return [path.relative_to(data).as_posix() for path in Path(data).glob("*/*/ducklake-*.parquet")]


def _remove(data: str, names: Sequence[str]) -> None:
    """Remove files, whether they are there or not."""
    if is_store(data):
        Objects(data).remove(names)
        return
    for name in names:
        Path(data, name).unlink(missing_ok=True)

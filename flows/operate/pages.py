"""The pages of the last runs, a file each beside the journal: written whole or not at all, the oldest removed."""

import os
from pathlib import Path

from flows.operate.journal import read_entries
from load.publishing import files
from load.publishing.layout import Layout
from load.publishing.versions import name_of

#: So many pages are kept.
PAGES = 30
_SUFFIX = ".html"


def page_path(warehouse: Path, run: str) -> Path:
    """Where the page of a run is, or would be."""
    return Layout.of(warehouse).pages / f"{name_of(run)}{_SUFFIX}"


def known_page(warehouse: Path, run: str) -> Path | None:
    """The page of a run; None where there is none (any more)."""
    path = page_path(warehouse, run)
    return path if path.is_file() else None


def write_page(warehouse: Path, run: str, html: str) -> Path:
    """Write the page of a run, with the rights of the journal, in one step; pages of runs long past go.

    Raises:
        OSError: it cannot be written, or a symbolic link stands in its folder's place.
    """
    at = Layout.of(warehouse)
    if at.pages.is_symlink():
        raise OSError(f"{at.pages} is a symbolic link, which is not followed")
    at.pages.mkdir(exist_ok=True)
    path = page_path(warehouse, run)
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(html)
            file.flush()
            os.fsync(file.fileno())
        files.take_rights(at.journal, partial)
        files.replace(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    _remove_old(at, path)
    return path


def _remove_old(at: Layout, newest: Path) -> None:
    """Keep the pages of the last runs, by the journal (a name tells the clock only); what a dead run began goes."""
    for path in at.pages.glob("*.partial"):
        path.unlink(missing_ok=True)
    place = {name_of(entry.run): number for number, entry in enumerate(read_entries(at.file))}
    found = sorted(
        (path for path in at.pages.glob(f"*{_SUFFIX}") if path != newest),
        key=lambda path: (place.get(path.stem, -1), path.name),
    )
    for path in found[: max(0, len(found) - PAGES + 1)]:
        path.unlink(missing_ok=True)

"""What the process of `gongkai.queries.limited` does: limit itself, run one query, write its rows, report the end."""

import json
import os
import shutil
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from gongkai.queries.apart import REPORT
from gongkai.queries.mixing import mixed
from gongkai.queries.sealed import first_rows
from load.errors import QueryError, WarehouseError, told

#: Of a process's memory, how much DuckDB may take by its own count: what it does not count needs room too.
_COUNTED = 0.65
#: Bytes of temporary files for each byte of memory.
_SPILLED = 4
_THREADS = 4
#: Characters of a table on the screen.
_TABLE_CHARACTERS = 16_000_000


def main() -> None:
    """Answer the request on stdin: a line of JSON with path, sql, form, limit, seconds, memory, folder."""
    asked = json.loads(sys.stdin.buffer.readline())
    folder = Path(asked["folder"])
    tempfile.tempdir = str(folder)
    _end_with_stdin(folder)
    report = _report(asked)
    sys.stdout.flush()
    (folder / REPORT).write_text(json.dumps(report))
    os._exit(0)  # nothing is left to be put away, and threads of a broken library could keep it


def _end_with_stdin(folder: Path) -> None:
    """End when the asking process does, and leave nothing."""

    def wait() -> None:
        os.read(sys.stdin.fileno(), 1)
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _report(asked: dict[str, Any]) -> dict[str, object]:
    """Answer; how that ended: `failed` is empty, `memory`, `warehouse` or `query`, `error` says more."""
    report: dict[str, object] = {"is_cut": False, "failed": "", "error": "", "mixed": None}
    try:
        write = _rows if asked["form"] == "rows" else _file()
        _limit(asked["seconds"], asked["memory"])
        report["is_cut"] = write(asked, _settings(asked["memory"]))
        report["mixed"] = mixed(asked["sql"])
    except QueryError as error:
        is_memory = isinstance(error.__cause__, duckdb.OutOfMemoryException | MemoryError)
        report |= {"failed": "memory" if is_memory else "query", "error": _bare(str(error), asked)}
    except WarehouseError as error:
        report |= {"failed": "warehouse", "error": str(error)}
    except MemoryError:
        report["failed"] = "memory"
    except Exception as error:
        traceback.print_exc()
        report |= {"failed": "query", "error": f"the query cannot be answered: {_bare(told(error), asked)}"}
    return report


def _bare(error: str, asked: dict[str, Any]) -> str:
    """An error without the paths of this machine, which are no business of who asks."""
    for path, name in ((asked["folder"], "the temporary folder"), (asked["path"], "the warehouse")):
        error = error.replace(path, name)
    return error


def _settings(memory: int) -> dict[str, str]:
    """DuckDB's own limits."""
    return {
        "memory_limit": f"{int(memory * _COUNTED)}B",
        "max_temp_directory_size": f"{memory * _SPILLED}B",
        "threads": str(min(os.cpu_count() or 1, _THREADS)),
    }


def _limit(seconds: float, memory: int) -> None:
    """Take no more than so much memory, whatever a library asks for; where the system has no such limit, do nothing.

    It is set on address space, of which the code of libraries takes some that is in no memory.
    """
    try:
        import resource  # noqa: PLC0415 (not on Windows)

        size, resident, *_ = map(int, Path("/proc/self/statm").read_text().split())
    except (ImportError, OSError):
        return
    most = (size - resident) * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    processor = int(seconds + 1) * _THREADS
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))


def _rows(asked: dict[str, Any], settings: dict[str, str]) -> bool:
    """Write the first rows as `gongkai.queries.limited.Rows`, one JSON list.

    Raises:
        QueryError: it is more than a screen shows.
    """
    found = first_rows(Path(asked["path"]), asked["sql"], asked["limit"], settings)
    texts = [[None if value is None else str(value) for value in row] for row in found.values]
    if sum(len(text or "") for row in texts for text in row) > _TABLE_CHARACTERS:
        raise QueryError(
            f"the rows have more than {_TABLE_CHARACTERS:,} characters, too many for a table: ask for fewer columns or "
            "rows, or for --format csv"
        )
    sys.stdout.write(json.dumps([found.names, found.numeric, texts]))
    return False


def _file() -> Callable[[dict[str, Any], dict[str, str]], bool]:
    """What writes rows as a file; polars and Arrow are imported, and that before memory is limited."""
    from gongkai.queries.frames import Cut, frames, query_rows  # noqa: PLC0415 (tables need them not)
    from gongkai.queries.written import write_frames  # noqa: PLC0415

    def write(asked: dict[str, Any], settings: dict[str, str]) -> bool:
        limit = asked["limit"]
        with query_rows(Path(asked["path"]), asked["sql"], settings) as chunks:
            cut = Cut(frames(chunks, None if limit is None else limit + 1), limit)
            write_frames(cut, asked["form"], sys.stdout.buffer)
        return cut.is_short

    return write

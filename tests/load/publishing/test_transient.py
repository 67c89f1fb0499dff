import errno
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import duckdb
import polars as pl
import pytest
from filelock import Timeout
from polars.exceptions import PolarsError

from load.errors import CheckFailed, LoadError, WarehouseError
from load.publishing.transient import is_transient


def _raised_from(error: Exception, cause: Exception | None) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "cause", "passes"),
    [
        (OSError(errno.EIO, "device"), None, True),
        (LoadError("full"), OSError(errno.ENOSPC, "full"), True),
        (LoadError("another run"), Timeout("w.lock"), True),
        (LoadError("full"), duckdb.IOException("could not write"), True),
        (BrokenProcessPool("killed"), None, True),
        (MemoryError(), None, True),
        (LoadError("read-only"), OSError(errno.EROFS, "read-only"), False),
        (LoadError("rights"), PermissionError(errno.EACCES, "rights"), False),
        (LoadError("theirs"), WarehouseError("not ours"), False),
        (WarehouseError("cannot be opened"), duckdb.IOException("damaged"), False),
        (CheckFailed("one_current_report", "Exactly one.", []), OSError(errno.EIO, "device"), False),
        (ValueError("nobody foresaw this"), None, False),
    ],
)
def test_only_what_may_pass_is_worth_another_try(error: Exception, cause: Exception | None, passes: bool) -> None:
    assert is_transient(_raised_from(error, cause)) is passes


@pytest.mark.parametrize("write", [pl.DataFrame.write_parquet, pl.DataFrame.write_ipc])
def test_a_full_disk_as_polars_tells_it_may_pass(write: Callable[[pl.DataFrame, str], None]) -> None:
    with pytest.raises((OSError, PolarsError)) as full:
        write(pl.DataFrame({"a": range(100_000)}), "/dev/full")
    assert is_transient(full.value)


def test_rights_as_polars_tells_them_stay(tmp_path: Path) -> None:
    with pytest.raises((OSError, PolarsError)) as told:
        pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "no such folder" / "a.parquet")
    assert not is_transient(told.value)

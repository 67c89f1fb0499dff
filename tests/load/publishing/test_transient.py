import errno
from concurrent.futures.process import BrokenProcessPool

import duckdb
import pytest
from filelock import Timeout

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

"""Ctrl-C stops a query that is running: DuckDB itself goes on until it has finished."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb


@contextmanager
def interruptible(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Interrupt the connection's query on SIGINT, so that Python's own handler gets its turn.

    Python runs its handlers between bytecodes only, and a query is one bytecode; the wake-up descriptor is written to
    at once. Outside the main thread, where no signal arrives, this does nothing.

    Raises:
        KeyboardInterrupt: the query was interrupted.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    interrupted = threading.Event()
    heard, woken = os.pipe()
    os.set_blocking(woken, False)
    before = signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    listener = threading.Thread(target=_listen, args=(heard, connection, interrupted), daemon=True)
    listener.start()
    failed: Exception | None = None
    try:
        yield
    except Exception as error:  # InterruptException, or a RuntimeError where DuckDB met the signal itself
        failed = error
    finally:
        signal.set_wakeup_fd(before)
        os.close(woken)
        listener.join()
        os.close(heard)
    # An IOException tells of an "interrupted system call", which is a fault of the disk and nobody's wish.
    is_met = isinstance(failed, RuntimeError) and "interrupted" in str(failed).lower()
    if failed and (interrupted.is_set() or is_met or isinstance(failed, duckdb.InterruptException)):
        raise KeyboardInterrupt from failed
    if failed:
        raise failed


def _listen(heard: int, connection: duckdb.DuckDBPyConnection, interrupted: threading.Event) -> None:
    """Interrupt at each SIGINT until the other end is closed."""
    while signals := os.read(heard, 64):
        if signal.SIGINT in signals:
            interrupted.set()
            connection.interrupt()

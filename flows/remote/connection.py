"""The first word with a scheduler and its workers, and what is said where there is none."""

import logging
import warnings

from distributed import Client

from load.errors import LoadError, first_line

#: What Dask itself would say on stderr is said by us, in one line.
_LOUD = ("distributed", "distributed.client", "distributed.core", "tornado.application")


class ClusterError(LoadError):
    """The cluster cannot read, or does not any more; finished batches wait for the next run."""


def connected(address: str, patience: float) -> Client:
    """A client of the scheduler at an address.

    Raises:
        ClusterError: none answers.
    """
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Client(address, timeout=patience, set_as_default=False, name="gongkai")
    except (OSError, ValueError) as error:
        raise ClusterError(f"no Dask scheduler answers at {address} within {patience:g} s") from error


def refused(worker: str, said: object) -> str:
    """Why a worker cannot read, in one line."""
    why = first_line(said) if isinstance(said, BaseException) else str(said)
    if "ModuleNotFoundError" in why:  # as Dask tells it
        why = f"this gongkai is not installed there: {why}"
    return f"worker {worker}: {why}"

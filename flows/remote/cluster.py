"""The workers of a Dask cluster as readers: batches to the work place, and back when they are read.

The batches of a worker that is lost Dask gives to the others. One that kills its workers again and again is read half
by half, down to the document that is refused, as on one machine (`flows.run.isolation`).
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

from distributed import CancelledError, Client, Future, wait
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from extract.errors import UnusableArgumentsError
from extract.language import N_
from extract.sources.files import words
from flows.remote.connection import ClusterError, connected, refused
from flows.remote.identity import Identity, identity
from flows.remote.place import SIGN, Folder, place_at
from flows.remote.reader import ReaderGoneError
from flows.remote.worker import BatchOrder, Order, complaint, read_batch
from flows.request import Request
from flows.run.batches import StoredBatch, is_whole
from flows.run.isolation import read_halves
from load.errors import first_line

#: Seconds between two looks at whether there still are workers.
LOOK = 5.0
#: A batch that fails on a worker is tried by others so often; a worker that dies does not count.
_RETRIES = 2
_NEXT = N_("nothing was published, and the next run goes on from the batches that were read")


@contextmanager
def cluster_readers(request: Request) -> Iterator["Cluster"]:
    """The cluster of a run, which is met when the first batch is to be read.

    Raises:
        UnusableArgumentsError: what names it is no address.
    """
    cluster = Cluster(request)
    try:
        yield cluster
    finally:
        cluster.close()


class Cluster:
    """A `flows.run.readers.Readers`: the workers of a scheduler."""

    def __init__(self, request: Request) -> None:
        """Take the addresses; nothing is asked yet."""
        settings = request.settings
        self.address = settings.on or ""
        if "://" not in self.address:
            raise UnusableArgumentsError(f"--on {self.address} is no Dask scheduler such as tcp://host:8786")
        self.patience = settings.cluster_seconds
        self.seconds = (settings.batch_seconds, settings.scan_seconds)
        self.place = place_at(request.place)
        self.sign = request.run.encode()
        self.sealed: set[str] = set()
        self._meeting = threading.Lock()
        self._client: Client | None = None
        self._threads = (0.0, 0)

    @property
    def at_once(self) -> int:
        """Two batches for each thread of the workers, so that none waits for its next one."""
        looked, threads = self._threads
        return max(1, 2 * (threads if monotonic() - looked < LOOK else self._count()))

    def start(self, batch: StoredBatch) -> "Reading":
        """Let a batch be read, unless it is finished here or in the work place."""
        if is_whole(batch.folder):
            return Reading(self, batch, None)
        self.met()
        if batch.folder.name in self.sealed and self.bring(batch):
            return Reading(self, batch, None)
        return Reading(self, batch, self.submit(batch))

    def read(self, batch: StoredBatch) -> Path:
        """Let a batch be read, and wait for it."""
        return self.start(batch).result()

    def submit(self, batch: StoredBatch) -> "Future[str]":
        """Put a batch's documents into the work place and its order to the scheduler."""
        name = batch.folder.name
        self.place.put_documents(name, batch.documents)
        return self.ask(read_batch, BatchOrder(name, *self.asker, batch.size, self.seconds))

    @property
    def asker(self) -> tuple[str, bytes, Identity]:
        """What each order says of who gives it, as the first fields of `flows.remote.worker.Order`."""
        return self.place.address, self.sign, identity()

    def ask(self, carry_out: Callable[[Any], str], order: Order) -> "Future[str]":
        """Put an order to the scheduler, for a worker to carry out."""
        key = f"gongkai-{order.name}-{uuid4().hex[:8]}"
        with self._lost():
            return self.met().submit(carry_out, order, key=key, pure=False, retries=_RETRIES)

    def answer(self, future: "Future[str]") -> str:
        """What a worker says when it is through with a batch, as `flows.remote.worker.read_batch`.

        Raises:
            ClusterError: the scheduler is lost, or no worker is left.
            Exception: what the worker raised.
        """
        alone = None
        while not self._is_through(future):
            alone = None if self._count() else alone or monotonic()
            if alone and monotonic() - alone > self.patience:
                why = f"{self.address} has had no workers for {self.patience:g} s; {_NEXT}"
                raise ClusterError(why) from TimeoutError()
        try:
            return future.result()
        except CancelledError:  # nobody here cancels: the scheduler went in this very moment
            with self._lost():
                raise

    def failure(self, future: "Future[str]") -> str:
        """Why a worker could not carry an order out, as it says or as it failed; empty where it did.

        Raises:
            ClusterError: the scheduler is lost, or no worker is left.
        """
        try:
            return self.answer(future)
        except ClusterError:
            raise
        except Exception as error:
            return first_line(error)

    def _is_through(self, future: "Future[str]") -> bool:
        """Whether a worker is through with a batch, after a while."""
        try:
            with self._lost(), future.client.as_current():
                wait([future], timeout=LOOK)
        except TimeoutError:
            return False
        return True

    def bring(self, batch: StoredBatch) -> bool:
        """Bring a finished batch here; whether it came as it was sealed. One that did not is a batch to read again."""
        name = batch.folder.name
        self.place.fetch(name, batch.folder)
        if is_whole(batch.folder):
            batch.documents.unlink(missing_ok=True)
            return True
        self.place.unseal(name)
        return False

    def close(self) -> None:
        """Let go of the scheduler; what workers are reading they finish, for the next run."""
        if self._client:
            with suppress(Exception):
                self._client.close(timeout=LOOK)

    def met(self) -> Client:
        """The scheduler's client; met when it is first asked for, and anew where it was lost.

        Raises:
            ClusterError: there is no scheduler, it has no workers, or one of them cannot work for this run.
        """
        with self._meeting:
            if self._client is None or self._client.status != "running":
                was_met = self._client is not None
                self.close()
                try:
                    self._client = self._meet()
                except ClusterError as error:
                    if was_met and isinstance(error.__cause__, OSError):
                        why = ""
                        raise ClusterError(f"the scheduler {self.address} was lost{why}; {_NEXT}") from error
                    raise
            return self._client

    def _meet(self) -> Client:
        """Meet the scheduler and its workers, each of which must prove itself.

        Raises:
            ClusterError: there is none, it has no workers, or one of them cannot read for this run.
        """
        client = connected(self.address, self.patience)
        try:
            self._greet(client)
        except BaseException:
            client.close(timeout=LOOK)
            raise
        return client

    def _greet(self, client: Client) -> None:
        """Wait for a worker, and ask all of them whether they can read for this run."""
        try:
            with self._lost():
                client.wait_for_workers(1, timeout=self.patience)
        except TimeoutError as error:
            advice = f"start some: dask worker {self.address}"
            raise ClusterError(f"{self.address} has no workers after {self.patience:g} s; {advice}") from error
        try:
            if isinstance(self.place, Folder):
                self.place.make()
            self.place.put(SIGN, self.sign)
            self.sealed = self.place.sealed()
        except OSError as error:
            raise ClusterError(f"the work place {self.place.address} cannot be used: {words(error)}") from error
        with self._lost():
            answers = client.run(complaint, self.place.address, self.sign, identity(), on_error="return")
        for worker, said in sorted(answers.items()):
            if said and not isinstance(said, OSError):  # one that died meanwhile; Dask will notice
                raise ClusterError(refused(worker, said))

    def _count(self) -> int:
        """How many threads the workers have now."""
        with self._lost():
            threads = int(sum(self.met().nthreads().values()))
        self._threads = (monotonic(), threads)
        return threads

    @contextmanager
    def _lost(self) -> Iterator[None]:
        """A scheduler that goes away is one line."""
        try:
            yield
        except TimeoutError:
            raise
        except (CancelledError, OSError) as error:
            why = "" if isinstance(error, CancelledError) else f" ({first_line(error)})"
            raise ClusterError(f"the scheduler {self.address} was lost{why}; {_NEXT}") from ConnectionError()


class Reading:
    """A batch under way: a `flows.run.readers.Handle`."""

    def __init__(self, cluster: Cluster, batch: StoredBatch, future: "Future[str] | None") -> None:
        """Take what reads it; None where it is read."""
        self.cluster, self.batch, self.future = cluster, batch, future

    def result(self) -> Path:
        """The batch's folder, once it is read and here.

        Raises:
            ClusterError: it cannot be read.
        """
        if self.future is None or self._is_read(self.future):
            return self.batch.folder
        if not (self.batch.documents.exists() and self._is_read(self.cluster.submit(self.batch))):
            raise ClusterError(f"{self.cluster.place.address} does not keep what workers put there; {_NEXT}")
        return self.batch.folder

    def _is_read(self, future: "Future[str]") -> bool:
        """Wait for a worker; whether what it read is here as it was."""
        try:
            said = self.cluster.answer(future)
        except (KilledWorker, ReaderGoneError):
            read_halves(self.batch, "reader_killed", self.cluster.read)
            return True
        except ClusterError:
            raise
        except CommClosedError as error:
            why = ""
            raise ClusterError(f"the scheduler {self.cluster.address} was lost{why}; {_NEXT}") from error
        except Exception as error:
            raise ClusterError(f"a worker failed: {first_line(error)}; {_NEXT}") from error
        if said:
            raise ClusterError(said)
        return self.cluster.bring(self.batch)

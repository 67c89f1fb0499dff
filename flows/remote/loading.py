"""Pieces of a load done by the workers of a cluster: to the work place and back, like batches."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from distributed import Future, get_worker

from extract.errors import StoreError, UnusableArgumentsError
from flows.operate.logs import LOGGER
from flows.remote.cluster import Cluster, cluster_readers
from flows.remote.identity import identity
from flows.remote.place import place_at
from flows.remote.scratch import scratch
from flows.remote.worker import Order, refusal
from flows.request import Request
from flows.run.batches import SEAL, is_whole, seal
from load.building.chunks import prepare
from load.building.slices import work_out
from load.errors import LoadError, first_line
from load.run import Limits


@dataclass(frozen=True)
class PieceOrder(Order):
    """A piece of a load.

    Attributes:
        needs: the folders in the work place that it is made from.
        memory: as in `load.run.Limits`.
    """

    needs: tuple[str, ...]
    memory: str


class LoadWorkers:
    """A `load.building.workers.Workers`: the cluster of a run, which is met when there is something to do."""

    def __init__(self, request: Request) -> None:
        """Take the run; nothing is asked yet."""
        self.request = request

    def work_out(self, shared: Path, slices: Sequence[Path]) -> Mapping[Path, Path]:
        """As the protocol has it."""
        return self._done(work_out_slice, {folder: (folder, shared) for folder in slices})

    def prepare(self, chunks: Mapping[Path, Sequence[Path]]) -> Mapping[Path, Path]:
        """As the protocol has it."""
        return self._done(prepare_chunk, {folder: (folder, *batches) for folder, batches in chunks.items()})

    def _done(self, carry_out: Callable[[Any], str], pieces: Mapping[Path, Sequence[Path]]) -> dict[Path, Path]:
        """What comes back of pieces, each with what it is made from; the load does without the rest."""
        done: dict[Path, Path] = {}
        try:
            with cluster_readers(self.request) as cluster:
                cluster.met()
                asked = self._asked(cluster, carry_out, pieces)
                for piece, (order, future) in asked.items():
                    if rows := _brought(cluster, order, future, piece):
                        done[piece] = rows
        except (LoadError, StoreError, UnusableArgumentsError, OSError) as error:
            LOGGER.warning("the load goes on without the cluster: %s", first_line(error))
        return done

    def _asked(
        self, cluster: Cluster, carry_out: Callable[[Any], str], pieces: Mapping[Path, Sequence[Path]]
    ) -> dict[Path, tuple[PieceOrder, "Future[str]"]]:
        """Put what pieces are made from into the work place, and their orders to the scheduler."""
        memory, asked, names = self.request.settings.load_memory, {}, dict[Path, str]()
        for piece, folders in pieces.items():
            for folder in folders:
                names[folder] = names.get(folder) or _put(cluster, folder)
            needs = tuple(names[folder] for folder in folders)
            order = PieceOrder(_name(*needs, identity().digest), *cluster.asker, needs, memory)
            asked[piece] = order, cluster.ask(carry_out, order)
        return asked


def _put(cluster: Cluster, folder: Path) -> str:
    """Put a folder into the work place; its name there, by what it holds, as a batch has it already."""
    if (folder / SEAL).exists():
        name = folder.name
    else:
        seal(folder)
        name = _name((folder / SEAL).read_text(encoding="ascii"))
    if name not in cluster.sealed:
        cluster.place.seal(name, folder)
    return name


def _name(*parts: str) -> str:
    """The name of what these tell, so that what stands under it already is the same."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _brought(cluster: Cluster, order: PieceOrder, future: "Future[str]", piece: Path) -> Path | None:
    """Wait for a piece; the folder of its rows on this machine, None where no worker could do it.

    Raises:
        ClusterError: the scheduler is lost, or no worker is left.
    """
    rows = piece.with_name(f"{piece.name}-rows")
    said = cluster.failure(future)
    if not said:
        cluster.place.fetch(order.name, rows)
        said = "" if is_whole(rows) else f"{order.name} did not come back whole"
    if said:
        LOGGER.warning("%s is done without the cluster: %s", piece.name, said)
        return None
    return rows


def work_out_slice(order: PieceOrder) -> str:
    """Work a slice of the kept tables out on a Dask worker; why it cannot, or nothing.

    Raises:
        StoreError, OSError: the work place, or this machine.
        duckdb.Error: the slice does not fit in there.
    """
    return _carried_out(order, lambda made_from, to, limits: work_out(made_from[1], made_from[0], to, limits))


def prepare_chunk(order: PieceOrder) -> str:
    """Make the rows of a chunk of batches ready on a Dask worker; why it cannot, or nothing.

    Raises:
        StoreError, OSError, duckdb.Error: as `work_out_slice`.
    """
    return _carried_out(order, lambda made_from, to, limits: prepare(made_from[0], made_from[1:], to, limits))


def _carried_out(order: PieceOrder, make: Callable[[Sequence[Path], Path, Limits], None]) -> str:
    """Fetch what a piece is made from, make it, and seal it in the work place, unless another worker has."""
    if cannot := refusal(order):
        return cannot
    place = place_at(order.place)
    if place.is_sealed(order.name):
        return ""
    with scratch() as folder:
        for name in order.needs:
            place.fetch(name, folder / name)
            if not is_whole(folder / name):
                return f"worker {get_worker().address}: it does not see {name} in {order.place}"
        rows = folder / order.name
        rows.mkdir()
        make([folder / name for name in order.needs], rows, Limits(order.memory, threads=1))
        seal(rows)
        place.seal(order.name, rows)
    return ""

"""Slices of the kept tables worked out by the workers of a cluster: to the work place and back, like batches."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from distributed import Future, get_worker

from extract.errors import StoreError, UnusableArgumentsError
from flows.operate.logs import LOGGER
from flows.remote.cluster import Cluster, cluster_readers
from flows.remote.connection import ClusterError
from flows.remote.identity import identity
from flows.remote.place import Place, place_at
from flows.remote.scratch import scratch
from flows.remote.worker import Order, refusal
from flows.request import Request
from flows.run.batches import SEAL, is_whole, seal
from load.build.shards import work_out
from load.errors import LoadError, first_line
from load.run import Limits


@dataclass(frozen=True)
class SliceOrder(Order):
    """A slice to work out.

    Attributes:
        needs: what of the work place holds the tables that all slices share, and the slice.
        memory: as in `load.run.Limits`.
    """

    needs: tuple[str, str]
    memory: str


class SliceWorkers:
    """A `load.build.shards.Workers`: the cluster of a run, which is met when there are slices."""

    def __init__(self, request: Request) -> None:
        """Take the run; nothing is asked yet."""
        self.request = request

    def work_out(self, shared: Path, slices: Sequence[Path]) -> Mapping[Path, Path]:
        """As the protocol has it; whatever goes wrong with the cluster is a warning, since the load can do without."""
        done: dict[Path, Path] = {}
        try:
            with cluster_readers(self.request) as cluster:
                orders = self._ordered(cluster, shared, slices)
                for folder, (order, future) in orders.items():
                    if rows := _brought(cluster, order, future, folder):
                        done[folder] = rows
        except (LoadError, StoreError, UnusableArgumentsError, OSError) as error:
            LOGGER.warning("slices of the kept tables are worked out without the cluster: %s", first_line(error))
        return done

    def _ordered(
        self, cluster: Cluster, shared: Path, slices: Sequence[Path]
    ) -> dict[Path, tuple[SliceOrder, "Future[str]"]]:
        """Put the slices into the work place and their orders to the scheduler."""
        cluster.meet()
        common = _put(cluster.place, shared)
        memory, found = self.request.settings.load_memory, {}
        for folder in slices:
            needs = common, _put(cluster.place, folder)
            order = SliceOrder(_name(*needs, identity().digest), *cluster.asker, needs, memory)
            found[folder] = order, cluster.ask(work_out_slice, order)
        return found


def _put(place: Place, folder: Path) -> str:
    """Put a folder into the work place; its name there, by what it holds."""
    seal(folder)
    name = _name((folder / SEAL).read_text(encoding="ascii"))
    place.seal(name, folder)
    return name


def _name(*parts: str) -> str:
    """The name of what these tell, so that what stands under it already is the same."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _brought(cluster: Cluster, order: SliceOrder, future: "Future[str]", slice_of: Path) -> Path | None:
    """Wait for a slice; the folder of its rows on this machine, None where no worker could work it out.

    Raises:
        ClusterError: the scheduler is lost, or no worker is left.
    """
    rows = slice_of.with_name(f"{slice_of.name}-rows")
    try:
        said = cluster.answer(future)
    except ClusterError:
        raise
    except Exception as error:
        said = first_line(error)
    if not said:
        cluster.place.fetch(order.name, rows)
        said = "" if is_whole(rows) else f"{order.name} did not come back whole"
    if said:
        LOGGER.warning("a slice of the kept tables is worked out without the cluster: %s", said)
        return None
    return rows


def work_out_slice(order: SliceOrder) -> str:
    """Work a slice out on a Dask worker, unless another one has; why it cannot, or nothing.

    Raises:
        StoreError, OSError: the work place, or this machine.
        duckdb.Error: the slice does not fit in there.
    """
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
        shared, own = order.needs
        work_out(folder / shared, folder / own, rows, Limits(order.memory, threads=1))
        seal(rows)
        place.seal(order.name, rows)
    return ""

"""Objects of a store, fetched, unpacked and decoded by the workers of a cluster; the coordinator gets their heads.

What is large waits in the work place as parcels (`extract.parcels`), from where the worker that reads a batch takes it.
"""

import io
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, groupby

import polars as pl
from distributed import Future

from extract.documents import Limits, Raw
from extract.parcels import HEAD, Digests, parcelled, raws_of
from extract.raw import Columns
from extract.readers import read_raw
from extract.sources.objects import is_object
from extract.sources.source import Source
from flows.operate.logs import LOGGER
from flows.remote.cluster import Cluster, cluster_readers
from flows.remote.place import place_at
from flows.remote.worker import Order, refusal
from flows.request import Request
from load.hints.hints import Known

#: What the names of all this begin with in the work place.
_OURS = "fetched-"
_HEADS, _KNOWN = ".heads.parquet", f"{_OURS}known"


@dataclass(frozen=True)
class FetchOrder(Order):
    """Sources to fetch.

    Attributes:
        sources: objects of stores.
        limits, columns: as of `extract.readers.read_raw`.
        parcel_bytes: as of `extract.parcels.parcelled`.
    """

    sources: tuple[Source, ...]
    limits: Limits
    columns: Columns
    parcel_bytes: int


def read_by_workers(sources: Iterable[Source], request: Request, known: Known) -> Iterator[Raw]:
    """As `extract.readers.read_raw`, but that the workers of the run's cluster fetch what stands in object stores.

    Args:
        sources: files and objects.
        request: the run, with its cluster.
        known: what of them is not to be read.

    Raises:
        ClusterError: the cluster cannot be met, or is lost.
        StoreError, UnusableArgumentsError: as of `read_raw`, for what no worker could fetch.
    """
    settings, numbers, told = request.settings, count(), set[str]()
    limits = Limits(max_document_bytes=settings.max_document_bytes)
    with cluster_readers(request) as cluster:
        _begin(cluster, known)
        for remote, several in groupby(sources, is_object):
            if not remote:
                yield from read_raw(several, limits, settings.columns)
                continue
            under_way: deque[tuple[FetchOrder, Future[str]]] = deque()
            for some in _parts(several, settings.batch_documents):
                name = f"{_OURS}{request.run}-{next(numbers):06}"
                order = FetchOrder(name, *cluster.asker, some, limits, settings.columns, settings.batch_bytes)
                under_way.append((order, cluster.ask(fetch, order)))
                if len(under_way) > cluster.at_once:
                    yield from _raws(cluster, *under_way.popleft(), told)
            while under_way:
                yield from _raws(cluster, *under_way.popleft(), told)


def _begin(cluster: Cluster, known: Known) -> None:
    """Meet the cluster, sweep what an earlier run fetched, and say what need not come."""
    cluster.met()
    cluster.place.remove([name for name in cluster.place.names() if name.startswith(_OURS)])
    unasked = (digest for digest in known.digests if digest not in known.opened.digests)
    cluster.place.put(_KNOWN, Digests.packed(unasked))


def _parts(sources: Iterable[Source], most: int) -> Iterator[tuple[Source, ...]]:
    """So many documents together; what holds documents by itself."""
    held: list[Source] = []
    for source in sources:
        if source.kind != "document":
            if held:
                yield tuple(held)
            yield (source,)
            held = []
            continue
        held.append(source)
        if len(held) == most:
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)


def _raws(cluster: Cluster, order: FetchOrder, future: "Future[str]", told: set[str]) -> Iterator[Raw]:
    """What a worker fetched; what none could, this machine does, and tells each reason once."""
    said = cluster.failure(future)
    heads = None if said else cluster.place.get(order.name + _HEADS)
    if heads is None:
        said = said or f"{order.name} is not in {cluster.place.address}"
        if said not in told:
            LOGGER.warning("the coordinator fetches %s and others itself: %s", order.sources[0].uri, said)
            told.add(said)
        yield from read_raw(order.sources, order.limits, order.columns)
        return
    yield from raws_of(pl.read_parquet(io.BytesIO(heads)))


def fetch(order: FetchOrder) -> str:
    """Fetch the sources of an order on a Dask worker, heads last; why it cannot, or nothing.

    Raises:
        StoreError, UnusableArgumentsError, OSError: the store of the sources, the work place, or this machine.
    """
    if cannot := refusal(order):
        return cannot
    place = place_at(order.place)
    raws = read_raw(order.sources, order.limits, order.columns)
    told = [HEAD.to_frame()]
    for name, content, heads in parcelled(raws, _known(order.place, order.sign), order.name, order.parcel_bytes):
        if content.height:
            place.put(name, _written(content))
        told.append(heads)
    place.put(order.name + _HEADS, _written(pl.concat(told)))
    return ""


@lru_cache(maxsize=1)
def _known(place: str, sign: bytes) -> Digests:
    """What need not come in a run."""
    del sign  # of one run alone
    return Digests(place_at(place).get(_KNOWN) or b"")


def _written(table: pl.DataFrame) -> bytes:
    """A table as the bytes of a Parquet file."""
    out = io.BytesIO()
    table.write_parquet(out, compression="lz4", statistics=False)
    return out.getvalue()

"""What runs on a Dask worker: it proves itself, and reads one batch from the work place and back to it."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from distributed import get_worker

from extract.errors import StoreError, UnusableArgumentsError
from extract.parcels import filled
from flows.remote.identity import Identity, identity
from flows.remote.place import SIGN, Place, place_at
from flows.remote.reader import guarded_reader
from flows.remote.scratch import scratch
from flows.run.batches import StoredBatch
from load.errors import first_line


@dataclass(frozen=True)
class Order:
    """What is asked of a worker.

    Attributes:
        name: of what comes of it in the work place.
        place: the address of the work place.
        sign: what stands there under `flows.remote.place.SIGN`.
        of: the gongkai that asks.
    """

    name: str
    place: str
    sign: bytes
    of: Identity


@dataclass(frozen=True)
class BatchOrder(Order):
    """A batch to read.

    Attributes:
        size: how many documents it holds.
        seconds: as in `flows.remote.reader.Reader.read`.
    """

    size: int
    seconds: tuple[float, float]


def complaint(address: str, sign: bytes, of: Identity) -> str:
    """Why this worker cannot read for somebody; empty where it can."""
    if differs := of.difference(identity()):
        return differs
    try:
        return "" if place_at(address).get(SIGN) == sign else f"it does not see the work place {address}"
    except (UnusableArgumentsError, StoreError, OSError) as error:
        return f"the work place {address} cannot be read there: {first_line(error)}"


def refusal(order: Order) -> str:
    """Why this worker cannot carry an order out; empty where it can."""
    cannot = complaint(order.place, order.sign, order.of)
    return cannot and f"worker {get_worker().address}: {cannot}"


def read_batch(order: BatchOrder) -> str:
    """Read a batch, unless another worker has; why it cannot, or nothing.

    Raises:
        StoreError, OSError: the work place, or this machine.
        flows.remote.reader.ReaderGoneError: the reader's guard was killed.
        RuntimeError: the reader failed.
    """
    if cannot := refusal(order):
        return cannot
    place = place_at(order.place)
    documents = None if place.is_sealed(order.name) else place.documents(order.name)
    if documents is not None:
        with scratch() as folder:
            _read(order, documents, folder, place)
    elif not place.is_sealed(order.name):  # nor did another one finish it meanwhile
        return f"worker {get_worker().address}: it does not see the batch {order.name} in {order.place}"
    return ""


def _read(order: BatchOrder, documents: bytes, folder: Path, place: Place) -> None:
    """Read the documents of a batch in a folder of this machine, and seal it in the work place."""
    batch = StoredBatch(folder / f"{order.name}.documents.parquet", folder / order.name, order.size)
    batch.documents.write_bytes(documents)
    if "parcel" in pl.read_parquet_schema(batch.documents):
        table = pl.read_parquet(batch.documents)
        filled(table, dict(_parcels(table["parcel"].drop_nulls().unique(), place))).write_parquet(batch.documents)
    with guarded_reader() as reader:
        reader.read(batch, order.seconds)
    place.seal(order.name, batch.folder)


def _parcels(names: Iterable[str], place: Place) -> Iterator[tuple[str, pl.DataFrame]]:
    """Parcels of what workers fetched, as `extract.parcels.PARCEL`, each with its name.

    Raises:
        StoreError: one is not in the work place.
    """
    for name in names:
        data = place.get(name)
        if data is None:
            raise StoreError(f"worker {get_worker().address}: {name} is not in {place.address}")
        yield name, pl.read_parquet(io.BytesIO(data))

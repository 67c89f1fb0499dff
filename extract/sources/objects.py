"""Objects of a store (`s3://bucket/prefix`) as sources: listed lazily, and fetched some ahead of the reader.

A small document goes through memory; whatever is larger or holds others is a file among the system's temporary ones for
as long as it is read.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, count, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.errors import UnusableArgumentsError
from extract.object_store import SCHEME, Objects
from extract.raw import MIB, Limits, Raw
from extract.sources.source import Source

#: So many documents are fetched ahead, at the same time, each of at most so many bytes in memory.
_AHEAD = 16
_IN_MEMORY = 4 * MIB
Begin = Callable[[Source], "Future[Raw | Source]"]
_GONE = "it was listed, and is not there any more"
_REFUSED = "the store refuses it, and lists it none the less"


def is_object(source: Source) -> bool:
    """Whether a source stands in an object store."""
    return source.path.startswith(SCHEME)


def object_addresses(address: str, skip: Iterable[str] = ()) -> Iterator[str]:
    """The addresses of the objects under a prefix, or of the one object that an address names, in the store's order.

    Hidden ones, and what stands for a folder, are passed over.

    Args:
        address: `s3://bucket`, `s3://bucket/prefix/` or `s3://bucket/key`.
        skip: addresses of what is left out, each with all that is under it.

    Raises:
        StoreError: the store does not answer.
        UnusableArgumentsError: it refuses, or the address is none.
    """
    objects = Objects(address)
    unwanted = tuple(f"{it.rstrip('/')}/" for it in skip)
    met = False
    for (name, size), (following, _) in pairwise(chain(objects.sizes(), [("", 0)])):
        met = True
        found = f"{objects.address}/{name}"
        is_hidden = any(part.startswith(".") for part in name.split("/"))
        # The library drops the stroke that a folder's own object ends in.
        is_folder = size == 0 and following.startswith(f"{name}/")
        if not (is_hidden or is_folder or f"{found}/".startswith(unwanted)):
            yield found
    folder, _, name = objects.address.rpartition("/")
    if not met and len(folder) > len(SCHEME) and Objects(folder).size(name) is not None:
        yield objects.address


def fetched(sources: Iterable[Source], limits: Limits) -> Iterator[Raw | Source]:
    """Each object as a document, or as a source that is a file of this machine until the next is asked for.

    Args:
        sources: objects of stores.
        limits: a document over `max_document_bytes` comes as a file, for its reader to refuse.

    Raises:
        StoreError: a store does not answer.
        UnusableArgumentsError: it refuses everything.
    """
    pool = ThreadPoolExecutor(_AHEAD, thread_name_prefix="fetch")
    numbers = count()
    with TemporaryDirectory(prefix="gongkai-objects-") as folder:

        def begin(source: Source) -> Future[Raw | Source]:
            most = min(limits.max_document_bytes, _IN_MEMORY) if source.kind == "document" else -1
            return pool.submit(_fetch, source, most, Path(folder, str(next(numbers))))

        try:
            yield from _in_order(sources, begin)
        finally:
            pool.shutdown(cancel_futures=True)


def _in_order(sources: Iterable[Source], begin: Begin) -> Iterator[Raw | Source]:
    """Documents ahead; a file that holds others, which may be large, when it is its turn."""
    ahead: deque[Source | Future[Raw | Source]] = deque()
    for source in sources:
        ahead.append(begin(source) if source.kind == "document" else source)
        if len(ahead) > _AHEAD:
            yield from _given(ahead.popleft(), begin)
    while ahead:
        yield from _given(ahead.popleft(), begin)


def _given(it: "Source | Future[Raw | Source]", begin: Begin) -> Iterator[Raw | Source]:
    """What was fetched, or is now; a file of it goes once it is read."""
    found = (begin(it) if isinstance(it, Source) else it).result()
    yield found
    if isinstance(found, Source):
        Path(found.path).unlink(missing_ok=True)


def _fetch(source: Source, most: int, aside: Path) -> Raw | Source:
    """One object; one that is gone, or that alone is refused, is `unreadable`."""
    bucket, _, key = source.path.removeprefix(SCHEME).partition("/")
    objects = Objects(SCHEME + bucket)
    try:
        found = objects.fetch(key, most, aside)
    except UnusableArgumentsError:
        next(Objects(source.path.rpartition("/")[0]).sizes(), None)  # refuses everything: raises too
        return Raw(source.uri, None, "unreadable", _REFUSED)
    if found is None:
        return Raw(source.uri, None, "unreadable", _GONE)
    return Raw(source.uri, found) if isinstance(found, bytes) else Source(str(found), source.uri, source.kind)

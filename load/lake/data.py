"""Where the files of a lake are: as its catalog says, or beside it once both were moved."""

from pathlib import Path

from load.errors import WarehouseError
from load.lake.address import server_of
from load.publishing.layout import Layout


def is_store(data: str) -> bool:
    """Whether the files are in an object store, and in no folder."""
    from extract.object_store import SCHEME  # noqa: PLC0415 (seldom, and a query waits for it)

    return data.startswith(SCHEME)


def is_own(at: Layout) -> bool:
    """Whether a lake has its files beside its catalog, under the name that they have there."""
    return (at.data / "main").is_dir()


def data_at(catalog: Path, recorded: str) -> str:
    """The place of a lake's files, which a catalog knows by its absolute path.

    `FILE.files` beside the catalog is the lake's own wherever both were moved or copied to: else a copy would read, and
    sweep, the files of the first. A folder of another name is taken beside it once it is not where it was.

    Args:
        catalog: the published one, a version, or one that is built.
        recorded: what it says.

    Raises:
        WarehouseError: it is at none of these places.
    """
    if "://" in recorded:
        return recorded
    at, was = Layout.around(catalog), Path(recorded)
    places = [*([at.data] if is_own(at) else []), was, at.file.with_name(was.name)]
    found = next((place for place in places if place.is_dir()), None)
    if found is None and (server := server_of(at.file)):
        raise WarehouseError(f"{server}: its tables are at {was}, which this machine does not see")
    if found is None:
        raise WarehouseError(
            f"{at.file}: its tables were at {was}, which is not there: "
            f"bring the folder back, or put it beside the catalog as {at.data.name}"
        )
    return recorded if found == was else f"{found}/"

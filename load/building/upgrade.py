"""A warehouse of an older schema as one of this schema: what it stores, made ready to be read again."""

from dataclasses import replace
from pathlib import Path

import duckdb

from load.attached import attach
from load.building.schema import create_tables
from load.building.steps import run_step
from load.errors import WarehouseError, first_line
from load.extensions import offline
from load.publishing import files
from load.publishing.target import Base
from load.warehouse import SCHEMA_VERSION, schema_version

#: From each of these schemas on some more tables are as they are now: `sql/steps/upgrade/unchanged_since_*.sql`.
_UNCHANGED_SINCE = (3, 4, 5)
#: Schemas with tables of another shape: `sql/steps/upgrade/upgrade_from_*.sql`.
_OTHER_SHAPE = frozenset({2, 3})


def base_of(published: Base, folder: Path) -> Base:
    """What a run starts from: what was published last, or where it is of an older schema, what that stores.

    The older one is only read. What is made of it has its history, its texts and what an older reader read of them, so
    that the run reads all of them again, and publishes the whole.

    Args:
        published: what was published last.
        folder: the run's own, where the other file is made.

    Raises:
        WarehouseError: it cannot be brought forward.
    """
    warehouse = published.path
    if warehouse is None:
        return published
    version = schema_version(warehouse)
    if version == SCHEMA_VERSION:
        return published
    made = folder / "upgraded.duckdb"
    files.remove(made)
    connection = duckdb.connect(config={**offline(), "temp_directory": f"{made}.tmp"})
    try:
        attach(connection, made, "warehouse")
        attach(connection, warehouse, "old", readonly=True)
        connection.execute("USE warehouse")
        create_tables(connection)
        for since in _UNCHANGED_SINCE:
            if version >= since:
                run_step(connection, f"unchanged_since_{since}")
        if version in _OTHER_SHAPE:
            run_step(connection, f"upgrade_from_{version}")
        connection.execute("CHECKPOINT; USE memory; DETACH warehouse; DETACH old")
    except duckdb.Error as error:
        raise WarehouseError(f"{warehouse} cannot be brought forward: {first_line(error)}") from error
    finally:
        connection.close()
    return replace(published, path=made)

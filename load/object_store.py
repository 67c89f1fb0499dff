"""DuckDB's way to an object store: its own extension from a wheel, and who asks as the environment says."""

from urllib.parse import urlsplit

import duckdb

from extract.object_store import access
from load.extensions import load_extension


def connect_store(connection: duckdb.DuckDBPyConnection) -> None:
    """Let a connection read and write `s3://bucket/...`, as whom the environment names.

    Who asks is a secret of the connection's memory alone, given as values: no statement holds it.

    Args:
        connection: any; asked a second time it takes the environment of then.

    Raises:
        UnusableArgumentsError: the environment names nobody (`extract.object_store`).
        MissingExtraError: the extra `cluster` is not installed.
    """
    who = access()
    load_extension(connection, "httpfs", "cluster")
    said: dict[str, object] = {"KEY_ID": who.key_id, "SECRET": who.secret, "REGION": who.region}
    if who.token:
        said["SESSION_TOKEN"] = who.token
    if who.endpoint:
        said |= {"ENDPOINT": urlsplit(who.endpoint).netloc, "URL_STYLE": "path", "USE_SSL": not who.is_plain}
    named = ", ".join(f"{name} ${name}" for name in said)
    connection.execute(f"CREATE OR REPLACE TEMPORARY SECRET object_store (TYPE s3, {named})", said)

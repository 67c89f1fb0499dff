"""DuckDB's extensions from their wheels: nothing is fetched at run time."""

from importlib.metadata import PackageNotFoundError, files

import duckdb

from extract.errors import MissingExtraError
from load.attached import quoted


def load_extension(connection: duckdb.DuckDBPyConnection, name: str, extra: str) -> None:
    """Load an extension into a connection.

    Args:
        connection: any.
        name: of the extension, such as `ducklake`.
        extra: of `pyproject.toml`, which brings its wheel.

    Raises:
        MissingExtraError: the wheel is not installed.
    """
    package = f"duckdb-extension-{name.replace('_', '-')}"
    try:
        found = [file for file in files(package) or () if file.suffix == ".duckdb_extension"]
        path = quoted(str(found[0].locate()))
    except (PackageNotFoundError, IndexError):
        raise MissingExtraError(f"{package} not installed: pip install 'gongkai[{extra}]'") from None
    connection.execute(f"LOAD '{path}'")

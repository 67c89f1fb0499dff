"""DuckDB's extensions from their wheels: nothing is fetched at run time."""

import duckdb

from extract.errors import MissingExtraError

#: Never fetch an extension: what is used is built in, or comes with a wheel of ours.
_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
#: The extensions whose signature this process has seen hold.
_CHECKED: set[str] = set()


def offline() -> dict[str, str | bool | int | float | list[str]]:
    """The settings that every connection is opened with: extensions come from wheels of ours alone.

    DuckDB holds an extension against its signature at each load (36 MB, 0.13 s of processor time); a process that has
    seen it hold once loads it without. Who lets others ask in the connection closes that door with `only_signed`.
    """
    return {**_OFFLINE, "allow_unsigned_extensions": "true"} if _CHECKED else dict(_OFFLINE)


def only_signed(connection: duckdb.DuckDBPyConnection) -> None:
    """Let a connection load no extension any more without its signature."""
    connection.execute("SET allow_unsigned_extensions = false")


def load_extension(connection: duckdb.DuckDBPyConnection, name: str, extra: str) -> None:
    """Load an extension into a connection; the first time in a process, against its signature.

    Args:
        connection: any.
        name: of the extension, such as `ducklake`.
        extra: of `pyproject.toml`, which brings its wheel.

    Raises:
        MissingExtraError: the wheel is not installed.
    """
    from importlib.metadata import PackageNotFoundError, files  # noqa: PLC0415 (seldom, and a query waits for it)

    package = f"duckdb-extension-{name.replace('_', '-')}"
    try:
        found = [file for file in files(package) or () if file.suffix == ".duckdb_extension"]
        path = str(found[0].locate())
    except (PackageNotFoundError, IndexError):
        raise MissingExtraError(f"{package} not installed: pip install 'gongkai[{extra}]'") from None
    if name not in _CHECKED:
        only_signed(connection)
    connection.load_extension(path)
    _CHECKED.add(name)

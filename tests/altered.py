"""A warehouse that is not what this gongkai published: changed by SQL, and taken as it is from then on."""

import shutil
from pathlib import Path

import duckdb

from load.publishing.layout import Layout


def alter(file: Path, *statements: str) -> None:
    """Run statements on a warehouse and forget its versions, as if it had come from elsewhere."""
    with duckdb.connect(str(file)) as connection:
        for statement in statements:
            connection.execute(statement)
    shutil.rmtree(Layout.of(file).versions, ignore_errors=True)

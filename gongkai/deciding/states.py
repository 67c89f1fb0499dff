"""Every decision of the files with what became of it in the warehouse."""

from pathlib import Path
from typing import Any

import polars as pl

from load.scripts import named
from load.warehouse import open_readonly

#: What a person looks at first.
_ORDER = ("contradicts", "stale", "waits", "new", "applies", "undone")
_SHOWN = (
    *("decision_id", "kind", "source", "name", "row_code", "column_code", "value", "who", "decided_at", "why"),
    *("evidence", "reading", "file", "line", "state", "remark"),
)


def states(warehouse: Path, decisions: pl.DataFrame) -> list[dict[str, Any]]:
    """Each decision but the undoing ones, as the files have it, with its state and a remark.

    Args:
        warehouse: what is published; it need not be there.
        decisions: as `extract.decisions.shape.DECISION`.

    Returns:
        Rows whose state is that of the table `decision`, or `new` where the warehouse does not have the decision as it
        stands in the files; `name` is where its document was read. Contradicting and stale ones come first.

    Raises:
        WarehouseError: `warehouse` is there and is none.
    """
    known = _known(warehouse)
    asked = decisions.filter(pl.col("kind") != "undo").join(known, on="decision_id", how="left", maintain_order="left")
    is_same = (pl.col("told_value") == pl.col("value")) & (pl.col("given") == pl.col("state"))
    new = pl.when(pl.col("state") != "stands").then("state").otherwise(pl.lit("new"))
    rows = asked.with_columns(
        state=pl.when(is_same.fill_null(value=False)).then("now").otherwise(new),
        remark=pl.when(is_same.fill_null(value=False)).then("remark"),
        decided_at=pl.col("decided_at").dt.to_string("iso:strict"),
    )
    rank = pl.col("state").replace_strict(dict(zip(_ORDER, range(len(_ORDER)), strict=True)), return_dtype=pl.Int8)
    return rows.sort(rank, "file", "line").select(_SHOWN).to_dicts()


def _known(warehouse: Path) -> pl.DataFrame:
    """What the warehouse says of its decisions."""
    shape = dict.fromkeys(("decision_id", "told_value", "given", "now", "remark", "name"), pl.String)
    if not warehouse.exists():
        return pl.DataFrame(schema=shape)
    connection = open_readonly(warehouse)
    try:
        return connection.execute(named("decide", "states")).pl().cast(shape)  # type: ignore[arg-type]
    finally:
        connection.close()

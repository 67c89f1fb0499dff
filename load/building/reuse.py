"""Which text of a report stands elsewhere too: the comparison of what came in, inside the file being built."""

import duckdb

from load.building.steps import run_step
from transform.forms import Forms
from transform.prose.phrases import statutory_phrases

#: So many reports are compared at once. Each slice looks through all phrases anew.
COMPARED_AT_ONCE = 50_000


def update_text_reuse(connection: duckdb.DuckDBPyConnection, forms: Forms) -> None:
    """Bring `common_phrase` and `text_reuse` up to the current reports, in slices that fit into memory."""
    connection.execute(
        "INSERT INTO common_phrase SELECT phrase, true FROM (SELECT unnest($1::UBIGINT[]) AS phrase) "
        "ANTI JOIN common_phrase USING (phrase)",
        [list(statutory_phrases(forms))],
    )
    connection.execute(f"SET VARIABLE compared_at_once = {COMPARED_AT_ONCE}")
    run_step(connection, "find_renewed")
    for (number,) in connection.execute("SELECT DISTINCT slice FROM renewed ORDER BY slice").fetchall():
        connection.execute(f"SET VARIABLE reuse_slice = {number}")
        run_step(connection, "compare_texts")

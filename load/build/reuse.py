"""Which text of a report stands elsewhere too: the comparison of what came in, inside the file being built."""

import duckdb

from load.build.steps import run_step
from transform.forms import Forms
from transform.prose.phrases import statutory_phrases


def update_text_reuse(connection: duckdb.DuckDBPyConnection, forms: Forms) -> None:
    """Bring `common_phrase` and `text_reuse` up to the reports that are current now; year by year, to bound memory."""
    connection.execute(
        "INSERT INTO common_phrase SELECT phrase, true FROM (SELECT unnest($1::UBIGINT[]) AS phrase) "
        "ANTI JOIN common_phrase USING (phrase)",
        [list(statutory_phrases(forms))],
    )
    run_step(connection, "find_renewed")
    years = connection.execute("SELECT DISTINCT report_year FROM renewed ORDER BY report_year").fetchall()
    for (year,) in years:
        connection.execute(f"SET VARIABLE reuse_year = {int(year)}")
        run_step(connection, "compare_texts")

"""Which text of a report stands elsewhere too: the comparison of what came in, inside the file being built."""

import duckdb

from load.build.steps import run_step
from transform.forms import Forms
from transform.prose.phrases import statutory_phrases

#: So many reports of a year are compared at once. Each slice looks through the year's phrases anew.
COMPARED_AT_ONCE = 50_000


def update_text_reuse(connection: duckdb.DuckDBPyConnection, forms: Forms) -> None:
    """Bring `common_phrase` and `text_reuse` up to the current reports, in slices of a year that fit into memory."""
    connection.execute(
        "INSERT INTO common_phrase SELECT phrase, true FROM (SELECT unnest($1::UBIGINT[]) AS phrase) "
        "ANTI JOIN common_phrase USING (phrase)",
        [list(statutory_phrases(forms))],
    )
    run_step(connection, "find_renewed")
    years = connection.execute(
        "SELECT report_year, ceil(count(*) / $1)::INTEGER FROM renewed GROUP BY report_year ORDER BY report_year",
        [COMPARED_AT_ONCE],
    )
    for year, slices in years.fetchall():
        for number in range(slices):
            for name, value in (("year", year), ("slices", slices), ("slice", number)):
                connection.execute(f"SET VARIABLE reuse_{name} = {value}")
            run_step(connection, "compare_texts")

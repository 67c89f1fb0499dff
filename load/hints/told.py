"""What is told of documents from outside, as the reader takes it, and the SQL that finds whom a manifest tells of."""

import duckdb
import polars as pl

from extract.lists.manifest import MANIFEST
from transform.agencies.roster import ROSTER_AGENCY

#: What a manifest says of a document.
SAID = [name for name in MANIFEST if name != "source_uri"]
#: What `flows.run.batches` hands on to the reader beside a document: all that manifests say of it.
TOLD = pl.List(pl.Struct({name: MANIFEST[name] for name in SAID}))
#: Each manifest row under every text that can name its document.
TARGETS = """
CREATE TABLE said AS
WITH given_row AS (SELECT {columns} FROM manifest_row UNION ALL SELECT {columns} FROM given)
SELECT key AS target, false AS of_member, '' AS under, * FROM given_row
UNION ALL SELECT root || key, false, '', * FROM given_row WHERE root <> ''
UNION ALL SELECT key, true, root, * FROM given_row WHERE root <> ''
UNION ALL SELECT url, false, '', * FROM given_row WHERE url IS NOT NULL AND url <> key
"""
#: The rows that tell of some names (a relation of sha256, source_uri, url): sha256 and the columns of `MANIFEST_ROW`.
MATCHED = """
WITH spelt AS (
    SELECT sha256, source_uri, source_uri AS target, false AS of_member FROM ({names})
    UNION ALL SELECT sha256, source_uri, url, false FROM ({names}) WHERE url IS NOT NULL
    UNION ALL SELECT sha256, source_uri, source_uri[instr(source_uri, '!/') + 2:], true FROM ({names})
    WHERE contains(source_uri, '!/')
)
SELECT DISTINCT spelt.sha256, said.* EXCLUDE (target, of_member, under)
FROM spelt JOIN ({said}) AS said USING (target, of_member)
WHERE NOT of_member OR starts_with(source_uri, under) OR starts_with(source_uri, rtrim(under, '/') || '!')
"""

#: What it hands on of what people decided of a document's reports.
DECIDED_OF = pl.List(pl.Struct({"part": pl.Int16, **dict.fromkeys(("kind", "value", "decision_id", "who"), pl.String)}))


def give_roster(connection: duckdb.DuckDBPyConnection, roster: pl.DataFrame | None) -> None:
    """Make the tables `given_roster`, what a roster says, and `roster_given`, a row where one was given.

    Args:
        connection: of the run's hints.
        roster: as `transform.agencies.roster.ROSTER_AGENCY`; None where none is given.
    """
    connection.register("roster_rows", ROSTER_AGENCY.to_frame() if roster is None else roster)
    connection.execute("CREATE TABLE given_roster AS FROM roster_rows")
    connection.execute("CREATE TABLE roster_given AS SELECT 1 AS it" + (" LIMIT 0" if roster is None else ""))
    connection.unregister("roster_rows")

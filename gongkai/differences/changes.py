"""The query that compares one table of two attached warehouses, `old` and `new`, column by column."""

import duckdb

from load.building.meanings import DEPRECATED

#: Not compared: they say something of the run, and the parser version is shown once.
OF_THE_RUN = frozenset({"ingested_at", "parser_version"})


def changes_of(
    connection: duckdb.DuckDBPyConnection, table: str, keys: list[str], carried: tuple[str, ...] = ()
) -> str:
    """The query that lists each changed column of one table: change, the keys, what is carried, field, old, new.

    Only columns that both have are compared, without those that stand there under a former name too; DOUBLEs to nine
    digits, which a sum's order does not reach.
    """
    columns = connection.execute(
        "SELECT column_name, any_value(data_type) FROM duckdb_columns() "
        "WHERE table_name = $1 AND database_name IN ('old', 'new') "
        "GROUP BY column_name HAVING count(DISTINCT database_name) = 2 "
        "AND NOT bool_and(starts_with(coalesce(comment, ''), $2)) ORDER BY min(column_index)",
        [table, DEPRECATED],
    ).fetchall()
    sides = {
        side: [
            f"round({side}.{name}, 9)" if kind == "DOUBLE" else f"{side}.{name}"
            for name, kind in columns
            if name not in {*keys, *OF_THE_RUN}
        ]
        for side in ("before", "after")
    }
    names = [name for name, _ in columns if name not in {*keys, *OF_THE_RUN}]
    pairs = list(zip(names, sides["before"], sides["after"], strict=True))
    fields = ", ".join(
        f"CASE WHEN {old} IS DISTINCT FROM {new} "
        f"THEN {{'field': '{name}', 'old': {old}::VARCHAR, 'new': {new}::VARCHAR}} END"
        for name, old, new in pairs
    )
    differs = " OR ".join(f"{old} IS DISTINCT FROM {new}" for _, old, new in pairs) or "false"
    both = " AND ".join(f"before.{key} IS NOT DISTINCT FROM after.{key}" for key in keys)
    either = "".join(f"coalesce(after.{name}, before.{name}) AS {name}, " for name in (*keys, *carried))
    nothing = "{'field': NULL::VARCHAR, 'old': NULL::VARCHAR, 'new': NULL::VARCHAR}"
    return (
        f"SELECT * EXCLUDE (entry), entry.field, entry.old, entry.new FROM ("
        f"SELECT CASE WHEN before.present IS NULL THEN 'added' WHEN after.present IS NULL THEN 'removed' "
        f"ELSE 'changed' END AS change, {either}"
        f"unnest(CASE WHEN before.present AND after.present THEN list_filter([{fields}], lambda it: it IS NOT NULL) "
        f"ELSE [{nothing}] END) AS entry "
        f"FROM (SELECT *, true AS present FROM old.{table}) AS before "
        f"FULL JOIN (SELECT *, true AS present FROM new.{table}) AS after ON {both} "
        f"WHERE before.present IS NULL OR after.present IS NULL OR {differs})"
    )

-- What stands in the warehouse beside its rows: every view, as DuckDB writes it, and every column, with their comments.
-- grain: schema_name, name, column_name
-- depends: none
SELECT schema_name, view_name AS name, '' AS column_name, sql, comment
FROM duckdb_views() WHERE NOT internal AND database_name = current_database()
UNION ALL
SELECT schema_name, table_name, column_name, '', comment
FROM duckdb_columns() WHERE NOT internal AND database_name = current_database()
ORDER BY schema_name, name, column_name

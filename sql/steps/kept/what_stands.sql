-- What stands in the warehouse beside its rows: every view, as DuckDB writes it, and every column, with their comments.
-- grain: one row
-- depends: none
-- Once the file was closed, DuckDB writes a view with other spaces, brackets and quotes: they are left out.
SELECT
    (
        SELECT sum(hash(schema_name, view_name, regexp_replace(sql, '[\s()"]', '', 'g'), comment))
        FROM duckdb_views() WHERE NOT internal AND database_name = current_database()
    )::VARCHAR AS views,
    (
        SELECT sum(hash(schema_name, table_name, column_name, comment))
        FROM duckdb_columns() WHERE NOT internal AND database_name = current_database()
    )::VARCHAR AS columns;

-- The columns of every published view, with what they mean.
-- grain: view, place
-- depends: warehouse_meta
SELECT table_name AS "view", column_index AS place, column_name AS "column", data_type AS type, comment AS meaning
FROM duckdb_columns()
WHERE database_name = 'warehouse' AND schema_name = 'main'
ORDER BY table_name, column_index

-- Columns of text in the tables that tell of documents, each with the key by which it does.
-- grain: table, key, column
-- depends: none
SELECT texts.table_name, keys.column_name AS key_name, texts.column_name
FROM duckdb_columns() AS texts
JOIN duckdb_columns() AS keys ON
    keys.database_name = texts.database_name AND keys.schema_name = texts.schema_name
    AND keys.table_name = texts.table_name AND keys.column_name IN ('sha256', 'report_id', 'source_uri')
JOIN duckdb_tables() AS tables ON
    tables.database_name = texts.database_name AND tables.schema_name = texts.schema_name
    AND tables.table_name = texts.table_name
WHERE
    texts.database_name = current_database() AND texts.data_type = 'VARCHAR' AND NOT ends_with(texts.column_name, '_code')
    AND texts.table_name NOT IN ('decision', 'document_name', 'manifest_row')
ORDER BY ALL

-- Labels of the rows and columns of the forms, as the latest edition prints them.
-- grain: kind, code
-- depends: form_row, form_column
SELECT 'row_code' AS kind, row_code AS code, arg_max(coalesce(number, '') || label, edition) AS label
FROM form_row GROUP BY row_code
UNION ALL
SELECT 'column_code', column_code, arg_max(label, edition) FROM form_column GROUP BY column_code
ORDER BY kind, code

-- A count of ten million or more in one report: probably two numbers run together.
-- severity: warn
-- depends: cell
-- scope: new reports
SELECT source_uri, form, row_code, column_code, value, raw_text, line_no
FROM cell
WHERE unit = 'count' AND value >= 10000000

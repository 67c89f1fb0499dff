-- A count below 0 where the form allows none: only a change may be negative.
-- severity: warn
-- depends: cell
SELECT source_uri, form, row_code, column_code, value, raw_text, line_no
FROM cell
WHERE value < 0 AND column_code <> 'change'

-- A measure that adds up rows of a group of the form but leaves one of them out, such as a row that a new edition added.
-- severity: warn
-- depends: metric_measure, form_row
WITH part AS (
    SELECT measure, form, parent, column_code
    FROM metric_measure
    JOIN form_row USING (form, row_code)
    WHERE parent IS NOT NULL
    GROUP BY ALL
    HAVING count(DISTINCT row_code) > 1
)
SELECT DISTINCT measure AS name, form || '.' || row_code || '.' || column_code AS place, 'not in the measure' AS difference
FROM part
JOIN form_row USING (form, parent)
ANTI JOIN metric_measure USING (measure, form, row_code, column_code)

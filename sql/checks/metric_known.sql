-- Every measure stands on cells that some edition has, and every rate on measures: the tables of data/metrics may be edited.
-- severity: fail
-- depends: metric_measure, metric_rate, form_cell
SELECT measure AS name, form || '.' || row_code || '.' || column_code AS place, 'no edition has the cell' AS difference
FROM metric_measure
ANTI JOIN form_cell USING (form, row_code, column_code)
UNION ALL
SELECT metric AS name, numerator AS place, 'no such measure' AS difference
FROM metric_rate
WHERE numerator NOT IN (SELECT measure FROM metric_measure)
UNION ALL
SELECT metric AS name, denominator AS place, 'no such measure' AS difference
FROM metric_rate
WHERE denominator NOT IN (SELECT measure FROM metric_measure)

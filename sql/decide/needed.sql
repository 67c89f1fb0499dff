-- What each sum of report $report needs a cell of row $row to be, where it waits for that cell alone.
-- grain: column_code, value
-- depends: report, identity_term, every_cell
WITH part AS (
    SELECT
        term.instance, term.form, term.row_code, term.column_code, fact.value,
        if(term.side = 'lhs', 1, -1) * term.weight AS weight
    FROM report
    JOIN identity_term AS term ON term.edition = report.edition AND term.reach = 0
    JOIN every_cell() AS fact ON
        fact.report_id = report.report_id AND fact.form = term.form AND fact.row_code = term.row_code
        AND fact.column_code = term.column_code
    WHERE report.report_id = $report
),
waits AS (
    SELECT
        instance, count(*) FILTER (value IS NULL) AS gaps, sum(value * weight) AS rest
    FROM part
    GROUP BY instance
)
SELECT
    part.column_code,
    (-(waits.rest - coalesce(part.value, 0) * part.weight) / part.weight)::DECIMAL(23, 0) AS value, count(*) AS sums
FROM part
JOIN waits USING (instance)
WHERE part.row_code = $row AND (waits.gaps = 0 OR (waits.gaps = 1 AND part.value IS NULL))
GROUP BY ALL
HAVING value >= 0
ORDER BY part.column_code, sums DESC, value

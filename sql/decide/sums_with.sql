-- The sums of report $report that fail with $numbers in the cells of $rows and $columns, of those that a cell which is
-- $told takes part in and whose numbers are all known then; but for those that may fail.
-- grain: check_code, scope
-- depends: report, identity_term, every_cell, decision
WITH given AS (
    SELECT
        unnest($rows) AS row_code, unnest($columns) AS column_code, unnest($numbers)::DECIMAL(23, 4) AS number,
        unnest($told) AS is_told
),
part AS (
    SELECT
        term.instance, term.check_code, term.scope, coalesce(given.number, fact.value) AS value,
        if(term.side = 'lhs', term.weight, 0) AS on_left, if(term.side = 'rhs', term.weight, 0) AS on_right,
        coalesce(given.is_told, false) AS is_told
    FROM report
    JOIN identity_term AS term ON term.edition = report.edition AND term.reach = 0
    JOIN every_cell() AS fact ON
        fact.report_id = report.report_id AND fact.form = term.form AND fact.row_code = term.row_code
        AND fact.column_code = term.column_code
    LEFT JOIN given ON given.row_code = term.row_code AND given.column_code = term.column_code
    WHERE report.report_id = $report
)
SELECT check_code, scope, sum(value * on_left)::DECIMAL(38, 4) AS lhs, sum(value * on_right)::DECIMAL(38, 4) AS rhs
FROM part
ANTI JOIN (
    SELECT row_code AS check_code, column_code AS scope
    FROM decision
    WHERE kind = 'exception' AND given = 'stands' AND report_id = $report
) AS accepted USING (check_code, scope)
GROUP BY instance, check_code, scope
HAVING bool_or(is_told) AND count(value) = count(*) AND lhs <> rhs
ORDER BY check_code, scope

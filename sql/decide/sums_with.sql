-- The sums of report $report that fail with $numbers in the cells of $rows and $columns, of those that such a cell takes
-- part in and whose numbers are all known then.
-- grain: check_code, scope
-- depends: report, identity_term, every_cell
WITH told AS (
    SELECT unnest($rows) AS row_code, unnest($columns) AS column_code, unnest($numbers)::DECIMAL(23, 4) AS number
),
part AS (
    SELECT
        term.instance, term.check_code, term.scope, coalesce(told.number, fact.value) AS value,
        if(term.side = 'lhs', term.weight, 0) AS on_left, if(term.side = 'rhs', term.weight, 0) AS on_right,
        told.number IS NOT NULL AS is_told
    FROM report
    JOIN identity_term AS term ON term.edition = report.edition AND term.reach = 0
    JOIN every_cell() AS fact ON
        fact.report_id = report.report_id AND fact.form = term.form AND fact.row_code = term.row_code
        AND fact.column_code = term.column_code
    LEFT JOIN told ON told.row_code = term.row_code AND told.column_code = term.column_code
    WHERE report.report_id = $report
)
SELECT check_code, scope, sum(value * on_left)::DECIMAL(38, 4) AS lhs, sum(value * on_right)::DECIMAL(38, 4) AS rhs
FROM part
GROUP BY instance, check_code, scope
HAVING bool_or(is_told) AND count(value) = count(*) AND lhs <> rhs
ORDER BY check_code, scope

-- The identities that a cell of $agency's report of $year takes part in, term by term, also next year's that look back.
-- grain: report_year, check_code, scope, place
-- depends: report, identity_term, identity_check, every_cell
WITH instance AS (
    SELECT DISTINCT report.report_id, report.report_year, term.edition, term.check_code, term.scope
    FROM report JOIN identity_term AS term ON term.edition = report.edition
    WHERE
        report.agency_id = $agency AND report.is_current AND report.report_year - term.years_back = $year
        AND term.form = $form AND term.row_code = $row AND term.column_code = $column
)
SELECT
    instance.report_year, instance.check_code, instance.scope, instance.edition, checked.status,
    term.side, term.weight, term.years_back, term.row_code, term.column_code, fact.value, fact.state
FROM instance
JOIN identity_term AS term USING (edition, check_code, scope)
LEFT JOIN identity_check AS checked ON
    checked.report_id = instance.report_id AND checked.agency_id = $agency
    AND checked.report_year = instance.report_year
    AND checked.check_code = instance.check_code AND checked.scope = instance.scope
LEFT JOIN report AS of_term ON
    of_term.agency_id = $agency AND of_term.is_current
    AND of_term.report_year = instance.report_year - term.years_back
LEFT JOIN every_cell() AS fact ON
    fact.report_id = of_term.report_id AND fact.agency_id = $agency AND fact.report_year = of_term.report_year
    AND fact.form = term.form AND fact.row_code = term.row_code AND fact.column_code = term.column_code
ORDER BY instance.report_year, instance.check_code, instance.scope, term.place

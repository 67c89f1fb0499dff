-- The sums of report $report that fail, with the name of its document in decisions.
-- grain: check_code, scope
-- depends: identity_check, report
SELECT
    checked.check_code, checked.scope, report.sha256 || if(report.part > 1, '#part=' || report.part, '') AS source,
    'fail ' || rtrim(rtrim(checked.lhs::VARCHAR, '0'), '.') || ' ' || rtrim(rtrim(checked.rhs::VARCHAR, '0'), '.') AS reading,
    checked.detail, checked.agency_name
FROM identity_check AS checked
JOIN report USING (report_id)
WHERE checked.report_id = $report AND checked.status = 'fail'
ORDER BY checked.check_code, checked.scope

-- The identities of report $report, of $agency and $year.
-- grain: check_code, scope
-- depends: identity_check
SELECT check_code, scope, status, detail FROM identity_check
WHERE report_id = $report AND agency_id = $agency AND report_year = $year
ORDER BY ALL

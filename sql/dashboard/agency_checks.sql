-- What does not hold, or is unknown, in the reports of one agency. Parameter: agency.
-- grain: report_year, check_code, scope
-- depends: identity_check, continuity_check
SELECT report_year, check_code, scope, lhs, rhs, status, detail, accepted_by, accepted_why
FROM identity_check
WHERE agency_id = $agency
UNION ALL
SELECT report_year, check_code, scope, lhs, rhs, status, detail, NULL, NULL
FROM continuity_check
WHERE agency_id = $agency AND check_code NOT IN (SELECT DISTINCT check_code FROM identity_check WHERE agency_id = $agency)
ORDER BY report_year DESC, check_code, scope

-- The two numbers that disagree, of every sum that fails.
SELECT report_year, agency_name, check_code, scope, lhs AS adds_up_to, rhs AS printed, detail, agency_id
FROM identity_check
WHERE status = 'fail'
ORDER BY report_year DESC, abs(lhs - rhs) DESC, agency_id, check_code, scope

-- Claims in the prose of one agency that its tables, parts or earlier reports contradict. Parameter: agency.
-- grain: report_year, line_no, check_code
-- depends: claim_check
SELECT report_year, check_code, topic, value AS claimed, table_value, detail, sentence, line_no, report_id
FROM claim_check
WHERE agency_id = $agency AND status = 'fail'
ORDER BY report_year DESC, line_no, check_code

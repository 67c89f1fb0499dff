-- Numbers in the prose of report $report that its tables, its other numbers or last year's contradict.
-- grain: claim_no
-- depends: claim_check
SELECT sentence, line_no, value AS claimed, min(table_value) AS value
FROM claim_check
WHERE report_id = $report AND status = 'fail' AND check_code = 'table' AND table_value IS NOT NULL AND sentence IS NOT NULL
GROUP BY claim_no, sentence, line_no, claim_check.value
ORDER BY claim_no

-- A report and its text stand in the warehouse once.
-- severity: fail
-- depends: report, report_text
SELECT report_id, 'report' AS place, count(*) AS copies FROM report GROUP BY report_id HAVING count(*) > 1
UNION ALL
SELECT report_id, 'report_text' AS place, count(*) AS copies FROM report_text GROUP BY report_id HAVING count(*) > 1

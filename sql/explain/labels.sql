-- The labels of the forms that report $report prints, in reading order, with what they were taken for.
-- grain: one row a label (a line may print one twice)
-- depends: report_label
SELECT it.line_no, it.token, it.label, it.is_exact
FROM (SELECT unnest(labels) AS it FROM report_label WHERE report_id = $report)

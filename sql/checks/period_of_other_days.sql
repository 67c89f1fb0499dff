-- A current report that says its statistics are of other days than its calendar year: its numbers compare with no other year's.
-- severity: warn
-- depends: report, report_evidence
-- scope: new reports
SELECT report.source_uri, report.report_year, report_evidence.line_no, report_evidence.text AS period
FROM report
JOIN report_evidence USING (report_id)
WHERE report.is_current AND about = 'year' AND source = 'other_period'

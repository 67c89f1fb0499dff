-- A report that lacks one of its forms: cut off in it or before it, printed without it, or as a picture.
-- severity: warn
-- depends: report, report_form
-- scope: new reports
SELECT report.agency_id, report.report_year, report.source_uri, report_form.form, report_form.print
FROM report
JOIN report_form ON report_form.report_id = report.report_id
WHERE report.is_current AND report_form.print <> 'printed'

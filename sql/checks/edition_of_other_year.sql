-- A current report on a form that is not the one prescribed for its year.
-- severity: warn
-- depends: report, form_edition
-- scope: new reports
SELECT report.source_uri, report.report_year, report.edition
FROM report
JOIN form_edition ON form_edition.edition = report.edition
WHERE
    report.is_current
    AND report.report_year NOT BETWEEN form_edition.first_year AND coalesce(form_edition.last_year, 9999)

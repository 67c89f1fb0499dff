-- Every report has its text, its agency and a known edition of the form.
-- severity: fail
-- depends: report, report_text, dim_agency, form_edition
-- scope: new reports
SELECT
    report.source_uri, report.report_id,
    dim_agency.agency_id IS NULL AS lacks_agency,
    report_text.report_id IS NULL AS lacks_text,
    form_edition.edition IS NULL AS lacks_edition
FROM report
LEFT JOIN dim_agency ON dim_agency.agency_id = report.agency_id
LEFT JOIN report_text ON report_text.report_id = report.report_id
LEFT JOIN form_edition ON form_edition.edition = report.edition
WHERE dim_agency.agency_id IS NULL OR report_text.report_id IS NULL OR form_edition.edition IS NULL

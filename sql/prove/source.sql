-- What the evidence sheet says of report $report as a whole, and of its form $form.
-- grain: report_id
-- depends: report, dim_agency, form_edition, report_form, report_text, ingest_run, document_name
SELECT
    report.report_id, report.agency_id, dim_agency.name, report.report_year, report.title, report.agency_name_printed,
    report.edition, form_edition.legal_basis, report_form.print, report.signed_date, report.published_date, report.source_uri,
    report.url, report.sha256, report.part, report_text.first_line, report.read_from, report.decoded_by,
    report.ingested_at, report.parser_version,
    (SELECT min(run_id) FROM ingest_run WHERE started_at = report.ingested_at) AS run_id,
    (SELECT max(finished_at) FROM ingest_run) AS published_at,
    (
        SELECT list_sort(list(DISTINCT source_uri)) FROM document_name
        WHERE document_name.sha256 = report.sha256 AND document_name.source_uri <> report.source_uri
    ) AS other_names
FROM report JOIN dim_agency USING (agency_id) JOIN report_text USING (report_id)
LEFT JOIN form_edition ON form_edition.edition = report.edition
LEFT JOIN report_form ON report_form.report_id = report.report_id AND report_form.form = $form
WHERE report.report_id = $report

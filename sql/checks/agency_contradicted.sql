-- A report whose own name for its agency another source contradicts, such as a manifest; the document's own name stands.
-- severity: warn
-- depends: report, agency_evidence
SELECT report.agency_id, report.report_year, report.source_uri, agency_name_printed, source, printed, region_codes
FROM agency_evidence
JOIN report USING (report_id)
WHERE verdict = 'contradicts'

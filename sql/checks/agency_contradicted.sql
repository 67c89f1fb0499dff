-- A report whose own name for its agency another source contradicts, such as a manifest; the document's own name stands.
-- severity: warn
-- depends: report, report_evidence
SELECT report.agency_id, report.report_year, report.source_uri, agency_name_printed, source, report_evidence.text, region_codes
FROM report_evidence
JOIN report USING (report_id)
WHERE about = 'agency' AND verdict = 'contradicts'
    -- Not where a person decided it.
    AND NOT EXISTS (
        FROM report_evidence AS decided
        WHERE decided.report_id = report.report_id AND decided.about = 'agency' AND decided.source = 'decision'
    )

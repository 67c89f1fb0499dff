-- Agencies that reported before and have no report of a year. Parameters: year; region, level, function or NULL.
-- grain: agency_id
-- depends: unreported, chosen_agency
SELECT
    chosen.name AS agency, kept.agency_id, chosen.province, chosen.level, kept.status, kept.deadline, kept.days_overdue,
    kept.last_report_year, kept.next_report_year, kept.maybe_documents, kept.maybe_reason AS reason
FROM unreported AS kept
JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
WHERE kept.report_year = $year
ORDER BY kept.days_overdue DESC NULLS LAST, kept.agency_id

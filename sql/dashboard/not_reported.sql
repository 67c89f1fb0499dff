-- Agencies that reported before, or stand on the roster for it, and have no report of a year.
-- Parameters: year; region, level, function or NULL.
-- grain: agency_id
-- depends: unreported, dim_agency
-- Who never reported is on the roster alone: no `agency_id`, since there is no page of it.
SELECT
    coalesce(kept.agency_name, kept.agency_id) AS agency, known.agency_id, kept.province, kept.level, kept.status,
    kept.deadline, kept.days_overdue, kept.last_report_year, kept.next_report_year, kept.maybe_documents,
    kept.maybe_reason AS reason
FROM unreported AS kept
LEFT JOIN dim_agency AS known ON known.agency_id = kept.agency_id
WHERE
    kept.report_year = $year
    AND ($region IS NULL OR starts_with(kept.region_code, $region))
    AND ($level IS NULL OR kept.level = $level)
    AND ($function IS NULL OR kept.function_code = $function)
ORDER BY kept.days_overdue DESC NULLS LAST, kept.agency_id

-- Was each report of a year published in time? Parameters: year; region, level, function or NULL.
-- grain: agency_id
-- depends: timeliness, chosen_agency
SELECT
    chosen.name AS agency, timeliness.agency_id, chosen.province, left(chosen.region_code, 2) AS region,
    chosen.level, timeliness.status, timeliness.deadline, timeliness.first_published, timeliness.signed_date,
    timeliness.days_late, timeliness.days_early
FROM timeliness
JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
WHERE timeliness.report_year = $year
ORDER BY timeliness.days_late DESC NULLS LAST, timeliness.agency_id

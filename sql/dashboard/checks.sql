-- How many of each identity pass, fail, fail and are accepted, and are unknown. Parameters: year; region, level, function or NULL.
-- grain: check_code
-- depends: identity_check, chosen_agency
SELECT
    kept.check_code, count(*) FILTER (kept.status = 'pass') AS passed, count(*) FILTER (kept.status = 'fail') AS failed,
    count(kept.accepted_by) AS accepted,
    count(*) FILTER (kept.status = 'unknown') AS unknown,
    count(DISTINCT kept.report_id) FILTER (kept.status = 'fail') AS reports_failing
FROM identity_check AS kept
JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
WHERE kept.report_year = $year
GROUP BY kept.check_code
ORDER BY failed DESC, kept.check_code

-- The share of reports in time by province. Parameters: year; level, function or NULL.
-- grain: region
-- depends: timeliness, chosen_agency, metric_threshold
-- Where most of a province's reports are unknown, the others do not stand for it: the province stays empty.
SELECT
    left(chosen.region_code, 2) AS region, count(*) FILTER (timeliness.status <> 'unknown') AS known, count(*) AS whole,
    CASE
        WHEN known > 0 AND known >= (SELECT value FROM metric_threshold WHERE name = 'min_told') * whole
            THEN count(*) FILTER (timeliness.status = 'on_time') / known
    END AS value
FROM timeliness
JOIN chosen_agency(NULL, $level, $function) AS chosen USING (agency_id)
WHERE timeliness.report_year = $year
GROUP BY ALL
ORDER BY region

-- The median of the score or of a rate by province. Parameters: year, metric; level, function or NULL.
-- grain: region
-- depends: kept_scorecard, every_rate, chosen_agency, metric_threshold
-- Reports that are not ranked are in no median, and a province where most are, or few others, has none: it stays empty.
WITH threshold AS (
    SELECT
        any_value(value) FILTER (name = 'min_peers') AS min_peers, any_value(value) FILTER (name = 'min_told') AS min_told
    FROM metric_threshold
),
figure AS (
    SELECT agency_id, score AS value, not_scored_because AS because
    FROM kept_scorecard WHERE report_year = $year AND $metric = 'score'
    UNION ALL
    SELECT agency_id, rate, not_ranked_because FROM every_rate() WHERE report_year = $year AND metric = $metric
),
province AS (
    SELECT
        left(chosen.region_code, 2) AS region, count(*) AS whole, count(*) FILTER (figure.because IS NULL) AS known,
        median(figure.value) FILTER (figure.because IS NULL) AS median
    FROM figure
    JOIN chosen_agency(NULL, $level, $function) AS chosen USING (agency_id)
    GROUP BY ALL
)
SELECT
    region, CASE WHEN known >= threshold.min_peers AND known >= threshold.min_told * whole THEN median END AS value, known, whole
FROM province
CROSS JOIN threshold
ORDER BY region

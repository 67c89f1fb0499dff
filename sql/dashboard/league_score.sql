-- The scorecard of one year: every agency's score and dimensions. Parameters: year; region, level, function or NULL.
-- grain: agency_id
-- depends: kept_scorecard, kept_scorecard_part, chosen_agency
-- As the view `scorecard`, with the filters inside its aggregation: a year of 50,000 reports in half a second.
WITH card AS (
    SELECT
        agency_id, count(*) FILTER (status = 'pass') AS passed, count(*) FILTER (status = 'fail') AS failed,
        count(*) FILTER (status = 'unknown') AS unknown, list(dimension) FILTER (status = 'fail') AS failed_on
    FROM kept_scorecard_part
    WHERE report_year = $year
    GROUP BY agency_id
)
SELECT
    chosen.name AS agency, chosen.agency_id, chosen.province, left(chosen.region_code, 2) AS region,
    kept.score, kept.not_scored_because AS not_ranked_because, kept.weight_known, kept.read_share,
    array_to_string(list_sort(card.failed_on), ', ') AS failed_on, card.failed, card.passed, card.unknown
FROM kept_scorecard AS kept
JOIN card USING (agency_id)
JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
WHERE kept.report_year = $year
ORDER BY kept.score DESC NULLS LAST, kept.weight_known DESC, agency_id

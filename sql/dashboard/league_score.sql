-- The scorecard of one year: every agency's score and dimensions. Parameters: year; region, level, function or NULL.
-- grain: agency_id
-- depends: scorecard_part, scorecard_weight, chosen_agency
-- As the view `scorecard`, with the filters inside its aggregation: a year of 50,000 reports in half a second.
WITH card AS (
    SELECT
        agency_id, sum(CASE status WHEN 'pass' THEN weight WHEN 'fail' THEN 0 END) AS weight_passed,
        sum(weight) FILTER (status <> 'unknown') AS weight_told,
        count(*) FILTER (status = 'pass') AS passed, count(*) FILTER (status = 'fail') AS failed,
        count(*) FILTER (status = 'unknown') AS unknown, list(dimension) FILTER (status = 'fail') AS failed_on
    FROM scorecard_part
    JOIN scorecard_weight USING (dimension)
    WHERE report_year = $year
    GROUP BY agency_id
)
SELECT
    chosen.name AS agency, chosen.agency_id, chosen.province, left(chosen.region_code, 2) AS region,
    100 * card.weight_passed / nullif(card.weight_told, 0) AS value,
    coalesce(card.weight_told, 0) / (SELECT sum(weight) FROM scorecard_weight) AS coverage,
    card.passed, card.failed, card.unknown, array_to_string(list_sort(card.failed_on), ', ') AS failed_on
FROM card
JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
ORDER BY value DESC NULLS LAST, coverage DESC, agency_id

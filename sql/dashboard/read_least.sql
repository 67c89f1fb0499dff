-- The reports with most missing cells. Parameters: year; region, level, function or NULL. At most 500.
-- grain: agency_id
-- depends: kept_completeness, chosen_agency
SELECT
    chosen.name AS agency, kept.agency_id, sum(kept.missing)::BIGINT AS missing, sum(kept.cells)::BIGINT AS cells,
    1 - sum(kept.missing) / sum(kept.cells) AS coverage, any_value(kept.sections_found) AS sections_found
FROM kept_completeness AS kept
JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
WHERE kept.report_year = $year
GROUP BY kept.agency_id, chosen.name
HAVING sum(kept.missing) > 0
ORDER BY missing DESC, kept.agency_id
LIMIT 500

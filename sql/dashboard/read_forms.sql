-- The states of the cells of each form. Parameters: year; region, level, function or NULL.
-- grain: form
-- depends: kept_completeness, chosen_agency
SELECT
    kept.form, count(*) AS reports, sum(kept.cells)::BIGINT AS cells, sum(kept.reported)::BIGINT AS reported,
    sum(kept.repaired)::BIGINT AS repaired, sum(kept.inferred)::BIGINT AS inferred,
    sum(kept.recognised)::BIGINT AS recognised, sum(kept.decided)::BIGINT AS decided,
    sum(kept.missing)::BIGINT AS missing, sum(kept.left_empty)::BIGINT AS left_empty
FROM kept_completeness AS kept
JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
WHERE kept.report_year = $year
GROUP BY kept.form
ORDER BY kept.form

-- How reviews and lawsuits ended, by channel. Parameters: year, whose; region, level, function or NULL.
-- grain: channel
-- depends: kept_dispute_outcomes, chosen_agency
-- All sums are those of the same reports, the `told` ones: they tell every result of the channel.
WITH wanted AS (
    SELECT kept.*, kept.upheld + kept.corrected + kept.other + kept.pending IS NOT NULL AS is_told
    FROM kept_dispute_outcomes AS kept
    JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
    WHERE kept.report_year = $year AND chosen.whose = $whose
)
SELECT
    channel, count(*) AS reports, count(*) FILTER (is_told) AS told,
    sum(upheld) FILTER (is_told)::BIGINT AS upheld,
    sum(corrected) FILTER (is_told)::BIGINT AS corrected,
    sum(other) FILTER (is_told)::BIGINT AS other,
    sum(pending) FILTER (is_told)::BIGINT AS pending,
    sum(upheld + corrected + other) FILTER (is_told)::BIGINT AS concluded
FROM wanted
GROUP BY channel
ORDER BY channel

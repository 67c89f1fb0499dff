-- How reviews and lawsuits ended, by channel. Parameters: year, whose; region, level, function or NULL.
-- grain: channel
-- depends: kept_dispute_outcomes, chosen_agency
-- All sums are those of the same reports, the `known` ones: every result of the channel is known.
WITH wanted AS (
    SELECT kept.*, kept.upheld + kept.corrected + kept.other + kept.pending IS NOT NULL AS is_known
    FROM kept_dispute_outcomes AS kept
    JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
    WHERE kept.report_year = $year AND chosen.whose = $whose
)
SELECT
    channel, count(*) AS reports, count(*) FILTER (is_known) AS known,
    sum(upheld) FILTER (is_known)::BIGINT AS upheld,
    sum(corrected) FILTER (is_known)::BIGINT AS corrected,
    sum(other) FILTER (is_known)::BIGINT AS other,
    sum(pending) FILTER (is_known)::BIGINT AS pending,
    sum(upheld + corrected + other) FILTER (is_known)::BIGINT AS concluded
FROM wanted
GROUP BY channel
ORDER BY channel

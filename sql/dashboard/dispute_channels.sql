-- How reviews and lawsuits ended, by channel. Parameters: year, whose; region, level, function or NULL.
-- grain: channel
-- depends: dispute_outcomes, dim_agency
-- All sums are those of the same reports, the `told` ones, which tell every result of the channel.
SELECT
    found.channel, count(*) AS reports, count(found.concluded + found.pending) AS told,
    sum(found.upheld) FILTER (found.concluded + found.pending IS NOT NULL)::BIGINT AS upheld,
    sum(found.corrected) FILTER (found.concluded + found.pending IS NOT NULL)::BIGINT AS corrected,
    sum(found.other) FILTER (found.concluded + found.pending IS NOT NULL)::BIGINT AS other,
    sum(found.pending) FILTER (found.concluded + found.pending IS NOT NULL)::BIGINT AS pending,
    sum(found.concluded) FILTER (found.pending IS NOT NULL)::BIGINT AS concluded
FROM dispute_outcomes AS found
JOIN dim_agency USING (agency_id)
WHERE
    found.report_year = $year
    AND CASE WHEN dim_agency.kind = 'government' AND dim_agency.level <> 'township' THEN dim_agency.level ELSE 'own' END = $whose
    AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
    AND ($level IS NULL OR dim_agency.level = $level)
    AND ($function IS NULL OR dim_agency.function_code = $function)
GROUP BY found.channel
ORDER BY found.channel

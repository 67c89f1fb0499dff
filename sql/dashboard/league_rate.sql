-- One rate of one year, every agency among its peers. Parameters: year, metric; region, level, function or NULL.
-- grain: agency_id
-- depends: league, dim_agency
SELECT
    dim_agency.name AS agency, kept.agency_id, dim_agency.province, left(dim_agency.region_code, 2) AS region,
    kept.rate AS value, kept.numerator::DOUBLE AS numerator, kept.denominator::DOUBLE AS denominator,
    kept.report_coverage AS coverage, kept.is_ranked, kept.peer_rank, kept.peers, kept.peer_median
FROM league AS kept
JOIN dim_agency USING (agency_id)
WHERE
    kept.report_year = $year AND kept.metric = $metric
    AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
    AND ($level IS NULL OR dim_agency.level = $level)
    AND ($function IS NULL OR dim_agency.function_code = $function)
ORDER BY kept.is_ranked DESC, value DESC NULLS LAST, denominator DESC NULLS LAST, kept.agency_id

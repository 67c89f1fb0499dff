-- One rate of one year, every agency among its peers. Parameters: year, metric; region, level, function or NULL.
-- grain: agency_id
-- depends: league, chosen_agency
SELECT
    chosen.name AS agency, kept.agency_id, chosen.province, left(chosen.region_code, 2) AS region,
    kept.rate, kept.not_ranked_because, kept.numerator::DOUBLE AS numerator, kept.denominator::DOUBLE AS denominator,
    kept.peer_rank, kept.peers, kept.peer_median, kept.read_share
FROM league AS kept
JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
WHERE kept.report_year = $year AND kept.metric = $metric
ORDER BY kept.is_ranked DESC, kept.rate DESC NULLS LAST, denominator DESC NULLS LAST, kept.agency_id

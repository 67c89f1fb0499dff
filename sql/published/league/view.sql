-- Each rate of each agency and year among its peers: medians and ranks of level and function family, and of the region.
-- grain: agency_id, report_year, metric
-- depends: every_rate, kept_league_group, kept_league_rank, agency_group, dim_agency
-- Agencies of whose report too little could be read are shown and not ranked, and no median counts them.
CREATE VIEW league AS
SELECT
    kept.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    kept.report_year, kept.report_id, kept.metric,
    kept.numerator, kept.denominator, kept.rate, kept.coverage, kept.read_share, kept.is_ranked,
    kept.not_ranked_because, agency_group.peer_group,
    CASE WHEN agency_group.peer_group IS NOT NULL THEN coalesce(peer.peers, 0) END AS peers, peer.median AS peer_median,
    peer_place.rank AS peer_rank,
    agency_group.region, CASE WHEN agency_group.region IS NOT NULL THEN coalesce(neighbour.peers, 0) END AS region_peers,
    neighbour.median AS region_median, region_place.rank AS region_rank,
    kept.read_share AS report_coverage
FROM every_rate() AS kept
LEFT JOIN dim_agency ON dim_agency.agency_id = kept.agency_id
LEFT JOIN agency_group ON agency_group.agency_id = kept.agency_id
-- Regions, of which there are most, first: the planner looks up what an agency needs while it still knows that that is little.
LEFT JOIN kept_league_group AS neighbour ON
    neighbour.report_year = kept.report_year AND neighbour.metric = kept.metric
    AND neighbour.grouping = 'region' AND neighbour.group_name = agency_group.region
LEFT JOIN kept_league_rank AS region_place ON
    region_place.report_year = kept.report_year AND region_place.metric = kept.metric
    AND region_place.grouping = 'region' AND region_place.group_name = agency_group.region
    AND region_place.rate = CASE WHEN kept.is_ranked THEN kept.rate END
LEFT JOIN kept_league_group AS peer ON
    peer.report_year = kept.report_year AND peer.metric = kept.metric
    AND peer.grouping = 'peer_group' AND peer.group_name = agency_group.peer_group
LEFT JOIN kept_league_rank AS peer_place ON
    peer_place.report_year = kept.report_year AND peer_place.metric = kept.metric
    AND peer_place.grouping = 'peer_group' AND peer_place.group_name = agency_group.peer_group
    AND peer_place.rate = CASE WHEN kept.is_ranked THEN kept.rate END;
COMMENT ON COLUMN league.metric IS 'Name of the rate: metric_rate.metric.';
COMMENT ON COLUMN league.numerator IS 'Its upper measure; NULL when unknown.';
COMMENT ON COLUMN league.denominator IS 'Its lower measure; NULL when unknown.';
COMMENT ON COLUMN league.rate IS 'numerator / denominator; NULL when either is unknown or the denominator is 0.';
COMMENT ON COLUMN league.coverage IS 'Known cells of the cells that the rate needs, 0 to 1.';
COMMENT ON COLUMN league.is_ranked IS 'Whether it counts among its peers: the rate is known and enough of the report was read (report_coverage).';
COMMENT ON COLUMN league.not_ranked_because IS 'nothing_read (no cell of the report was read), too_little_read (report_coverage is below min_coverage of metric_threshold), figure_missing (numerator or denominator is unknown), nothing_to_divide (the denominator is 0), part_over_whole (the numerator is the larger one, so one of the two is misprinted); NULL when is_ranked.';
COMMENT ON COLUMN league.peer_group IS 'Level and function family, `county/culture_tourism`; NULL where undecided.';
COMMENT ON COLUMN league.peers IS 'Ranked agencies of the peer group and year in the whole country; NULL where the group is undecided.';
COMMENT ON COLUMN league.peer_median IS 'Their median; NULL for fewer than min_peers.';
COMMENT ON COLUMN league.peer_rank IS 'Place among them, 1 is the highest rate; NULL for an agency not ranked or fewer than min_peers.';
COMMENT ON COLUMN league.region IS 'Level and prefecture (first four digits of the region code): `county/5104`; NULL where undecided.';
COMMENT ON COLUMN league.region_peers IS 'Ranked agencies of that level, prefecture and year, of all functions; NULL where the region is undecided.';
COMMENT ON COLUMN league.region_median IS 'Their median; NULL for fewer than min_peers.';
COMMENT ON COLUMN league.region_rank IS 'Place among them, 1 is the highest rate; NULL for an agency not ranked or fewer than min_peers.';

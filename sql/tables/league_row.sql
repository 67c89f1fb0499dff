-- Kept rows of the view `league`: one rate of one current report among its peers.
-- grain: agency_id, report_year, metric
-- depends: measure_value, metric_rate, report_state, dim_agency
CREATE TABLE league_row (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    metric VARCHAR NOT NULL,
    numerator DECIMAL(23, 4),
    denominator DECIMAL(23, 4),
    rate DOUBLE,
    coverage DOUBLE NOT NULL,
    report_coverage DOUBLE NOT NULL,
    is_ranked BOOLEAN NOT NULL,
    peer_group VARCHAR,
    peers INTEGER,
    peer_median DOUBLE,
    peer_rank INTEGER,
    region VARCHAR,
    region_peers INTEGER,
    region_median DOUBLE,
    region_rank INTEGER
);
COMMENT ON COLUMN league_row.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN league_row.report_year IS 'The year reported on.';
COMMENT ON COLUMN league_row.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN league_row.metric IS 'Name of the rate: metric_rate.metric.';
COMMENT ON COLUMN league_row.numerator IS 'Its upper measure; NULL when unknown.';
COMMENT ON COLUMN league_row.denominator IS 'Its lower measure; NULL when unknown.';
COMMENT ON COLUMN league_row.rate IS 'numerator / denominator; NULL when either is unknown or the denominator is 0.';
COMMENT ON COLUMN league_row.coverage IS 'Known cells of the cells that the rate needs, 0 to 1.';
COMMENT ON COLUMN league_row.report_coverage IS 'Known cells of all cells of the report, 0 to 1.';
COMMENT ON COLUMN league_row.is_ranked IS 'Whether it counts among its peers: the rate is known and report_coverage is at least min_coverage (metric_threshold).';
COMMENT ON COLUMN league_row.peer_group IS 'Level and function family, `county/culture_tourism`; NULL where undecided.';
COMMENT ON COLUMN league_row.peers IS 'Ranked agencies of the peer group and year in the whole country.';
COMMENT ON COLUMN league_row.peer_median IS 'Their median; NULL for fewer than min_peers.';
COMMENT ON COLUMN league_row.peer_rank IS 'Place among them, 1 is the highest rate; NULL for an agency not ranked or fewer than min_peers.';
COMMENT ON COLUMN league_row.region IS 'Level and prefecture (first four digits of the region code): `county/5104`; NULL where undecided.';
COMMENT ON COLUMN league_row.region_peers IS 'Ranked agencies of that level, prefecture and year, of all functions.';
COMMENT ON COLUMN league_row.region_median IS 'Their median; NULL for fewer than min_peers.';
COMMENT ON COLUMN league_row.region_rank IS 'Place among them, 1 is the highest rate; NULL for an agency not ranked or fewer than min_peers.';

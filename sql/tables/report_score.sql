-- The score of one current report, or why it has none.
-- grain: agency_id, report_year
-- depends: report, scorecard_part
CREATE TABLE report_score (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    score DOUBLE,
    weight_known DOUBLE NOT NULL,
    read_share DOUBLE NOT NULL,
    not_scored_because VARCHAR,
    CHECK ((score IS NULL) = (not_scored_because IS NOT NULL))
);
COMMENT ON COLUMN report_score.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN report_score.report_year IS 'The year reported on.';
COMMENT ON COLUMN report_score.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN report_score.score IS 'Weight of the dimensions passed of those passed or failed, 0 to 100; NULL where not_scored_because says why.';
COMMENT ON COLUMN report_score.weight_known IS 'Share of all weight whose dimensions passed or failed, 0 to 1.';
COMMENT ON COLUMN report_score.read_share IS 'Share of its cells that were read: report_coverage.read_share.';
COMMENT ON COLUMN report_score.not_scored_because IS 'nothing_read, too_little_read (report_coverage.not_judged_because) or too_little_told (weight_known is below min_weight of metric_threshold); NULL where there is a score.';

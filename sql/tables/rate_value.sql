-- Kept rates of the view `league`: one rate of one current report.
-- grain: agency_id, report_year, metric
-- depends: report
CREATE TABLE rate_value (
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
    not_ranked_because VARCHAR,
    CHECK (is_ranked = (not_ranked_because IS NULL))
);
COMMENT ON COLUMN rate_value.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN rate_value.report_year IS 'The year reported on.';
COMMENT ON COLUMN rate_value.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN rate_value.metric IS 'Name of the rate: metric_rate.metric.';
COMMENT ON COLUMN rate_value.numerator IS 'Upper figure; NULL when a cell of it is missing.';
COMMENT ON COLUMN rate_value.denominator IS 'Lower figure; NULL when a cell of it is missing.';
COMMENT ON COLUMN rate_value.rate IS 'numerator / denominator; NULL when unknown or the denominator is 0.';
COMMENT ON COLUMN rate_value.coverage IS 'Share of the cells behind the rate that are known.';
COMMENT ON COLUMN rate_value.report_coverage IS 'Share of the cells of the whole report that were read: report_coverage.read_share.';
COMMENT ON COLUMN rate_value.is_ranked IS 'The rate is known and enough of the report was read.';
COMMENT ON COLUMN rate_value.not_ranked_because IS 'nothing_read, too_little_read (report_coverage.not_judged_because), figure_missing or nothing_to_divide; NULL when is_ranked.';

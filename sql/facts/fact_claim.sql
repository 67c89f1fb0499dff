-- One number that a report claims in prose.
-- grain: report_id, claim_no
-- depends: report
CREATE TABLE fact_claim (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    claim_no SMALLINT,
    topic VARCHAR NOT NULL,
    scope VARCHAR,
    value DECIMAL(18, 4),
    unit VARCHAR,
    qualifier VARCHAR,
    value_low DECIMAL(18, 4),
    value_high DECIMAL(18, 4),
    printed VARCHAR,
    part_of SMALLINT,
    rate_of SMALLINT,
    rate_base SMALLINT,
    claimed_year SMALLINT,
    sentence VARCHAR,
    line_no INTEGER
);
COMMENT ON COLUMN fact_claim.report_year IS 'The year reported on, not the year of publication.';
COMMENT ON COLUMN fact_claim.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN fact_claim.value IS 'The number claimed, in `unit`; a decrease is a negative growth_rate.';
COMMENT ON COLUMN fact_claim.unit IS 'Unit of the number: count, CNY, percent, percentage_points or times.';

-- One number that a report claims in prose.
-- grain: one row a claim (report_id, line_no and topic may repeat)
-- depends: report
CREATE TABLE fact_claim (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    value DECIMAL(18, 4),
    unit VARCHAR,
    qualifier VARCHAR,
    sentence VARCHAR,
    line_no INTEGER
);
COMMENT ON COLUMN fact_claim.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN fact_claim.report_year IS 'The year reported on, not the year of publication.';
COMMENT ON COLUMN fact_claim.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN fact_claim.topic IS 'What is counted, such as published_total or applications_received.';
COMMENT ON COLUMN fact_claim.value IS 'The number claimed, in `unit`.';
COMMENT ON COLUMN fact_claim.unit IS 'Unit of the number, such as count or CNY; NULL where none is printed.';
COMMENT ON COLUMN fact_claim.qualifier IS 'more_than, approximately or zero_claim; NULL for an exact number.';
COMMENT ON COLUMN fact_claim.sentence IS 'The sentence that makes the claim, as printed.';
COMMENT ON COLUMN fact_claim.line_no IS 'Line of report_text.text where the sentence starts, counted from 1.';

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
COMMENT ON COLUMN fact_claim.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN fact_claim.report_year IS 'The year reported on, not the year of publication.';
COMMENT ON COLUMN fact_claim.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN fact_claim.claim_no IS 'Number of the claim within its report, from 1, in reading order.';
COMMENT ON COLUMN fact_claim.topic IS 'What is counted, such as published_total or applications_received; `other` where the words do not decide.';
COMMENT ON COLUMN fact_claim.scope IS 'Which of them, such as pending, concluded, upheld, issued or repealed; NULL for the whole.';
COMMENT ON COLUMN fact_claim.value IS 'The number claimed, in `unit`; a decrease is a negative growth_rate.';
COMMENT ON COLUMN fact_claim.unit IS 'Unit of the number: count, CNY, percent, percentage_points or times.';
COMMENT ON COLUMN fact_claim.qualifier IS 'zero_claim (none, in words), more_than, at_least, less_than, approximately or range; NULL for an exact number.';
COMMENT ON COLUMN fact_claim.value_low IS 'Least number that the qualifier permits; NULL where it sets no bound or the number is exact.';
COMMENT ON COLUMN fact_claim.value_high IS 'Greatest number that the qualifier permits; NULL where it sets no bound or the number is exact.';
COMMENT ON COLUMN fact_claim.printed IS 'The number as printed, without its measure word; NULL for a zero in words.';
COMMENT ON COLUMN fact_claim.part_of IS 'claim_no of the total that this number is said to be a part of.';
COMMENT ON COLUMN fact_claim.rate_of IS 'claim_no of the number that this share or growth rate is about.';
COMMENT ON COLUMN fact_claim.rate_base IS 'claim_no of the total that this share is a share of.';
COMMENT ON COLUMN fact_claim.claimed_year IS 'The year that the sentence says its number is about; NULL where it names none.';
COMMENT ON COLUMN fact_claim.sentence IS 'The sentence that makes the claim, as printed, without white space.';
COMMENT ON COLUMN fact_claim.line_no IS 'Line of report_text.text where the sentence starts, counted from 1.';

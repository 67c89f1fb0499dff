-- The claims of the current reports, with the edition of their tables.
-- grain: report_id, claim_no
-- depends: fact_claim, report
CREATE VIEW current_claim AS
SELECT fact_claim.*, report.edition
FROM fact_claim
JOIN report ON report.report_id = fact_claim.report_id AND report.is_current;
COMMENT ON COLUMN current_claim.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN current_claim.report_year IS 'The year reported on, not the year of publication.';
COMMENT ON COLUMN current_claim.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN current_claim.claim_no IS 'Number of the claim within its report, from 1, in reading order.';
COMMENT ON COLUMN current_claim.topic IS 'What is counted, such as published_total or applications_received; `other` where the words do not decide.';
COMMENT ON COLUMN current_claim.scope IS 'Which of them, such as pending, concluded, upheld, issued or repealed; NULL for the whole.';
COMMENT ON COLUMN current_claim.value IS 'The number claimed, in `unit`; a decrease is a negative growth_rate.';
COMMENT ON COLUMN current_claim.unit IS 'Unit of the number: count, CNY, percent, percentage_points or times.';
COMMENT ON COLUMN current_claim.qualifier IS 'zero_claim (none, in words), more_than, at_least, less_than, approximately or range; NULL for an exact number.';
COMMENT ON COLUMN current_claim.value_low IS 'Least number that the qualifier permits; NULL where it sets no bound or the number is exact.';
COMMENT ON COLUMN current_claim.value_high IS 'Greatest number that the qualifier permits; NULL where it sets no bound or the number is exact.';
COMMENT ON COLUMN current_claim.printed IS 'The number as printed, without its measure word; NULL for a zero in words.';
COMMENT ON COLUMN current_claim.part_of IS 'claim_no of the total that this number is said to be a part of.';
COMMENT ON COLUMN current_claim.rate_of IS 'claim_no of the number that this share or growth rate is about.';
COMMENT ON COLUMN current_claim.rate_base IS 'claim_no of the total that this share is a share of.';
COMMENT ON COLUMN current_claim.claimed_year IS 'The year that the sentence says its number is about; NULL where it names none.';
COMMENT ON COLUMN current_claim.sentence IS 'The sentence that makes the claim, as printed, without white space.';
COMMENT ON COLUMN current_claim.line_no IS 'Line of report_text.text where the sentence starts, counted from 1.';
COMMENT ON COLUMN current_claim.edition IS 'Edition of the form that is printed: report.edition.';

-- Kept rows of the view `claim_check`, without what `fact_claim` says already.
-- grain: agency_id, report_year, claim_no, check_code
-- depends: report
CREATE TABLE claim_result (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    claim_no SMALLINT NOT NULL,
    check_code VARCHAR NOT NULL,
    definition VARCHAR,
    table_value DECIMAL(23, 4),
    difference DECIMAL(23, 4),
    status VARCHAR NOT NULL CHECK (status IN ('pass', 'fail', 'unknown')),
    detail VARCHAR NOT NULL
);
COMMENT ON COLUMN claim_result.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN claim_result.report_year IS 'The year reported on.';
COMMENT ON COLUMN claim_result.report_id IS 'The current report checked: report.report_id.';
COMMENT ON COLUMN claim_result.claim_no IS 'The claim: fact_claim.claim_no.';
COMMENT ON COLUMN claim_result.check_code IS 'table, parts_sum, share, growth or year.';
COMMENT ON COLUMN claim_result.definition IS 'The most likely definition under which the claim holds; NULL where none does.';
COMMENT ON COLUMN claim_result.table_value IS 'What the claim is held to; of a failed claim the nearest; NULL when unknown.';
COMMENT ON COLUMN claim_result.difference IS 'Claimed less that value, counted from the bound for a qualified claim; NULL when unknown.';
COMMENT ON COLUMN claim_result.status IS 'pass, fail, or unknown when a term is missing.';
COMMENT ON COLUMN claim_result.detail IS 'The value under each definition and by how much the claim differs from it.';

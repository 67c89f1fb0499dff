-- Each claim of a current report against what it can be held to: tables, its own parts, last year, its own year.
-- grain: report_id, claim_no, check_code
-- depends: kept_claim_check, fact_claim, dim_agency
-- A qualified claim (18万余) is never compared as exact: it fails only outside what its qualifier permits.
CREATE VIEW claim_check AS
SELECT
    result.agency_id, dim_agency.name AS agency_name, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    result.report_year, result.report_id, result.claim_no, result.check_code, claim.topic, claim.scope,
    claim.value, result.definition, result.table_value, result.difference, result.status, result.detail,
    claim.qualifier, claim.sentence, claim.line_no, claim.value AS claimed
FROM kept_claim_check AS result
JOIN fact_claim AS claim ON
    claim.report_id = result.report_id AND claim.claim_no = result.claim_no
    AND claim.agency_id = result.agency_id AND claim.report_year = result.report_year
LEFT JOIN dim_agency ON dim_agency.agency_id = result.agency_id;
COMMENT ON COLUMN claim_check.report_id IS 'The current report checked: report.report_id.';
COMMENT ON COLUMN claim_check.claim_no IS 'The claim: fact_claim.claim_no.';
COMMENT ON COLUMN claim_check.check_code IS 'table (against the forms), parts_sum, share, growth or year (the year that the sentence names).';
COMMENT ON COLUMN claim_check.topic IS 'What is counted: fact_claim.topic.';
COMMENT ON COLUMN claim_check.scope IS 'Which of them: fact_claim.scope.';
COMMENT ON COLUMN claim_check.value IS 'The number claimed.';
COMMENT ON COLUMN claim_check.definition IS 'The most likely definition under which the claim holds; NULL where none does.';
COMMENT ON COLUMN claim_check.table_value IS 'What the tables, the parts, last year or the report say; of a failed claim the nearest; NULL when unknown.';
COMMENT ON COLUMN claim_check.difference IS 'Claimed less that value, counted from the bound for a qualified claim; NULL when unknown.';
COMMENT ON COLUMN claim_check.status IS 'pass, fail, or unknown when a term is missing.';
COMMENT ON COLUMN claim_check.detail IS 'The value under each definition and by how much the claim differs from it.';
COMMENT ON COLUMN claim_check.qualifier IS 'How exact the claim is: fact_claim.qualifier.';

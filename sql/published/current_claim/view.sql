-- The claims of the current reports, with the edition of their tables.
-- grain: report_id, claim_no
-- depends: fact_claim, report, dim_agency
CREATE VIEW current_claim AS
SELECT
    fact_claim.*, report.edition, dim_agency.name AS agency_name, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code
FROM fact_claim
JOIN report ON report.report_id = fact_claim.report_id AND report.is_current
LEFT JOIN dim_agency ON dim_agency.agency_id = fact_claim.agency_id;
COMMENT ON COLUMN current_claim.report_year IS 'The year reported on, not the year of publication.';
COMMENT ON COLUMN current_claim.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN current_claim.value IS 'The number claimed, in `unit`; a decrease is a negative growth_rate.';
COMMENT ON COLUMN current_claim.unit IS 'Unit of the number: count, CNY, percent, percentage_points or times.';
COMMENT ON COLUMN current_claim.edition IS 'Edition of the form that is printed: report.edition.';

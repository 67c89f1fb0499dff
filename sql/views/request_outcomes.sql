-- How the requests that a current report handled ended, by applicant: a share for each outcome.
-- grain: agency_id, report_year, applicant, outcome
-- depends: request_result, dim_agency
-- `applicant` is `total` or one of the six groups: choose one, or the others count twice. Reasons: request_reasons.
CREATE VIEW request_outcomes AS
SELECT
    kept.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, kept.report_year, kept.report_id,
    kept.applicant, kept.outcome, kept.numerator, kept.denominator,
    CASE WHEN kept.denominator > 0 THEN kept.numerator / kept.denominator END AS rate,
    kept.known / kept.cells AS coverage
FROM request_result AS kept
LEFT JOIN dim_agency ON dim_agency.agency_id = kept.agency_id;
COMMENT ON COLUMN request_outcomes.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN request_outcomes.agency_name IS 'Its canonical name: dim_agency.name.';
COMMENT ON COLUMN request_outcomes.region_code IS 'Its region: dim_agency.region_code.';
COMMENT ON COLUMN request_outcomes.report_year IS 'The year reported on.';
COMMENT ON COLUMN request_outcomes.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN request_outcomes.applicant IS 'natural_person, enterprise, research, public_welfare, legal_service, other_org, or their printed total.';
COMMENT ON COLUMN request_outcomes.outcome IS 'granted, partially_granted, denied, unavailable, unprocessed or other.';
COMMENT ON COLUMN request_outcomes.numerator IS 'Requests that ended so; NULL when a row of the outcome is missing.';
COMMENT ON COLUMN request_outcomes.denominator IS 'Requests handled, as printed (handled_total); NULL when missing.';
COMMENT ON COLUMN request_outcomes.rate IS 'numerator / denominator, 0 to 1 in a consistent report; NULL when either is unknown or none was handled.';
COMMENT ON COLUMN request_outcomes.coverage IS 'Known cells of the cells that the rate needs, 0 to 1; below 1 the rate is NULL.';

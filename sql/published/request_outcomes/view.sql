-- How the requests that a current report handled ended, by applicant: a share for each outcome.
-- grain: agency_id, report_year, applicant, outcome
-- depends: every_outcome, dim_agency
-- overlaps: requests, handled, numerator, denominator unless applicant=total, kind
-- `applicant` is `total` or one of the six groups: choose one, or the others count twice. Reasons: request_reasons.
CREATE VIEW request_outcomes AS
SELECT
    kept.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    kept.report_year, kept.report_id,
    kept.applicant, kept.outcome, kept.requests, kept.handled,
    CASE WHEN kept.handled > 0 THEN kept.requests / kept.handled END AS rate,
    kept.coverage,
    kept.requests AS numerator, kept.handled AS denominator
FROM every_outcome() AS kept
LEFT JOIN dim_agency ON dim_agency.agency_id = kept.agency_id;
COMMENT ON COLUMN request_outcomes.outcome IS 'granted, partially_granted, denied, unavailable, unprocessed or other.';
COMMENT ON COLUMN request_outcomes.requests IS 'Requests that ended so; NULL when a row of the outcome is missing.';
COMMENT ON COLUMN request_outcomes.rate IS 'requests / handled, 0 to 1 in a consistent report; NULL when either is unknown or none was handled.';
COMMENT ON COLUMN request_outcomes.coverage IS 'Known cells of the cells that the rate needs, 0 to 1; below 1 the rate is NULL.';

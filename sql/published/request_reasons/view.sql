-- Why requests ended as they did: each row of the form's results, all applicants together, over the requests handled.
-- grain: agency_id, report_year, reason
-- depends: kept_request_reasons, kept_cell_zero, kept_request_flow, dim_agency, form_outcome
-- overlaps: requests, handled, numerator, denominator unless kind
-- For one applicant group read `cell`. A row is a part of request_outcomes: an outcome's requests are NULL there as soon
-- as one of its reasons is missing, which a sum over this view would hide.
CREATE VIEW request_reasons AS
WITH part AS (
    SELECT agency_id, report_year, report_id, edition, reason, requests FROM kept_request_reasons
    UNION ALL
    SELECT agency_id, report_year, report_id, edition, unnest(reasons), 0 FROM kept_cell_zero
)
SELECT
    part.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    part.report_year, part.report_id,
    reason.outcome, part.reason, reason.label, part.requests, whole.handled,
    CASE WHEN whole.handled > 0 THEN part.requests / whole.handled END AS rate,
    ((part.requests IS NOT NULL)::INTEGER + (whole.handled IS NOT NULL)::INTEGER) / 2 AS coverage,
    part.requests AS numerator, whole.handled AS denominator
FROM part
JOIN form_outcome() AS reason ON reason.edition = part.edition AND reason.row_code = part.reason
-- First whose it is: who asks for one county has its agencies alone looked up.
LEFT JOIN dim_agency ON dim_agency.agency_id = part.agency_id
LEFT JOIN kept_request_flow AS whole ON
    whole.agency_id = part.agency_id AND whole.report_year = part.report_year AND whole.applicant = 'total';
COMMENT ON COLUMN request_reasons.outcome IS 'The group of the form that the reason stands in, as in request_outcomes.';
COMMENT ON COLUMN request_reasons.reason IS 'Row of the form: form_row.row_code.';
COMMENT ON COLUMN request_reasons.label IS 'Its label on the form.';
COMMENT ON COLUMN request_reasons.rate IS 'requests / handled; NULL when either is unknown or none was handled.';
COMMENT ON COLUMN request_reasons.coverage IS 'Known cells of the two that the rate needs: 0, 0.5 or 1.';

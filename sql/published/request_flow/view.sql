-- Requests that came in, were handled and were left over in a year, by applicant: clearance and backlog.
-- grain: agency_id, report_year, applicant
-- depends: kept_request_flow, kept_cell_zero, dim_agency
-- overlaps: received, carried_in, handled, carried_out, in_hand, backlog_growth, new_received unless applicant=total, kind
-- `applicant` is `total` or one of the six groups: choose one, or the others count twice.
CREATE VIEW request_flow AS
SELECT
    kept.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    kept.report_year, kept.report_id,
    kept.applicant, kept.received, kept.carried_in, kept.handled, kept.carried_out,
    kept.received + kept.carried_in AS in_hand,
    CASE WHEN kept.received + kept.carried_in > 0 THEN kept.handled / (kept.received + kept.carried_in) END
        AS clearance_rate,
    CASE WHEN kept.received + kept.carried_in > 0 THEN kept.carried_out / (kept.received + kept.carried_in) END
        AS backlog_rate,
    kept.carried_out - kept.carried_in AS backlog_growth,
    (
        (kept.received IS NOT NULL)::INTEGER + (kept.carried_in IS NOT NULL)::INTEGER
        + (kept.handled IS NOT NULL)::INTEGER + (kept.carried_out IS NOT NULL)::INTEGER
    ) / 4 AS coverage,
    kept.received AS new_received
FROM (
    SELECT agency_id, report_year, report_id, applicant, received, carried_in, handled, carried_out FROM kept_request_flow
    UNION ALL
    SELECT agency_id, report_year, report_id, unnest(flows), 0, 0, 0, 0 FROM kept_cell_zero
) AS kept
LEFT JOIN dim_agency ON dim_agency.agency_id = kept.agency_id;
COMMENT ON COLUMN request_flow.carried_in IS 'Requests left over from last year; NULL when missing.';
COMMENT ON COLUMN request_flow.handled IS 'Requests handled (handled_total); NULL when missing.';
COMMENT ON COLUMN request_flow.carried_out IS 'Requests left over to the next year; NULL when missing.';
COMMENT ON COLUMN request_flow.in_hand IS 'received + carried_in: the denominator of both rates; NULL when either is missing.';
COMMENT ON COLUMN request_flow.clearance_rate IS 'handled / in_hand; NULL when unknown or nothing was in hand.';
COMMENT ON COLUMN request_flow.backlog_rate IS 'carried_out / in_hand; NULL when unknown or nothing was in hand.';
COMMENT ON COLUMN request_flow.backlog_growth IS 'carried_out - carried_in; NULL when either is missing.';
COMMENT ON COLUMN request_flow.coverage IS 'Known cells of the four.';

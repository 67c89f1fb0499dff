-- Kept rows of the view `request_flow`: requests in, handled and left over, of one applicant group.
-- grain: agency_id, report_year, applicant
-- depends: touched_cell
-- refresh: report
-- Requests in, handled and left over, by applicant, of every touched report.
CREATE TABLE kept_request_flow (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    applicant VARCHAR NOT NULL,
    received BIGINT,
    carried_in BIGINT,
    handled BIGINT,
    carried_out BIGINT
);
INSERT INTO kept_request_flow
SELECT
    agency_id, report_year, report_id, column_code,
    any_value(value) FILTER (row_code = 'new_received'),
    any_value(value) FILTER (row_code = 'carried_in'),
    any_value(value) FILTER (row_code = 'handled_total'),
    any_value(value) FILTER (row_code = 'carried_out')
FROM touched_cell
WHERE form = 'application' AND row_code IN ('new_received', 'carried_in', 'handled_total', 'carried_out')
GROUP BY ALL
ORDER BY agency_id, report_year, column_code;

-- Kept rows of the view `request_flow`: all applicants together, and the groups that are not 0; the others are in `kept_cell_zero`.
-- grain: agency_id, report_year, applicant
-- depends: touched, touched_cell
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
-- By number before names stand beside, as everywhere here: hundreds of thousands of cells are gathered.
WITH flow AS (
    SELECT
        doc, column_code,
        any_value(value) FILTER (row_code = 'new_received') AS received,
        any_value(value) FILTER (row_code = 'carried_in') AS carried_in,
        any_value(value) FILTER (row_code = 'handled_total') AS handled,
        any_value(value) FILTER (row_code = 'carried_out') AS carried_out
    FROM touched_cell
    WHERE form = 'application' AND row_code IN ('new_received', 'carried_in', 'handled_total', 'carried_out')
    GROUP BY doc, column_code
    HAVING column_code = 'total' OR count(*) FILTER (value IS DISTINCT FROM 0) > 0
    ORDER BY doc, column_code
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id,
    flow.column_code, flow.received, flow.carried_in, flow.handled, flow.carried_out
FROM flow
JOIN touched ON touched.doc = flow.doc;

-- How the requests that a current report handled ended: one rate for each outcome, from the column total.
-- grain: agency_id, report_year, outcome
-- depends: cell, form_row, form_identity
CREATE VIEW request_rates AS
WITH term AS (
    -- The rows that add up to handled_total, gathered under the group they are printed in.
    SELECT
        form_identity.edition, form_identity.row_code, form_identity.side,
        CASE
            WHEN form_identity.side = 'rhs' THEN NULL
            WHEN form_row.parent <> 'result' THEN form_row.parent
            WHEN form_identity.row_code = 'other_total' THEN 'other'
            ELSE form_identity.row_code
        END AS outcome
    FROM form_identity
    JOIN form_row USING (edition, form, row_code)
    WHERE form_identity.check_code = 'outcomes_sum'
),
printed AS (
    SELECT
        cell.agency_id, cell.agency_name, cell.report_year, cell.report_id, term.side, term.outcome,
        count(*) AS terms, count(cell.value) AS known, sum(cell.value)::DECIMAL(38, 0) AS requests
    FROM cell
    JOIN term ON term.edition = cell.edition AND term.row_code = cell.row_code
    WHERE cell.form = 'application' AND cell.column_code = 'total'
    GROUP BY ALL
),
counted AS (
    SELECT
        part.*, CASE WHEN part.known = part.terms THEN part.requests END AS numerator,
        whole.requests AS denominator, (part.known + whole.known) / (part.terms + whole.terms) AS coverage
    FROM printed AS part
    JOIN printed AS whole ON whole.report_id = part.report_id AND whole.side = 'rhs'
    WHERE part.side = 'lhs'
)
SELECT
    agency_id, agency_name, report_year, report_id, outcome, numerator, denominator,
    CASE WHEN denominator > 0 THEN numerator / denominator END AS rate, coverage
FROM counted;
COMMENT ON COLUMN request_rates.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN request_rates.agency_name IS 'Its canonical name: dim_agency.name.';
COMMENT ON COLUMN request_rates.report_year IS 'The year reported on.';
COMMENT ON COLUMN request_rates.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN request_rates.outcome IS 'granted, partially_granted, denied, unavailable, unprocessed or other.';
COMMENT ON COLUMN request_rates.numerator IS 'Requests that ended so; NULL when a row of the outcome is missing.';
COMMENT ON COLUMN request_rates.denominator IS 'Requests handled, as printed (handled_total); NULL when missing.';
COMMENT ON COLUMN request_rates.rate IS 'numerator / denominator, 0 to 1 in a consistent report; NULL when either is unknown or none was handled.';
COMMENT ON COLUMN request_rates.coverage IS 'Share of the cells behind the rate that are known, 0 to 1; below 1 the rate is NULL.';

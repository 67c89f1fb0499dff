-- Every arithmetic identity of every current report: does the sum of the parts equal what is printed?
-- grain: agency_id, report_year, check_code, scope
-- depends: every_identity, dim_agency, decision
-- Over the values in force, decided ones among them; status_printed is the same over what was read.
-- A term that is missing, or was in no current report of last year, makes the status unknown.
CREATE VIEW identity_check AS
SELECT
    kept.agency_id, dim_agency.name AS agency_name, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    kept.report_year, kept.report_id, kept.check_code, kept.scope, kept.lhs, kept.rhs, kept.status, kept.detail,
    kept.status_printed, accepted.who AS accepted_by, accepted.why AS accepted_why
FROM every_identity() AS kept
LEFT JOIN (
    SELECT
        report_id, row_code, column_code, min_by(who, decision_id) AS who, min_by(coalesce(why, ''), decision_id) AS why
    FROM decision
    WHERE kind = 'exception' AND given = 'stands'
    GROUP BY report_id, row_code, column_code
) AS accepted ON
    -- (An equality: a condition on one side alone makes DuckDB compare each with each.)
    accepted.report_id = if(kept.status = 'fail', kept.report_id, NULL) AND accepted.row_code = kept.check_code
    AND accepted.column_code = kept.scope
LEFT JOIN dim_agency ON dim_agency.agency_id = kept.agency_id;
COMMENT ON COLUMN identity_check.report_id IS 'The current report checked: report.report_id.';
COMMENT ON COLUMN identity_check.check_code IS 'applicants_sum, requests_balance, outcomes_sum, results_sum, carry_over or stock_continuity.';
COMMENT ON COLUMN identity_check.scope IS 'The row_code or column_code that is added up.';
COMMENT ON COLUMN identity_check.lhs IS 'Sum of the left side; NULL unless all its terms are known.';
COMMENT ON COLUMN identity_check.rhs IS 'Sum of the right side; NULL unless all its terms are known.';
COMMENT ON COLUMN identity_check.status IS 'pass, fail, or unknown when a term or last year''s report is missing.';
COMMENT ON COLUMN identity_check.detail IS 'The sum in words, terms of 0 left out, such as `3 + 1 = 4, printed 5`; or what is missing.';
COMMENT ON COLUMN identity_check.status_printed IS 'The status of what was read, without what people decided: differs from status only where a term is decided.';
COMMENT ON COLUMN identity_check.accepted_by IS 'Who accepted that this sum fails; NULL for nobody. The status stays fail.';
COMMENT ON COLUMN identity_check.accepted_why IS 'Why, in their words; empty where they gave none.';

-- Kept rows of the view `continuity_check`: what follows from the facts of two reports of one agency.
-- grain: agency_id, report_year, check_code, scope
-- depends: report
CREATE TABLE continuity_result (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    check_code VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    lhs DECIMAL(23, 4),
    rhs DECIMAL(23, 4),
    status VARCHAR NOT NULL CHECK (status IN ('pass', 'fail', 'unknown')),
    detail VARCHAR NOT NULL
);
COMMENT ON COLUMN continuity_result.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN continuity_result.report_year IS 'The year reported on.';
COMMENT ON COLUMN continuity_result.report_id IS 'The current report checked: report.report_id.';
COMMENT ON COLUMN continuity_result.check_code IS 'items_continuity or restated.';
COMMENT ON COLUMN continuity_result.scope IS 'The row, or the cell (`form.row.column`).';
COMMENT ON COLUMN continuity_result.lhs IS 'What the earlier report or version says; NULL when unknown.';
COMMENT ON COLUMN continuity_result.rhs IS 'What this report prints; NULL when unknown.';
COMMENT ON COLUMN continuity_result.status IS 'pass, fail, or unknown when a number or last year''s report is missing.';
COMMENT ON COLUMN continuity_result.detail IS 'Both sides in words, or what is missing.';

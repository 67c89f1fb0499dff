-- Kept rows of the view `completeness`: how much of one form of a current report could be read.
-- grain: agency_id, report_year, form
-- depends: report
CREATE TABLE report_state (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    sections_found SMALLINT NOT NULL,
    sections_expected SMALLINT NOT NULL,
    cells SMALLINT NOT NULL,
    reported SMALLINT NOT NULL,
    repaired SMALLINT NOT NULL,
    inferred SMALLINT NOT NULL,
    recognised SMALLINT NOT NULL,
    decided SMALLINT NOT NULL,
    missing SMALLINT NOT NULL,
    left_empty SMALLINT NOT NULL,
    read SMALLINT NOT NULL
);
COMMENT ON COLUMN report_state.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN report_state.report_year IS 'The year reported on.';
COMMENT ON COLUMN report_state.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN report_state.form IS 'disclosure, application or dispute.';
COMMENT ON COLUMN report_state.sections_found IS 'Sections that the whole report prints.';
COMMENT ON COLUMN report_state.sections_expected IS 'Sections that its edition prescribes.';
COMMENT ON COLUMN report_state.cells IS 'Cells of this form.';
COMMENT ON COLUMN report_state.reported IS 'Cells printed and read as they stand.';
COMMENT ON COLUMN report_state.repaired IS 'Cells garbled in print with one possible reading.';
COMMENT ON COLUMN report_state.inferred IS 'Cells not printed that the identities force.';
COMMENT ON COLUMN report_state.recognised IS 'Cells read from a picture.';
COMMENT ON COLUMN report_state.decided IS 'Cells that a person decided.';
COMMENT ON COLUMN report_state.missing IS 'Cells whose value is unknown.';
COMMENT ON COLUMN report_state.left_empty IS 'Cells, inferred or missing, where the report prints a dash, or nothing in a row that it prints.';
COMMENT ON COLUMN report_state.read IS 'Cells read: those with a value, and the missing ones that are left_empty.';

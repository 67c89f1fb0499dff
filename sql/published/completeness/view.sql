-- How much of each form of a current report could be read, and how many of its sections are there.
-- grain: agency_id, report_year, form
-- depends: kept_completeness, dim_agency
-- Whether enough of a report was read to judge it says report_coverage.
CREATE VIEW completeness AS
SELECT
    kept.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    kept.report_year, kept.report_id, kept.form,
    kept.sections_found, kept.sections_expected, kept.cells, kept.reported, kept.repaired, kept.inferred, kept.recognised,
    kept.decided, kept.missing, kept.left_empty, kept.read, (kept.cells - kept.missing) / kept.cells AS coverage
FROM kept_completeness AS kept
LEFT JOIN dim_agency ON dim_agency.agency_id = kept.agency_id;
COMMENT ON COLUMN completeness.sections_found IS 'Sections that the whole report prints; the same on its three rows.';
COMMENT ON COLUMN completeness.sections_expected IS 'Sections that its edition prescribes: six.';
COMMENT ON COLUMN completeness.cells IS 'Cells of this form: reported + repaired + inferred + recognised + decided + missing.';
COMMENT ON COLUMN completeness.reported IS 'Cells printed and read as they stand.';
COMMENT ON COLUMN completeness.repaired IS 'Cells garbled in print with one possible reading.';
COMMENT ON COLUMN completeness.inferred IS 'Cells not printed that the identities force.';
COMMENT ON COLUMN completeness.recognised IS 'Cells read from a picture: two passes agree and no identity contradicts.';
COMMENT ON COLUMN completeness.decided IS 'Cells that a person decided.';
COMMENT ON COLUMN completeness.missing IS 'Cells whose value is unknown.';
COMMENT ON COLUMN completeness.left_empty IS 'Cells, inferred or missing, where the report prints a dash, or nothing in a row of which it prints another cell.';
COMMENT ON COLUMN completeness.read IS 'Cells read: those with a value, and the missing ones that are left_empty.';
COMMENT ON COLUMN completeness.coverage IS 'Share of the cells whose value is known, 0 to 1.';

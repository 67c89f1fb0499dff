-- Every cell of the three forms in one table, of all report versions; see `cell` for the current ones.
-- grain: report_id, form, row_code, column_code
-- depends: every_cell, dim_agency
-- overlaps: value unless is_current=true, row_code=new_received, column_code=total, kind
-- export: when named
CREATE VIEW fact AS
SELECT
    fact.*, dim_agency.name AS agency_name, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code
FROM every_cell() AS fact
LEFT JOIN dim_agency ON dim_agency.agency_id = fact.agency_id;
COMMENT ON COLUMN fact.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN fact.report_year IS 'The year reported on, not the year of publication.';
COMMENT ON COLUMN fact.value IS 'The number, in `unit`; NULL exactly when state is missing.';
COMMENT ON COLUMN fact.state IS 'reported, repaired, inferred, recognised, decided or missing.';
COMMENT ON COLUMN fact.line_no IS 'Line of report_text.text, counted from 1; NULL where nothing is printed.';

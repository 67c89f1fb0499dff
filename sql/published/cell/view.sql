-- Every statutory cell of the current reports, tidy.
-- grain: agency_id, report_year, form, row_code, column_code
-- depends: every_cell, report, dim_agency
-- overlaps: value unless row_code=new_received, column_code=total, kind
CREATE VIEW cell AS
SELECT
    fact.agency_id, dim_agency.name AS agency_name, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    fact.report_year, report.source_uri, fact.report_id,
    report.edition, fact.form, fact.row_code, fact.column_code, fact.value, fact.unit, fact.state,
    fact.reason, fact.raw_text, fact.line_no
FROM every_cell() AS fact
-- The whole key, so that a filter on agency or year reaches both sides.
JOIN report ON
    report.report_id = fact.report_id AND report.agency_id = fact.agency_id
    AND report.report_year = fact.report_year AND report.is_current
LEFT JOIN dim_agency ON dim_agency.agency_id = fact.agency_id;
COMMENT ON COLUMN cell.report_year IS 'The year reported on, not the year of publication.';
COMMENT ON COLUMN cell.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN cell.edition IS 'Edition of the form that is printed.';
COMMENT ON COLUMN cell.value IS 'The number, in `unit`; NULL exactly when state is missing, never 0 for unknown.';
COMMENT ON COLUMN cell.state IS 'reported, repaired, inferred, recognised, decided or missing.';
COMMENT ON COLUMN cell.line_no IS 'Line of report_text.text, counted from 1; NULL where nothing is printed.';

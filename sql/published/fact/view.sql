-- Every cell of the three forms in one table, of all report versions; see `cell` for the current ones.
-- grain: report_id, form, row_code, column_code
-- depends: fact_disclosure, fact_application, fact_dispute
-- export: when named
CREATE VIEW fact AS
SELECT
    report_id, agency_id, report_year, 'disclosure' AS form, row_code, column_code,
    value::DECIMAL(23, 4) AS value, unit, state, reason, raw_text, line_no
FROM fact_disclosure
UNION ALL
SELECT
    report_id, agency_id, report_year, 'application' AS form, row_code, column_code,
    value::DECIMAL(23, 4) AS value, unit, state, reason, raw_text, line_no
FROM fact_application
UNION ALL
SELECT
    report_id, agency_id, report_year, 'dispute' AS form, row_code, column_code,
    value::DECIMAL(23, 4) AS value, unit, state, reason, raw_text, line_no
FROM fact_dispute;
COMMENT ON COLUMN fact.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN fact.report_year IS 'The year reported on, not the year of publication.';
COMMENT ON COLUMN fact.value IS 'The number, in `unit`; NULL exactly when state is missing.';
COMMENT ON COLUMN fact.state IS 'reported, repaired, inferred, recognised, decided or missing.';
COMMENT ON COLUMN fact.line_no IS 'Line of report_text.text, counted from 1; NULL where nothing is printed.';

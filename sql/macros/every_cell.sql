-- Every cell of the three forms, of all report versions, without its agency's columns: what our own SQL reads.
-- grain: report_id, form, row_code, column_code
-- depends: fact_disclosure, fact_application, fact_dispute
-- DuckDB joins also what nobody asks for, so the view `fact` costs a join with the agencies that most queries do not want.
CREATE MACRO every_cell() AS TABLE
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

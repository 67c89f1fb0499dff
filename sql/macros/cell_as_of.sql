-- Every statutory cell of the reports that were current on a day: the columns of `cell`, the arguments of `report_as_of`.
-- grain: agency_id, report_year, form, row_code, column_code
-- depends: every_cell, dim_agency, report_as_of
CREATE MACRO cell_as_of(day, loaded_by := NULL::TIMESTAMPTZ) AS TABLE
SELECT
    fact.agency_id, dim_agency.name AS agency_name, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    fact.report_year, current.source_uri, fact.report_id,
    current.edition, fact.form, fact.row_code, fact.column_code, fact.value, fact.unit, fact.state,
    fact.reason, fact.raw_text, fact.line_no
FROM every_cell() AS fact
JOIN report_as_of(day, loaded_by := loaded_by) AS current ON current.report_id = fact.report_id
LEFT JOIN dim_agency ON dim_agency.agency_id = fact.agency_id;

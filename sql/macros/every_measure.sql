-- Every key figure of every current report, those that tell something and those of zeros alone.
-- grain: agency_id, report_year, measure
-- depends: kept_measure, kept_cell_zero
CREATE MACRO every_measure() AS TABLE
SELECT agency_id, report_year, report_id, measure, value, known / cells AS coverage, state FROM kept_measure
UNION ALL
SELECT agency_id, report_year, report_id, unnest(measures), 0, 1, 'reported' FROM kept_cell_zero;

-- Kept rows of the view `measure`: one key figure of a current report, beside its own history.
-- grain: agency_id, report_year, measure
-- depends: report, metric_measure
CREATE TABLE measure_value (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    value DECIMAL(23, 4),
    cells SMALLINT NOT NULL,
    known SMALLINT NOT NULL
);
COMMENT ON COLUMN measure_value.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN measure_value.report_year IS 'The year reported on.';
COMMENT ON COLUMN measure_value.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN measure_value.measure IS 'Name of the figure: metric_measure.measure.';
COMMENT ON COLUMN measure_value.value IS 'Sum of its cells; NULL when one is missing.';
COMMENT ON COLUMN measure_value.cells IS 'Cells that it adds up.';
COMMENT ON COLUMN measure_value.known IS 'Cells of these that are known.';

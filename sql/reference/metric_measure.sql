-- One cell that a measure adds up, from data/metrics/measures.csv.
-- grain: measure, form, row_code, column_code
-- depends: none
CREATE TABLE metric_measure (
    measure VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    row_code VARCHAR NOT NULL,
    column_code VARCHAR NOT NULL,
    PRIMARY KEY (measure, form, row_code, column_code)
);
COMMENT ON COLUMN metric_measure.measure IS 'Name of the measure.';
COMMENT ON COLUMN metric_measure.row_code IS 'Row of the cell; an edition without it is measured by the others.';
COMMENT ON COLUMN metric_measure.column_code IS 'Column of the cell.';

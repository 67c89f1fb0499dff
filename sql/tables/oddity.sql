-- Kept rows of the view `anomaly` that one agency's own reports suffice for.
-- grain: agency_id, report_year, kind, form, place
-- depends: report, metric_threshold
CREATE TABLE oddity (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    value DECIMAL(23, 4),
    reference DECIMAL(23, 4),
    detail VARCHAR NOT NULL
);
COMMENT ON COLUMN oddity.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN oddity.report_year IS 'The year reported on.';
COMMENT ON COLUMN oddity.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN oddity.kind IS 'year_as_value, row_repeated or jump.';
COMMENT ON COLUMN oddity.form IS 'disclosure, application or dispute; `measure` for a key figure of several cells.';
COMMENT ON COLUMN oddity.place IS 'The row, the cell (`row.column`) or the measure.';
COMMENT ON COLUMN oddity.value IS 'What is printed there.';
COMMENT ON COLUMN oddity.reference IS 'What it is compared with.';
COMMENT ON COLUMN oddity.detail IS 'The finding in words.';

-- One cell of the form's section 三 (requests for information) of every report version, current or not.
-- grain: report_id, row_code, column_code
-- depends: report
-- export: when named
-- No PRIMARY KEY: loading 5.0 M rows takes 13.3 s, 1,005 MB and 308 MB on disk with it, 2.4 s, 333 MB and 40 MB without.
-- The check `form_cells_complete` proves uniqueness instead.
CREATE TABLE fact_application (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    row_code VARCHAR NOT NULL,
    column_code VARCHAR NOT NULL,
    value BIGINT,
    unit VARCHAR,
    state VARCHAR NOT NULL CHECK (state IN ('reported', 'repaired', 'inferred', 'recognised', 'decided', 'missing')),
    reason VARCHAR,
    raw_text VARCHAR,
    line_no INTEGER,
    CHECK ((value IS NULL) = (state = 'missing'))
);
COMMENT ON COLUMN fact_application.report_year IS 'The year reported on, not the year of publication.';
COMMENT ON COLUMN fact_application.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN fact_application.unit IS 'Always count.';
COMMENT ON COLUMN fact_application.line_no IS 'Line of report_text.text, counted from 1; NULL where nothing is printed.';

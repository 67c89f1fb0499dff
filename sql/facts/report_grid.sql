-- One cell of a table as the source lays it out, or as the bars or tabs of its text counted the columns.
-- grain: report_id, grid, row, column
-- depends: report
-- export: when named
CREATE TABLE report_grid (
    report_id VARCHAR NOT NULL,
    grid INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    row_span INTEGER NOT NULL,
    column_span INTEGER NOT NULL,
    text VARCHAR,
    line_no INTEGER,
    page INTEGER,
    column_code VARCHAR,
    is_certain BOOLEAN NOT NULL DEFAULT true
);
COMMENT ON COLUMN report_grid.report_id IS 'The report: report.report_id, or held_document.report_id.';
COMMENT ON COLUMN report_grid.grid IS 'The table in the document, from 1.';
COMMENT ON COLUMN report_grid."row" IS 'Its row, from 0.';
COMMENT ON COLUMN report_grid."column" IS 'Its column, from 0.';
COMMENT ON COLUMN report_grid.row_span IS 'Rows that it spans.';
COMMENT ON COLUMN report_grid.column_span IS 'Columns that it spans.';
COMMENT ON COLUMN report_grid.text IS 'What is printed in it; NULL or empty for a blank cell.';
COMMENT ON COLUMN report_grid.line_no IS 'Its line in report_text.';
COMMENT ON COLUMN report_grid.page IS 'The page on which its row begins, from 1; NULL where the source has no pages of its own.';
COMMENT ON COLUMN report_grid.column_code IS 'Which column of its form it was read as, by the header above it; NULL for headers, labels, and rows not read by columns.';
COMMENT ON COLUMN report_grid.is_certain IS 'The source says where it stands (page, Word, Excel, ruled PDF); false: bars or tabs of text count the columns, and all rows of the form agree.';

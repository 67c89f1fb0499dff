-- The whole text of a document that holds several reports, so that it can be read again; their parts: report_text.
-- grain: sha256
-- depends: none
-- export: when named
CREATE TABLE document_text (
    sha256 VARCHAR NOT NULL CHECK (length(sha256) = 64),
    decoded_by VARCHAR,
    read_from VARCHAR,
    text VARCHAR NOT NULL USING COMPRESSION zstd,
    grids STRUCT(grid INTEGER, first_line INTEGER, last_line INTEGER, page INTEGER)[],
    merged STRUCT(line_no INTEGER, "column" INTEGER, row_span INTEGER, column_span INTEGER)[]
);
COMMENT ON COLUMN document_text.text IS 'All lines, separated by line feeds.';
COMMENT ON COLUMN document_text.grids IS 'Which lines are the rows of one table; a line is a row, cut by tabs; once for each page of one.';
COMMENT ON COLUMN document_text.merged IS 'Cells of these tables that take several rows or columns.';

-- One document that reads as a report but cannot be keyed yet; its row in rejected_document stays until it can.
-- grain: source_uri
-- depends: none
-- export: when named
CREATE TABLE held_document (
    report_id VARCHAR NOT NULL,
    source_uri VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL CHECK (length(sha256) = 64),
    part SMALLINT NOT NULL,
    reason VARCHAR NOT NULL CHECK (reason IN ('agency_unknown', 'year_unknown')),
    candidates VARCHAR,
    title VARCHAR,
    agency_name_printed VARCHAR,
    report_year SMALLINT,
    signed_date DATE,
    published_date DATE,
    url VARCHAR,
    decoded_by VARCHAR,
    read_from VARCHAR,
    text VARCHAR NOT NULL,
    first_line INTEGER NOT NULL,
    held_since TIMESTAMPTZ NOT NULL
);
COMMENT ON COLUMN held_document.report_id IS 'The report that it will be: report_grid.report_id.';
COMMENT ON COLUMN held_document.source_uri IS 'Where the document was found; #part=n for the n-th report in it.';
COMMENT ON COLUMN held_document.part IS 'Which report of the document, from 1.';
COMMENT ON COLUMN held_document.reason IS 'What stays open: agency_unknown or year_unknown.';
COMMENT ON COLUMN held_document.candidates IS 'What it may be, each with the sources that say so; NULL for nothing.';
COMMENT ON COLUMN held_document.title IS 'Title as printed, in half-width forms and without white space; NULL where it has none.';
COMMENT ON COLUMN held_document.agency_name_printed IS 'The agency''s name as it prints it; NULL where it prints none.';
COMMENT ON COLUMN held_document.report_year IS 'The year reported on; NULL where it is open.';
COMMENT ON COLUMN held_document.published_date IS 'Date in the page''s head; NULL where none is printed.';
COMMENT ON COLUMN held_document.url IS 'The page''s own address, where a container or manifest gives it.';
COMMENT ON COLUMN held_document.text IS 'Its text, so that it can come in without the file.';
COMMENT ON COLUMN held_document.first_line IS 'First line of the text in the document.';
COMMENT ON COLUMN held_document.held_since IS 'Start of the run that first held it.';

-- One version of a report: a document with its own content; revisions stay beside the current version.
-- grain: report_id
-- depends: dim_agency
-- No PRIMARY KEY here and in `report_text`: DuckDB rewrites the last row group of an indexed table at every load, which
-- for the texts of 100,000 reports took 8 s and 60 MB a night. The check `report_is_once` proves uniqueness instead.
CREATE TABLE report (
    report_id VARCHAR NOT NULL,
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    agency_name_printed VARCHAR,
    title VARCHAR,
    edition VARCHAR NOT NULL,
    signed_date DATE,
    published_date DATE,
    is_revision BOOLEAN NOT NULL,
    year_source VARCHAR,
    year_certainty VARCHAR CHECK (year_certainty IN ('stated', 'told', 'agreed', 'decided')),
    uses_names BOOLEAN,
    source_uri VARCHAR NOT NULL,
    url VARCHAR,
    part SMALLINT,
    sha256 VARCHAR NOT NULL CHECK (length(sha256) = 64),
    decoded_by VARCHAR,
    read_from VARCHAR,
    cells_known INTEGER,
    ingested_at TIMESTAMPTZ NOT NULL,
    is_current BOOLEAN NOT NULL,
    standing VARCHAR CHECK (standing IN ('withdrawn', 'current')),
    parser_version VARCHAR NOT NULL
);
COMMENT ON COLUMN report.report_id IS 'First 16 hex digits of sha256; of a part n > 1, of the SHA-256 of <sha256>#part=n.';
COMMENT ON COLUMN report.report_year IS 'The year reported on, not the year of publication.';
COMMENT ON COLUMN report.agency_name_printed IS 'The agency''s name as this document prints it; NULL where it prints none.';
COMMENT ON COLUMN report.edition IS 'Edition of the form that is printed: form_edition.edition.';
COMMENT ON COLUMN report.signed_date IS 'Date of the signature at the end; NULL where none is printed.';
COMMENT ON COLUMN report.year_source IS 'What decided report_year: a source of report_evidence.';
COMMENT ON COLUMN report.year_certainty IS 'How sure the year is: stated (title, period, manifest), told (a sentence of the report), agreed (weak hints that agree), decided (a person).';
COMMENT ON COLUMN report.uses_names IS 'Whether names of the document, its address or a manifest were asked for who or which year.';
COMMENT ON COLUMN report.source_uri IS 'Where the document was read; a member of an archive is archive.zip!/path, the n-th report in a document ends in #part=n.';
COMMENT ON COLUMN report.url IS 'The page''s own address, where a container or a manifest gives it.';
COMMENT ON COLUMN report.part IS 'Which report of its document, from 1.';
COMMENT ON COLUMN report.cells_known IS 'Cells of its forms that have a value, of any state but missing, as they were read: a decision adds none.';
COMMENT ON COLUMN report.ingested_at IS 'Start of the run that first loaded it; reading it again leaves it as it is.';
COMMENT ON COLUMN report.is_current IS 'The version of this agency and year that counts: the latest, or as people decided; none where all are withdrawn.';
COMMENT ON COLUMN report.standing IS 'What people decided: withdrawn (it stays and does not count) or current (it counts, whatever its dates say); NULL for nothing.';

-- One row of a manifest as it was given, for each folder that it may start from, also where it names no document yet.
-- grain: key, root, agency, report_year, published_date, url
-- depends: none
-- export: when named
CREATE TABLE manifest_row (
    key VARCHAR NOT NULL,
    root VARCHAR NOT NULL,
    agency VARCHAR,
    report_year SMALLINT,
    published_date DATE,
    url VARCHAR,
    told_at TIMESTAMPTZ NOT NULL
);
COMMENT ON COLUMN manifest_row.key IS 'What it names: a source_uri, an address, a path from root or a name in an archive below root.';
COMMENT ON COLUMN manifest_row.root IS 'A folder that was read, or the manifest''s own, ending in /; empty where the key is absolute.';
COMMENT ON COLUMN manifest_row.agency IS 'The agency that it names; NULL for none.';
COMMENT ON COLUMN manifest_row.report_year IS 'The year that it names; NULL for none.';
COMMENT ON COLUMN manifest_row.published_date IS 'The day of publication that it names; NULL for none.';
COMMENT ON COLUMN manifest_row.url IS 'The address that it names; NULL for none.';
COMMENT ON COLUMN manifest_row.told_at IS 'Start of the run that was first given it.';

-- One document that was refused, as last seen; refused content counts as known in later runs.
-- grain: source_uri, sha256
-- depends: none
-- export: when named
CREATE TABLE rejected_document (
    source_uri VARCHAR NOT NULL,
    sha256 VARCHAR CHECK (length(sha256) = 64),
    reason VARCHAR NOT NULL,
    detail VARCHAR,
    seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON COLUMN rejected_document.source_uri IS 'Where the document was found; a member of an archive is archive.zip!/path.';
COMMENT ON COLUMN rejected_document.sha256 IS 'Digest of its bytes, 64 hex digits; NULL where they could not be read.';
COMMENT ON COLUMN rejected_document.reason IS 'Why it was refused, as a code.';
COMMENT ON COLUMN rejected_document.detail IS 'The same in words; NULL where the code says all.';
COMMENT ON COLUMN rejected_document.seen_at IS 'Start of the run that refused it for this reason; a later run that finds the same adds nothing.';

-- One name that the bytes of a document, loaded or refused, were met by: all of them are hints to who and which year.
-- grain: sha256, source_uri, url
-- depends: none
-- export: when named
CREATE TABLE document_name (
    sha256 VARCHAR NOT NULL CHECK (length(sha256) = 64),
    source_uri VARCHAR NOT NULL,
    url VARCHAR
);
COMMENT ON COLUMN document_name.sha256 IS 'Digest of the bytes, 64 hex digits: report.sha256 or rejected_document.sha256.';
COMMENT ON COLUMN document_name.source_uri IS 'Where they were found; the lowest in plain order is the source_uri of what was read of them.';
COMMENT ON COLUMN document_name.url IS 'The page''s own address, where the container gives one.';

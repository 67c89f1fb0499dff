-- The whole text of a document that holds several reports, so that it can be read again; their parts: report_text.
-- grain: sha256
-- depends: none
CREATE TABLE document_text (
    sha256 VARCHAR NOT NULL CHECK (length(sha256) = 64),
    decoded_by VARCHAR,
    text VARCHAR NOT NULL USING COMPRESSION zstd
);
COMMENT ON COLUMN document_text.sha256 IS 'Digest of the document''s bytes, 64 hex digits.';
COMMENT ON COLUMN document_text.decoded_by IS 'Encoding or reader that gave the text.';
COMMENT ON COLUMN document_text.text IS 'All lines, separated by line feeds.';

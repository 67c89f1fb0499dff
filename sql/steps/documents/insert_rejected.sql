-- The documents that were refused in this run, of which $started_at is the beginning.
-- grain: source_uri, sha256
-- depends: incoming_rejected
INSERT INTO rejected_document BY NAME
SELECT * EXCLUDE (chunk, folder), $started_at::TIMESTAMPTZ AS seen_at FROM incoming_rejected

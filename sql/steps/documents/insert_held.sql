-- The documents that wait for a name or a year; one that waited before has waited since then.
-- grain: sha256, part
-- depends: incoming_held, held_before
INSERT INTO held_document BY NAME
SELECT incoming_held.* EXCLUDE (chunk, folder), coalesce(held_before.held_since, $started_at::TIMESTAMPTZ) AS held_since
FROM incoming_held LEFT JOIN held_before USING (sha256, part)

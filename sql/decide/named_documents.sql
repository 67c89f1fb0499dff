-- The documents of some names, as decisions name them.
-- grain: source_uri
-- depends: report, held_document
SELECT source_uri, sha256, coalesce(part, 1) AS part FROM report WHERE source_uri IN (SELECT unnest($names))
UNION ALL
SELECT source_uri, sha256, part FROM held_document WHERE source_uri IN (SELECT unnest($names))

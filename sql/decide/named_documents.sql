-- The documents of some names, as decisions name them.
-- grain: source_uri
-- depends: report, held_document, rejected_document
SELECT source_uri, sha256, coalesce(part, 1) AS part FROM report WHERE source_uri IN (SELECT unnest($names))
UNION ALL
SELECT source_uri, sha256, part FROM held_document WHERE source_uri IN (SELECT unnest($names))
UNION ALL
SELECT source_uri, sha256, coalesce(try_cast(regexp_extract(source_uri, '#part=(\d+)$', 1) AS SMALLINT), 1)
FROM rejected_document
WHERE source_uri IN (SELECT unnest($names)) AND source_uri NOT IN (SELECT source_uri FROM held_document)

-- What could not be read on another night, and was read now, or is refused for what it holds; of an archive, what stands in it.
-- grain: source_uri
-- depends: rejected_document, met_name, staged_rejected
SELECT source_uri
FROM rejected_document
WHERE
    sha256 IS NULL
    AND source_uri NOT IN (SELECT source_uri FROM staged_rejected WHERE sha256 IS NULL)
    AND source_uri IN (
        SELECT source_uri FROM met_name WHERE sha256 IS NOT NULL
        UNION
        SELECT split_part(source_uri, '!/', 1) FROM met_name WHERE sha256 IS NOT NULL AND contains(source_uri, '!/')
    )

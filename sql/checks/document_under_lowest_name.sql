-- Every document stands under the lowest of its names, a part with its number.
-- severity: fail
-- depends: report, rejected_document, document_name
WITH lowest AS (
    SELECT sha256, min(source_uri) AS name FROM document_name GROUP BY sha256
),
standing AS (
    SELECT sha256, source_uri FROM report
    UNION ALL
    SELECT sha256, source_uri FROM rejected_document WHERE sha256 IS NOT NULL
)
SELECT standing.sha256, standing.source_uri, lowest.name
FROM standing
LEFT JOIN lowest ON lowest.sha256 = standing.sha256
WHERE (standing.source_uri = lowest.name OR starts_with(standing.source_uri, lowest.name || '#part=')) IS NOT TRUE

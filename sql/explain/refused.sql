-- The parts of a document ($sha256, or $name without one) that were refused, with what is held of them.
-- grain: source_uri
-- depends: rejected_document, held_document
SELECT rejected_document.source_uri, rejected_document.sha256, rejected_document.reason, rejected_document.detail,
    rejected_document.seen_at, held_since, candidates, title, agency_name_printed, report_year, signed_date,
    published_date, held_document.text
FROM rejected_document LEFT JOIN held_document USING (sha256, source_uri)
WHERE rejected_document.sha256 IS NOT DISTINCT FROM $sha256 AND (sha256 IS NOT NULL OR source_uri = $name)
ORDER BY source_uri

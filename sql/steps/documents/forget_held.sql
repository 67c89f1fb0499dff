-- What was kept of held documents that are read again, and of refused ones without digest that are refused again or read.
-- grain: none
-- depends: coming, held_document, held_before, incoming_rejected, readable_now
DELETE FROM report_grid
WHERE report_id IN (SELECT report_id FROM held_document WHERE sha256 IN (SELECT sha256 FROM coming));

DELETE FROM rejected_document WHERE sha256 IN (SELECT sha256 FROM coming);

DELETE FROM held_document WHERE sha256 IN (SELECT sha256 FROM coming);

DELETE FROM document_text WHERE sha256 IN (SELECT sha256 FROM coming);

DELETE FROM report_evidence WHERE report_id IS NULL AND source_uri IN (SELECT source_uri FROM held_before);

DELETE FROM rejected_document
WHERE sha256 IS NULL AND (
    source_uri IN (SELECT source_uri FROM incoming_rejected WHERE sha256 IS NULL)
    OR source_uri IN (FROM readable_now)
);

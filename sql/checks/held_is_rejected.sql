-- Every held document has its row among the rejected, and every hint without a report a held document.
-- severity: fail
-- depends: held_document, rejected_document, report_evidence
SELECT source_uri, sha256, 'not rejected' AS difference
FROM held_document
ANTI JOIN rejected_document USING (source_uri, sha256, reason)
UNION ALL
SELECT DISTINCT source_uri, NULL AS sha256, 'a hint of nothing held' AS difference
FROM report_evidence
ANTI JOIN held_document USING (source_uri)
WHERE report_id IS NULL

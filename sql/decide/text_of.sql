-- The stored texts of the document $sha256: the whole, or its parts, each with its first line in the document.
-- Of one that was refused the title, which its row tells.
-- grain: first_line
-- depends: report, report_text, held_document, document_text, rejected_document
SELECT 1 AS first_line, text FROM document_text WHERE sha256 = $sha256
UNION ALL
SELECT report_text.first_line, text FROM report JOIN report_text USING (report_id)
WHERE sha256 = $sha256 AND sha256 NOT IN (SELECT sha256 FROM document_text)
UNION ALL
SELECT first_line, text FROM held_document
WHERE sha256 = $sha256 AND sha256 NOT IN (SELECT sha256 FROM document_text)
UNION ALL
SELECT DISTINCT 1, regexp_extract(detail, '(?:title|the first): (.*)$', 1)
FROM rejected_document
WHERE
    sha256 = $sha256
    AND sha256 NOT IN (SELECT sha256 FROM report UNION ALL SELECT sha256 FROM held_document)
ORDER BY ALL

-- No report is both loaded and rejected, and no part of a document is loaded twice.
-- severity: fail
-- depends: report, rejected_document
SELECT sha256, part, count(*) AS documents, min(source_uri) AS source_uri
FROM report
GROUP BY sha256, part
HAVING count(*) > 1
UNION ALL
SELECT report.sha256, report.part, 2 AS documents, report.source_uri
FROM report
JOIN rejected_document ON
    rejected_document.sha256 = report.sha256 AND rejected_document.source_uri = report.source_uri

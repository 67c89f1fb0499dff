-- No content is both loaded and rejected, and none is loaded twice.
-- severity: fail
-- depends: report, rejected_document
SELECT sha256, count(*) AS documents, min(source_uri) AS source_uri
FROM report
GROUP BY sha256
HAVING count(*) > 1
UNION ALL
SELECT report.sha256, 2 AS documents, report.source_uri
FROM report
JOIN rejected_document ON rejected_document.sha256 = report.sha256

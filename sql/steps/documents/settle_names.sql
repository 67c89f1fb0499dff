-- Every name of the documents of this run; what was read of a document stands under the lowest of its names.
-- grain: sha256
-- depends: met_name, document_name, report, rejected_document, held_document, report_evidence
CREATE TEMP TABLE new_name AS
SELECT sha256, source_uri, url FROM met_name
SEMI JOIN (SELECT sha256 FROM report UNION ALL SELECT sha256 FROM rejected_document) AS known USING (sha256)
EXCEPT
SELECT sha256, source_uri, url FROM document_name;

INSERT INTO document_name FROM new_name;

CREATE TEMP TABLE lowest AS
SELECT sha256, min(source_uri) AS source_uri, min(url) AS url
FROM document_name
SEMI JOIN new_name USING (sha256)
GROUP BY sha256;

UPDATE report_evidence SET source_uri = lowest.source_uri || if(report.part > 1, '#part=' || report.part, '')
FROM report JOIN lowest USING (sha256)
WHERE
    report.report_id = report_evidence.report_id
    AND report_evidence.source_uri <> lowest.source_uri || if(report.part > 1, '#part=' || report.part, '');

UPDATE report_evidence SET source_uri = lowest.source_uri || if(part > 1, '#part=' || part, '')
FROM held_document JOIN lowest USING (sha256)
WHERE
    report_evidence.report_id IS NULL AND held_document.source_uri = report_evidence.source_uri
    AND report_evidence.source_uri <> lowest.source_uri || if(part > 1, '#part=' || part, '');

UPDATE report SET
    source_uri = lowest.source_uri || if(part > 1, '#part=' || part, ''), url = coalesce(lowest.url, report.url)
FROM lowest
WHERE
    lowest.sha256 = report.sha256
    AND (
        report.source_uri <> lowest.source_uri || if(part > 1, '#part=' || part, '')
        OR lowest.url IS DISTINCT FROM report.url
    );

UPDATE held_document SET
    source_uri = lowest.source_uri || if(part > 1, '#part=' || part, ''), url = coalesce(lowest.url, held_document.url)
FROM lowest
WHERE
    lowest.sha256 = held_document.sha256
    AND (
        held_document.source_uri <> lowest.source_uri || if(part > 1, '#part=' || part, '')
        OR lowest.url IS DISTINCT FROM held_document.url
    );

UPDATE rejected_document SET
    source_uri = lowest.source_uri || regexp_extract(rejected_document.source_uri, '#part=\d+$')
FROM lowest
WHERE
    lowest.sha256 = rejected_document.sha256
    AND rejected_document.source_uri
    <> lowest.source_uri || regexp_extract(rejected_document.source_uri, '#part=\d+$');

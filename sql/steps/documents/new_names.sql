-- Names that known content was met by and that are not known yet.
-- grain: sha256, source_uri, url
-- depends: met_name, report, rejected_document, document_name
SELECT DISTINCT met_name.sha256, met_name.source_uri, met_name.url
FROM met_name
SEMI JOIN (SELECT sha256 FROM report UNION ALL SELECT sha256 FROM rejected_document) AS known
    ON known.sha256 = met_name.sha256
ANTI JOIN document_name AS there ON
    there.sha256 = met_name.sha256 AND there.source_uri = met_name.source_uri
    AND there.url IS NOT DISTINCT FROM met_name.url

-- Names that known content was met by and that are not known yet.
-- grain: sha256, source_uri, url
-- depends: met_name, report, rejected_document, document_name
SELECT sha256, source_uri, url FROM met_name
SEMI JOIN (SELECT sha256 FROM report UNION ALL SELECT sha256 FROM rejected_document) AS known USING (sha256)
EXCEPT SELECT sha256, source_uri, url FROM document_name

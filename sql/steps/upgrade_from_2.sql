-- What a warehouse of schema 2, attached as `old`, tells: its texts, which are all read again, and its history.
-- grain: as of each table
-- depends: none
INSERT INTO report BY NAME SELECT *, 1 AS part, false AS uses_names FROM old.report;

INSERT INTO report_text BY NAME SELECT *, 1 AS first_line FROM old.report_text;

INSERT INTO rejected_document BY NAME FROM old.rejected_document;

INSERT INTO ingest_run BY NAME FROM old.ingest_run;

INSERT INTO document_name BY NAME
SELECT sha256, source_uri FROM old.report
UNION
SELECT sha256, source_uri FROM old.rejected_document WHERE sha256 IS NOT NULL;

-- What a manifest said of an agency stands in the evidence; what else it said, in the report.
INSERT INTO manifest_row BY NAME
SELECT
    source_uri AS key, '' AS root, told.agency, report_year, published_date, ingested_at AS told_at
FROM old.report
JOIN (
    SELECT report_id, min(printed) AS agency FROM old.agency_evidence WHERE source = 'manifest' GROUP BY report_id
) AS told USING (report_id);

-- A warehouse of schema 2, attached as `old`: its history, its texts, which are all read again, and its readings until then.
-- grain: as of each table
-- depends: none
INSERT INTO report BY NAME SELECT *, 1 AS part, false AS uses_names FROM old.report;

INSERT INTO report_text BY NAME SELECT *, 1 AS first_line FROM old.report_text;

INSERT INTO report_section BY NAME FROM old.report_section;

INSERT INTO report_sentence BY NAME FROM old.report_sentence;

INSERT INTO fact_disclosure BY NAME FROM old.fact_disclosure;

INSERT INTO fact_application BY NAME FROM old.fact_application;

INSERT INTO fact_dispute BY NAME FROM old.fact_dispute;

INSERT INTO fact_claim BY NAME FROM old.fact_claim;

INSERT INTO reported_problem BY NAME FROM old.reported_problem;

INSERT INTO leftover BY NAME FROM old.leftover;

INSERT INTO dim_agency BY NAME FROM old.dim_agency;

INSERT INTO agency_alias BY NAME FROM old.agency_alias;

INSERT INTO report_evidence BY NAME
SELECT source_uri, report_id, 'agency' AS about, source, printed AS text, verdict, region_codes
FROM old.agency_evidence
JOIN old.report USING (report_id);

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

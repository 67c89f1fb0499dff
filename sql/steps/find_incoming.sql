-- Of all staged documents, the ones to load: new content, each once; `copies` says how often its rows were staged.
-- grain: report_id (incoming); source_uri, sha256 (incoming_rejected)
-- depends: staged_report, staged_rejected, report, rejected_document
CREATE TEMP TABLE incoming AS
WITH known AS (
    SELECT sha256 FROM report
    UNION ALL
    -- A manifest can say what was missing: then a document refused for that is read again, and comes in.
    SELECT sha256 FROM rejected_document
    WHERE sha256 IS NOT NULL AND reason NOT IN ('agency_unknown', 'year_unknown')
),
chosen AS (
    -- Of one content under several names the lowest name wins, whatever the order of reading.
    SELECT * FROM staged_report
    QUALIFY row_number() OVER (PARTITION BY sha256 ORDER BY source_uri, agency_id, report_year, chunk) = 1
)
SELECT
    chosen.*,
    (
        SELECT count(*) FROM staged_report AS other
        WHERE other.sha256 = chosen.sha256 AND other.chunk = chosen.chunk
            AND other.agency_id = chosen.agency_id AND other.report_year = chosen.report_year
    ) AS key_copies,
    (
        SELECT count(*) FROM staged_report AS other
        WHERE other.sha256 = chosen.sha256 AND other.chunk = chosen.chunk
    ) AS copies
FROM chosen
ANTI JOIN known USING (sha256);

CREATE TEMP TABLE incoming_rejected AS
WITH known AS (
    SELECT sha256 FROM report
    UNION ALL
    SELECT sha256 FROM rejected_document WHERE sha256 IS NOT NULL
    UNION ALL
    SELECT sha256 FROM staged_report
)
SELECT * FROM staged_rejected
WHERE sha256 IS NULL OR sha256 NOT IN (SELECT sha256 FROM known)
QUALIFY row_number() OVER (PARTITION BY coalesce(sha256, source_uri) ORDER BY source_uri, reason, detail) = 1;

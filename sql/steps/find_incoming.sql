-- Of all staged documents, the ones to load: new content, each once; `copies` says how often its rows were staged.
-- grain: report_id (incoming); source_uri, sha256 (incoming_rejected); sha256 (reread, again)
-- depends: staged_report, staged_rejected, known_document, report, rejected_document
CREATE TEMP TABLE incoming AS
WITH chosen AS (
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
ANTI JOIN known_document USING (sha256);

-- Refused again for the same reason, and nothing else is known of it: the row stands there already.
CREATE TEMP TABLE refused_again AS
SELECT staged_rejected.* FROM staged_rejected
SEMI JOIN rejected_document AS old ON
    old.source_uri = staged_rejected.source_uri
    AND old.sha256 IS NOT DISTINCT FROM staged_rejected.sha256
    AND old.reason = staged_rejected.reason
    AND old.detail IS NOT DISTINCT FROM staged_rejected.detail
WHERE staged_rejected.sha256 IS NULL OR staged_rejected.reason IN ('reader_killed', 'reader_timed_out');

CREATE TEMP TABLE incoming_rejected AS
WITH settled AS (
    SELECT sha256 FROM known_document
    UNION ALL
    SELECT sha256 FROM staged_report
)
SELECT staged_rejected.* FROM staged_rejected
ANTI JOIN refused_again ON
    refused_again.source_uri = staged_rejected.source_uri
    AND refused_again.sha256 IS NOT DISTINCT FROM staged_rejected.sha256
WHERE staged_rejected.sha256 IS NULL OR staged_rejected.sha256 NOT IN (SELECT sha256 FROM settled)
QUALIFY row_number() OVER (PARTITION BY coalesce(sha256, source_uri) ORDER BY source_uri, reason, detail) = 1;

-- Known content among what comes in: it is read again, and what was read of it before goes.
CREATE TEMP TABLE reread AS
SELECT report_id, sha256, agency_id, report_year, ingested_at FROM report
SEMI JOIN (SELECT sha256 FROM incoming UNION ALL SELECT sha256 FROM incoming_rejected) AS new USING (sha256);

CREATE TEMP TABLE refused_before AS
SELECT source_uri, sha256 FROM rejected_document
SEMI JOIN (SELECT sha256 FROM incoming UNION ALL SELECT sha256 FROM incoming_rejected) AS new USING (sha256);

-- Of all staged documents, the ones to load: each as it was read last in this run, whole with all its parts.
-- grain: report_id (incoming); source_uri, sha256 (incoming_rejected); sha256, part (incoming_held); sha256 (coming)
-- depends: staged_report, staged_rejected, staged_held, settled, report, rejected_document, held_document
CREATE TEMP TABLE read_last AS
SELECT sha256, max(folder) AS folder, count(DISTINCT folder) AS times
FROM (
    SELECT sha256, folder FROM staged_report
    UNION ALL
    SELECT sha256, folder FROM staged_rejected
)
WHERE sha256 IS NOT NULL
GROUP BY sha256;

CREATE TEMP TABLE incoming AS
SELECT staged_report.* FROM staged_report
SEMI JOIN read_last USING (sha256, folder)
ANTI JOIN settled USING (sha256);

-- Refused again for the same reason, and nothing else is known of it: the row stands there already.
CREATE TEMP TABLE refused_again AS
SELECT DISTINCT staged_rejected.source_uri, staged_rejected.sha256 FROM staged_rejected
SEMI JOIN rejected_document AS old ON
    old.source_uri = staged_rejected.source_uri
    AND old.sha256 IS NOT DISTINCT FROM staged_rejected.sha256
    AND old.reason = staged_rejected.reason
WHERE
    staged_rejected.sha256 IS NULL
    OR staged_rejected.reason IN ('reader_killed', 'reader_timed_out', 'needs_libreoffice', 'needs_scans');

CREATE TEMP TABLE incoming_rejected AS
SELECT staged_rejected.* FROM staged_rejected
ANTI JOIN refused_again ON
    refused_again.source_uri = staged_rejected.source_uri
    AND refused_again.sha256 IS NOT DISTINCT FROM staged_rejected.sha256
ANTI JOIN settled ON settled.sha256 = staged_rejected.sha256
-- What the reader died of this time and read well before stays as it was read, until it is read again.
ANTI JOIN (SELECT sha256 FROM report UNION ALL SELECT sha256 FROM held_document) AS read_before ON
    read_before.sha256 = staged_rejected.sha256
    AND staged_rejected.reason IN ('reader_killed', 'reader_timed_out', 'reader_failed')
WHERE staged_rejected.sha256 IS NULL OR (sha256, folder) IN (SELECT (sha256, folder) FROM read_last)
QUALIFY row_number() OVER (PARTITION BY source_uri, sha256 ORDER BY folder DESC, reason, detail) = 1;

CREATE TEMP TABLE coming AS
SELECT sha256 FROM incoming
UNION
SELECT sha256 FROM incoming_rejected WHERE sha256 IS NOT NULL;

CREATE TEMP TABLE incoming_held AS
SELECT staged_held.* FROM staged_held
SEMI JOIN read_last USING (sha256, folder)
SEMI JOIN coming USING (sha256);

-- Known content among what comes in: it is read again, and what was read of it before goes.
CREATE TEMP TABLE known_before AS
SELECT sha256 FROM coming
SEMI JOIN (SELECT sha256 FROM report UNION ALL SELECT sha256 FROM rejected_document) AS old USING (sha256);

CREATE TEMP TABLE reread AS
SELECT report_id, sha256, agency_id, report_year, ingested_at FROM report SEMI JOIN coming USING (sha256);

CREATE TEMP TABLE held_before AS
SELECT sha256, part, source_uri, held_since FROM held_document SEMI JOIN coming USING (sha256);

CREATE TEMP TABLE refused_before AS
SELECT sha256, reason FROM rejected_document SEMI JOIN coming USING (sha256);

-- Content that is decided otherwise than when it was read.
-- grain: sha256
-- depends: decided_reading, decision, rejected_document, named_key, decided_key, report
WITH before AS (
    SELECT sha256, part, kind, value, decision_id, who FROM decision
    WHERE given = 'stands' AND (kind IN ('agency', 'year') OR (kind = 'document' AND value IN ('report', 'no_report')))
),
-- Keys, or names under them, whose reports are to stand under another key: now, and until now.
key_now AS (
    SELECT agency_id_read, name, agency_id, min(decision_id) FROM named_key WHERE agency_id <> agency_id_read GROUP BY ALL
),
key_before AS (
    SELECT agency_id_read, name, agency_id, min(decision_id) FROM decided_key WHERE agency_id <> agency_id_read GROUP BY ALL
),
touched AS (
    SELECT unnest([agency_id_read, agency_id]) AS agency_id
    FROM ((FROM key_now EXCEPT FROM key_before) UNION ALL (FROM key_before EXCEPT FROM key_now))
)
SELECT sha256 FROM (
    (FROM decided_reading EXCEPT FROM before) UNION ALL (FROM before EXCEPT FROM decided_reading)
)
UNION
-- Of what was refused no text is kept: it is read when its file is met.
SELECT sha256 FROM decision JOIN rejected_document USING (sha256)
WHERE decision.kind IN ('agency', 'year', 'document') AND told_at > seen_at
UNION
SELECT sha256 FROM report SEMI JOIN touched USING (agency_id)

-- Content that is decided otherwise than when it was read.
-- grain: sha256
-- depends: decided_reading, decision, rejected_document
WITH before AS (
    SELECT sha256, part, kind, value, decision_id, who FROM decision
    WHERE given = 'stands' AND (kind IN ('agency', 'year') OR (kind = 'document' AND value IN ('report', 'no_report')))
)
SELECT sha256 FROM (
    (FROM decided_reading EXCEPT FROM before) UNION ALL (FROM before EXCEPT FROM decided_reading)
)
UNION
-- Of what was refused no text is kept: it is read when its file is met.
SELECT sha256 FROM decision JOIN rejected_document USING (sha256)
WHERE decision.kind IN ('agency', 'year', 'document') AND told_at > seen_at

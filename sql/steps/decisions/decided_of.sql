-- What is decided of each document that is asked for, as a list.
-- grain: sha256
-- depends: decided_reading, asked
SELECT
    sha256, list(
        {'part': part, 'kind': kind, 'value': value, 'decision_id': decision_id, 'who': who}
        ORDER BY part, kind, decision_id
    ) AS decided
FROM decided_reading
SEMI JOIN asked USING (sha256)
GROUP BY sha256

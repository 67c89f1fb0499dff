-- Documents that wait for a name or a year, by reason, with the one that waits longest.
-- grain: reason
-- depends: held_document
SELECT
    reason, count(*) AS documents, min(held_since) AS longest, max(held_since) AS latest,
    date_diff('day', min(held_since), now())::INTEGER AS days, arg_min(source_uri, held_since) AS example,
    arg_min(candidates, held_since) AS candidates
FROM held_document
GROUP BY reason
ORDER BY documents DESC, reason

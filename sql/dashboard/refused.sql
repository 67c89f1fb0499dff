-- Documents that were refused, by reason, with the latest as an example, without the folder that it stood in.
-- grain: reason
-- depends: rejected_document
SELECT
    reason, count(*) AS documents, max(seen_at) AS last_seen, regexp_extract(arg_max(source_uri, seen_at), '[^/]+(!/.*)?$') AS example,
    arg_max(detail, seen_at) AS detail
FROM rejected_document
GROUP BY reason
ORDER BY documents DESC, reason

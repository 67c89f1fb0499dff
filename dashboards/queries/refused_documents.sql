-- Documents that were not loaded, by reason: what the other pages cannot know.
SELECT reason, count(*) AS documents, min(detail) AS example
FROM rejected_document
GROUP BY reason
ORDER BY documents DESC, reason

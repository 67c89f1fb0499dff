-- Which cells does a claim of reconsiderations stand for?
SELECT DISTINCT edition, topic, definition, form, row_code, column_code
FROM claim_term
WHERE topic = 'reconsiderations'
ORDER BY ALL
LIMIT 5

-- What can claims be held against?
SELECT definition, count(*) AS readings
FROM claim_reading
GROUP BY definition
ORDER BY readings DESC, definition
LIMIT 5

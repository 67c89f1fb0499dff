-- Why were requests denied?
SELECT reason, label, sum(numerator) AS requests, count(numerator) AS reports_known, count(*) AS reports
FROM request_reasons
WHERE outcome = 'denied'
GROUP BY ALL
ORDER BY requests DESC, reason
LIMIT 5

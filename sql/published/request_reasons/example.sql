-- Why did departments deny requests?
SELECT reason, label, sum(requests) AS requests, count(requests) AS n_known, count(*) AS n_reports
FROM request_reasons
WHERE outcome = 'denied' AND kind = 'department'
GROUP BY ALL
ORDER BY requests DESC, reason
LIMIT 5

-- What is claimed most?
SELECT topic, count(*) AS claims, count(DISTINCT report_id) AS reports
FROM current_claim
GROUP BY topic
ORDER BY claims DESC, topic
LIMIT 5

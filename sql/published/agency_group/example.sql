-- How large are the groups in which agencies are compared?
SELECT peer_group, count(*) AS agencies
FROM agency_group
GROUP BY peer_group
ORDER BY agencies DESC, peer_group
LIMIT 5

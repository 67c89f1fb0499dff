-- Which cells of all versions had to be worked out, and why?
SELECT form, state, reason, count(*) AS cells
FROM fact
WHERE state <> 'reported'
GROUP BY ALL
ORDER BY cells DESC, form, state, reason
LIMIT 5

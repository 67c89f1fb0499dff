-- How many requests came in at departments, by year, and how many reports tell?
SELECT report_year, sum(value) AS requests, count(value) AS n_known, count(*) AS n_reports
FROM measure
WHERE measure = 'requests_received' AND kind = 'department'
GROUP BY report_year
ORDER BY report_year

-- Who denied the largest share of what it handled?
SELECT agency_name, report_year, requests AS denied, handled, round(rate, 3) AS rate
FROM request_outcomes
WHERE outcome = 'denied' AND applicant = 'total' AND handled >= 5
ORDER BY rate DESC, agency_name, report_year
LIMIT 5

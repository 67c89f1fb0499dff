-- Who was corrected in reconsiderations?
SELECT agency_name, report_year, corrected, concluded, pending, round(rate, 3) AS rate
FROM dispute_outcomes
WHERE channel = 'reconsideration' AND corrected > 0
ORDER BY rate DESC, agency_name, report_year
LIMIT 5

-- Who was corrected in reconsiderations?
SELECT agency_name, report_year, corrected, concluded, pending, round(correction_rate, 3) AS correction_rate
FROM dispute_outcomes
WHERE channel = 'reconsideration' AND corrected > 0
ORDER BY correction_rate DESC, agency_name, report_year
LIMIT 5

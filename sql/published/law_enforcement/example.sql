-- Who imposed most penalties?
SELECT agency_name, report_year, decisions, coverage
FROM law_enforcement
WHERE kind = 'penalty' AND decisions > 0
ORDER BY decisions DESC, agency_name, report_year
LIMIT 5

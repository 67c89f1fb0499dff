-- Which version of each report is current, and what decided it?
SELECT agency_name, report_year, place, versions, decided_by, is_current
FROM report_history
ORDER BY versions DESC, agency_name, report_year, place
LIMIT 3

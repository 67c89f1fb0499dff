-- What is worth a second look?
SELECT agency_id, report_year, kind, place, value, detail
FROM anomaly
ORDER BY ALL
LIMIT 5

-- What can be told of the deadline?
SELECT agency_name, report_year, signed_date, first_published, deadline, days_late, status
FROM timeliness
WHERE deadline IS NOT NULL
ORDER BY status, agency_name, report_year
LIMIT 5

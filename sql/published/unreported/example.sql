-- Who reported before and not again, with the deadline that passed?
SELECT agency_name, report_year, last_report_year, next_report_year, deadline, status, maybe_documents
FROM unreported
ORDER BY report_year, agency_name
LIMIT 5

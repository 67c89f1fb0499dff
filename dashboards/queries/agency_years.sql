-- One agency's years side by side: each key figure, NULL where it is unknown; filter by agency_id.
SELECT agency_id, agency_name, measure, report_year, value, coverage
FROM measure
ORDER BY agency_id, measure, report_year

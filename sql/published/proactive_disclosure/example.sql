-- Who issued most normative documents?
SELECT agency_name, report_year, issued, repealed, in_force, coverage
FROM proactive_disclosure
WHERE document = 'normative_document' AND issued > 0
ORDER BY issued DESC, agency_name, report_year
LIMIT 5

-- Whose forms could least be read?
SELECT agency_id, report_year, form, cells, reported, repaired, inferred, missing, read, round(coverage, 3) AS coverage
FROM completeness
WHERE missing > 0
ORDER BY coverage, agency_id, report_year, form
LIMIT 5

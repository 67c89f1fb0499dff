-- Of which reports was too little read to judge them?
SELECT agency_id, report_year, cells, cells_known, read, round(read_share, 3) AS read_share, not_judged_because
FROM report_coverage
WHERE not_judged_because IS NOT NULL
ORDER BY read_share, agency_id, report_year
LIMIT 5

-- The reports of which too little was read to judge them. Parameters: year; region, level, function or NULL. At most 500.
-- grain: agency_id
-- depends: report_coverage, chosen_agency
SELECT
    chosen.name AS agency, kept.agency_id, chosen.province, kept.read, kept.cells, kept.read_share,
    kept.not_judged_because AS because, count(*) OVER () AS reports
FROM report_coverage AS kept
JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
WHERE kept.report_year = $year AND kept.not_judged_because IS NOT NULL
ORDER BY kept.read_share, kept.agency_id
LIMIT 500

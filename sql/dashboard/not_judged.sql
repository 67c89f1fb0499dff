-- The reports of which too little was read to judge them. Parameters: year; region, level, function or NULL. At most 500.
-- grain: agency_id
-- depends: report_coverage, chosen_agency
WITH unread AS (
    SELECT
        chosen.name AS agency, kept.agency_id, chosen.province, kept.read, kept.cells, kept.read_share,
        kept.not_judged_because AS because
    FROM report_coverage AS kept
    JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
    WHERE kept.report_year = $year AND kept.not_judged_because IS NOT NULL
)
SELECT *, (SELECT count(*) FROM unread) AS reports
FROM unread
ORDER BY read_share, agency_id
LIMIT 500

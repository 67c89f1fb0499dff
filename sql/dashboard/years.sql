-- How many of the known agencies reported on each year, and the states of the cells that they printed.
-- grain: report_year
-- depends: kept_completeness, dim_agency
SELECT
    report_year, count(DISTINCT report_id) AS reporting, (SELECT count(*) FROM dim_agency) AS agencies,
    sum(cells)::BIGINT AS cells, sum(reported)::BIGINT AS reported, sum(repaired)::BIGINT AS repaired,
    sum(inferred)::BIGINT AS inferred, sum(recognised)::BIGINT AS recognised, sum(decided)::BIGINT AS decided,
    sum(missing)::BIGINT AS missing
FROM kept_completeness
GROUP BY report_year
ORDER BY report_year

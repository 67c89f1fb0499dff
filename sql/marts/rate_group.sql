-- How many reports of each group are ranked by each rate, and their median, for every touched year.
-- grain: report_year, metric, grouping, group_name
-- depends: group_rate, metric_threshold
-- refresh: year
INSERT INTO rate_group
SELECT
    report_year, metric, grouping, group_name, count(*),
    CASE WHEN count(*) >= (SELECT value FROM metric_threshold WHERE name = 'min_peers') THEN median(rate) END
FROM group_rate
GROUP BY ALL
ORDER BY ALL;

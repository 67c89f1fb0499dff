-- The rank of each rate within each group that is large enough, for every touched year.
-- grain: report_year, metric, grouping, group_name, rate
-- depends: group_rate, rate_group
-- refresh: year
-- A night redoes whole years: ranks of rates are a fifth of the rows that ranks of reports would be.
INSERT INTO rate_rank
WITH printed AS (
    SELECT report_year, metric, grouping, group_name, rate, count(*) AS reports
    FROM group_rate
    SEMI JOIN (FROM rate_group WHERE median IS NOT NULL) AS large USING (report_year, metric, grouping, group_name)
    GROUP BY ALL
)
SELECT
    report_year, metric, grouping, group_name, rate,
    1 + coalesce(sum(reports) OVER (
        PARTITION BY report_year, metric, grouping, group_name ORDER BY rate DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0)
FROM printed
ORDER BY ALL;

-- The rank of each rate within each group that is large enough, for every touched year.
-- grain: report_year, metric, grouping, group_name, rate
-- depends: touched_year, rate_value, rate_group, agency_group
-- refresh: year
-- A night redoes whole years: ranks of rates are a fifth of the rows that ranks of reports would be.
INSERT INTO rate_rank
WITH member AS (
    SELECT kept.report_year, kept.metric, kept.rate, agency_group.peer_group, agency_group.region
    FROM rate_value AS kept
    JOIN agency_group ON agency_group.agency_id = kept.agency_id
    WHERE kept.is_ranked AND kept.report_year IN (SELECT report_year FROM touched_year)
),
printed AS (
    SELECT report_year, metric, 'peer_group' AS grouping, peer_group AS group_name, rate, count(*) AS reports
    FROM member GROUP BY ALL
    UNION ALL
    SELECT report_year, metric, 'region', region, rate, count(*)
    FROM member GROUP BY ALL
)
SELECT
    report_year, metric, grouping, group_name, rate,
    1 + coalesce(sum(reports) OVER (
        PARTITION BY report_year, metric, grouping, group_name ORDER BY rate DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0)
FROM printed
SEMI JOIN (FROM rate_group WHERE median IS NOT NULL) AS large USING (report_year, metric, grouping, group_name)
ORDER BY ALL;

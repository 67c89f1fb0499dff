-- The rates of every touched year in each group in which their agencies are compared: equal ones in one row.
-- grain: report_year, metric_no, group_no, rate
-- depends: touched_year, kept_league, agency_group, compared_group, compared_rate
-- refresh: year
-- `upto` of the group's reports have this rate or a higher one: medians and ranks follow from one order.
CREATE OR REPLACE TEMP TABLE group_rate AS
WITH belonging AS (
    SELECT agency_group.agency_id, peer.group_no AS peer_no, region.group_no AS region_no
    FROM agency_group
    LEFT JOIN compared_group AS peer ON peer.grouping = 'peer_group' AND peer.group_name = agency_group.peer_group
    LEFT JOIN compared_group AS region ON region.grouping = 'region' AND region.group_name = agency_group.region
),
ranked AS MATERIALIZED (
    SELECT kept.report_year, compared_rate.metric_no, kept.rate, belonging.peer_no, belonging.region_no
    FROM kept_league AS kept
    JOIN belonging ON belonging.agency_id = kept.agency_id
    JOIN compared_rate ON compared_rate.metric = kept.metric
    WHERE kept.is_ranked AND kept.report_year IN (SELECT report_year FROM touched_year)
),
counted AS (
    SELECT report_year, metric_no, peer_no AS group_no, rate, count(*) AS reports
    FROM ranked WHERE peer_no IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT report_year, metric_no, region_no, rate, count(*)
    FROM ranked WHERE region_no IS NOT NULL GROUP BY ALL
)
SELECT
    report_year, metric_no, group_no, rate, reports,
    sum(reports) OVER (
        PARTITION BY report_year, metric_no, group_no ORDER BY rate DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )::INTEGER AS upto
FROM counted;

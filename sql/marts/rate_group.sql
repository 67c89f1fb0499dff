-- How many reports of each group are ranked by each rate, and their median, for every touched year.
-- grain: report_year, metric, grouping, group_name
-- depends: touched_year, rate_value, agency_group, metric_threshold
-- refresh: year
INSERT INTO rate_group
WITH member AS (
    SELECT kept.report_year, kept.metric, kept.rate, agency_group.peer_group, agency_group.region
    FROM rate_value AS kept
    JOIN agency_group ON agency_group.agency_id = kept.agency_id
    WHERE kept.is_ranked AND kept.report_year IN (SELECT report_year FROM touched_year)
),
grouped AS (
    SELECT report_year, metric, 'peer_group' AS grouping, peer_group AS name, count(*) AS peers, median(rate) AS median
    FROM member WHERE peer_group IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT report_year, metric, 'region', region, count(*), median(rate)
    FROM member WHERE region IS NOT NULL GROUP BY ALL
)
SELECT
    grouped.report_year, grouped.metric, grouped.grouping, grouped.name, grouped.peers,
    CASE WHEN grouped.peers >= metric_threshold.value THEN grouped.median END
FROM grouped
JOIN metric_threshold ON metric_threshold.name = 'min_peers'
ORDER BY ALL;

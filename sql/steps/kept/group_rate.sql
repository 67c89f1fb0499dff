-- The ranked rates of every touched year, once for each group in which their agency is compared.
-- grain: report_year, metric, grouping, agency_id
-- depends: touched_year, kept_league, agency_group
-- refresh: year
CREATE OR REPLACE TEMP VIEW group_rate AS
WITH ranked AS (
    SELECT kept.agency_id, kept.report_year, kept.metric, kept.rate, agency_group.peer_group, agency_group.region
    FROM kept_league AS kept
    JOIN agency_group ON agency_group.agency_id = kept.agency_id
    WHERE kept.is_ranked AND kept.report_year IN (SELECT report_year FROM touched_year)
)
SELECT agency_id, report_year, metric, 'peer_group' AS grouping, peer_group AS group_name, rate
FROM ranked WHERE peer_group IS NOT NULL
UNION ALL
SELECT agency_id, report_year, metric, 'region', region, rate
FROM ranked WHERE region IS NOT NULL;

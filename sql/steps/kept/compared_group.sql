-- A number for each group in which rates are compared: millions are counted by it.
-- grain: group_no
-- depends: agency_group
-- refresh: year
CREATE OR REPLACE TEMP TABLE compared_group AS
SELECT row_number() OVER (ORDER BY grouping, group_name)::INTEGER AS group_no, grouping, group_name
FROM (
    SELECT DISTINCT 'peer_group' AS grouping, peer_group AS group_name FROM agency_group WHERE peer_group IS NOT NULL
    UNION ALL
    SELECT DISTINCT 'region', region FROM agency_group WHERE region IS NOT NULL
) AS met;

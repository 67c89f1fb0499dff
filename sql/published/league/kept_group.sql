-- How many reports of a group are ranked by a rate, and their median.
-- grain: report_year, metric, grouping, group_name
-- depends: group_rate, metric_threshold
-- refresh: year
-- How many reports of each group are ranked by each rate, and their median, for every touched year.
CREATE TABLE kept_league_group (
    report_year SMALLINT NOT NULL,
    metric VARCHAR NOT NULL,
    grouping VARCHAR NOT NULL CHECK (grouping IN ('peer_group', 'region')),
    group_name VARCHAR NOT NULL,
    peers INTEGER NOT NULL,
    median DOUBLE
);
COMMENT ON COLUMN kept_league_group.group_name IS 'The group: agency_group.peer_group or agency_group.region.';
COMMENT ON COLUMN kept_league_group.median IS 'Their median rate; NULL with fewer than min_peers.';
INSERT INTO kept_league_group
SELECT
    report_year, metric, grouping, group_name, count(*),
    CASE WHEN count(*) >= (SELECT value FROM metric_threshold WHERE name = 'min_peers') THEN median(rate) END
FROM group_rate
GROUP BY ALL
ORDER BY ALL;

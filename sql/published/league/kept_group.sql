-- How many reports of a group are ranked by a rate, and their median.
-- grain: report_year, metric, grouping, group_name
-- depends: group_rate, compared_group, compared_rate, metric_threshold
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
WITH sized AS (
    SELECT report_year, metric_no, group_no, max(upto) AS peers FROM group_rate GROUP BY ALL
),
-- Of an even number two stand in the middle.
middle AS (
    SELECT
        report_year, metric_no, group_no, any_value(sized.peers) AS peers,
        (max(rate) FILTER (upto > (sized.peers - 1) // 2) + max(rate) FILTER (upto > sized.peers // 2)) / 2 AS median
    FROM group_rate
    JOIN sized USING (report_year, metric_no, group_no)
    GROUP BY ALL
    ORDER BY ALL
)
SELECT
    middle.report_year, compared_rate.metric, compared_group.grouping, compared_group.group_name, middle.peers,
    CASE WHEN middle.peers >= (SELECT value FROM metric_threshold WHERE name = 'min_peers') THEN middle.median END
FROM middle
JOIN compared_rate ON compared_rate.metric_no = middle.metric_no
JOIN compared_group ON compared_group.group_no = middle.group_no;

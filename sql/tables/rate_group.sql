-- How many reports of a group are ranked by a rate, and their median.
-- grain: report_year, metric, grouping, group_name
-- depends: rate_value, dim_agency
CREATE TABLE rate_group (
    report_year SMALLINT NOT NULL,
    metric VARCHAR NOT NULL,
    grouping VARCHAR NOT NULL CHECK (grouping IN ('peer_group', 'region')),
    group_name VARCHAR NOT NULL,
    peers INTEGER NOT NULL,
    median DOUBLE
);
COMMENT ON COLUMN rate_group.report_year IS 'The year reported on.';
COMMENT ON COLUMN rate_group.metric IS 'Name of the rate: metric_rate.metric.';
COMMENT ON COLUMN rate_group.grouping IS 'peer_group or region: columns of agency_group.';
COMMENT ON COLUMN rate_group.group_name IS 'The group: agency_group.peer_group or agency_group.region.';
COMMENT ON COLUMN rate_group.peers IS 'Reports of the group that are ranked.';
COMMENT ON COLUMN rate_group.median IS 'Their median rate; NULL with fewer than min_peers.';

-- The rank that a rate has in its group: equal rates share one, so a row serves all of them.
-- grain: report_year, metric, grouping, group_name, rate
-- depends: rate_value, rate_group
CREATE TABLE rate_rank (
    report_year SMALLINT NOT NULL,
    metric VARCHAR NOT NULL,
    grouping VARCHAR NOT NULL CHECK (grouping IN ('peer_group', 'region')),
    group_name VARCHAR NOT NULL,
    rate DOUBLE NOT NULL,
    rank INTEGER NOT NULL
);
COMMENT ON COLUMN rate_rank.report_year IS 'The year reported on.';
COMMENT ON COLUMN rate_rank.metric IS 'Name of the rate: metric_rate.metric.';
COMMENT ON COLUMN rate_rank.grouping IS 'peer_group or region: columns of agency_group.';
COMMENT ON COLUMN rate_rank.group_name IS 'The group; those with fewer than min_peers have no rows.';
COMMENT ON COLUMN rate_rank.rate IS 'A rate of at least one ranked report of the group.';
COMMENT ON COLUMN rate_rank.rank IS 'One more than the reports of the group with a higher rate.';

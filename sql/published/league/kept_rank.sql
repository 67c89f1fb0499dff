-- The rank that a rate has in its group: equal rates share one, so a row serves all of them.
-- grain: report_year, metric, grouping, group_name, rate
-- depends: group_rate, compared_group, compared_rate, metric_threshold
-- refresh: year
-- The rank of each rate within each group that is large enough, for every touched year.
-- A night redoes whole years: ranks of rates are a fifth of the rows that ranks of reports would be.
CREATE TABLE kept_league_rank (
    report_year SMALLINT NOT NULL,
    metric VARCHAR NOT NULL,
    grouping VARCHAR NOT NULL CHECK (grouping IN ('peer_group', 'region')),
    group_name VARCHAR NOT NULL,
    rate DOUBLE NOT NULL,
    rank INTEGER NOT NULL
);
COMMENT ON COLUMN kept_league_rank.group_name IS 'The group; those with fewer than min_peers have no rows.';
COMMENT ON COLUMN kept_league_rank.rank IS 'One more than the reports of the group with a higher rate.';
INSERT INTO kept_league_rank
WITH large AS (
    SELECT report_year, metric_no, group_no
    FROM group_rate
    GROUP BY ALL
    HAVING max(upto) >= (SELECT value FROM metric_threshold WHERE name = 'min_peers')
),
ordered AS (
    SELECT report_year, metric_no, group_no, rate, upto - reports AS higher
    FROM group_rate
    SEMI JOIN large USING (report_year, metric_no, group_no)
    ORDER BY report_year, metric_no, group_no, rate
)
SELECT
    ordered.report_year, compared_rate.metric, compared_group.grouping, compared_group.group_name, ordered.rate,
    1 + ordered.higher
FROM ordered
JOIN compared_rate ON compared_rate.metric_no = ordered.metric_no
JOIN compared_group ON compared_group.group_no = ordered.group_no;

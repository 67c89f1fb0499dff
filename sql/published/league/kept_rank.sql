-- The rank that a rate has in its group: equal rates share one, so a row serves all of them.
-- grain: report_year, metric, grouping, group_name, rate
-- depends: group_rate, kept_league_group
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
WITH printed AS (
    SELECT report_year, metric, grouping, group_name, rate, count(*) AS reports
    FROM group_rate
    SEMI JOIN (FROM kept_league_group WHERE median IS NOT NULL) AS large USING (report_year, metric, grouping, group_name)
    GROUP BY ALL
)
SELECT
    report_year, metric, grouping, group_name, rate,
    1 + coalesce(sum(reports) OVER (
        PARTITION BY report_year, metric, grouping, group_name ORDER BY rate DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0)
FROM printed
ORDER BY ALL;

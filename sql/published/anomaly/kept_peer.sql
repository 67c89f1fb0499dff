-- The median and the 75th percentile of a measure among agencies of one level and function family in one year.
-- grain: report_year, peer_group, measure
-- depends: touched_year, kept_measure, kept_cell_zero, agency_group, kept_report_coverage
-- refresh: year
-- What is usual among peers, for every touched year.
-- Reports of which too little was read are peers, and stand behind no median.
CREATE TABLE kept_anomaly_peer (
    report_year SMALLINT NOT NULL,
    peer_group VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    peers INTEGER NOT NULL,
    known INTEGER NOT NULL,
    median DOUBLE,
    percentile_75 DOUBLE
);
COMMENT ON COLUMN kept_anomaly_peer.peer_group IS 'Level and function family: `county/culture_tourism`; the kind where there is no function.';
COMMENT ON COLUMN kept_anomaly_peer.measure IS 'Name of the figure.';
COMMENT ON COLUMN kept_anomaly_peer.peers IS 'Agencies of the group with a report.';
COMMENT ON COLUMN kept_anomaly_peer.known IS 'Agencies whose figure is known, in a report of which enough was read (report_coverage): the ones behind the median.';
COMMENT ON COLUMN kept_anomaly_peer.median IS 'Median of the known figures.';
COMMENT ON COLUMN kept_anomaly_peer.percentile_75 IS '75th percentile of the known figures.';
INSERT INTO kept_anomaly_peer
WITH member AS (
    SELECT
        coverage.report_id, coverage.report_year, agency_group.peer_group, coverage.not_judged_because IS NULL AS is_judged
    FROM kept_report_coverage AS coverage
    JOIN agency_group ON agency_group.agency_id = coverage.agency_id
    WHERE coverage.report_year IN (SELECT report_year FROM touched_year) AND agency_group.peer_group IS NOT NULL
),
-- A number for each group: millions of figures are counted by it.
peer AS MATERIALIZED (
    SELECT report_year, peer_group, row_number() OVER () AS number
    FROM (SELECT DISTINCT report_year, peer_group FROM member) AS met
),
numbered AS MATERIALIZED (
    SELECT report_id, is_judged, number FROM member JOIN peer USING (report_year, peer_group)
),
-- Equal figures in one row, since most are; reports of the same zeros are counted before these become rows.
counted AS (
    SELECT numbered.number, kept.measure, kept.value::DOUBLE AS value, numbered.is_judged, count(*) AS reports
    FROM kept_measure AS kept
    JOIN numbered ON numbered.report_id = kept.report_id
    GROUP BY ALL
    UNION ALL
    SELECT number, unnest(measures), 0, is_judged, reports
    FROM (
        SELECT numbered.number, zero.measures, numbered.is_judged, count(*) AS reports
        FROM kept_cell_zero AS zero
        JOIN numbered ON numbered.report_id = zero.report_id
        GROUP BY ALL
    )
),
asked AS (
    SELECT
        number, measure, sum(reports)::INTEGER AS peers,
        coalesce(sum(reports) FILTER (is_judged AND value IS NOT NULL), 0)::INTEGER AS known
    FROM counted
    GROUP BY number, measure
),
known AS (
    SELECT number, measure, value, sum(reports) AS reports FROM counted
    WHERE is_judged AND value IS NOT NULL
    GROUP BY number, measure, value
),
placed AS (
    SELECT number, measure, value, sum(reports) OVER (PARTITION BY number, measure ORDER BY value) AS upto FROM known
),
-- A share of the known figures mostly falls between two of them.
figure AS (
    SELECT
        asked.number, asked.measure, asked.peers, asked.known,
        min(value) FILTER (upto > (asked.known - 1) // 2) AS median_low,
        min(value) FILTER (upto > asked.known // 2) AS median_high,
        min(value) FILTER (upto > 3 * (asked.known - 1) // 4) AS percentile_75_low,
        min(value) FILTER (upto > (3 * (asked.known - 1) + 3) // 4) AS percentile_75_high,
        3 * (asked.known - 1) % 4 / 4 AS between
    FROM asked
    LEFT JOIN placed ON placed.number = asked.number AND placed.measure = asked.measure
    GROUP BY ALL
)
SELECT
    peer.report_year, peer.peer_group, figure.measure, figure.peers, figure.known,
    (median_low + median_high) / 2, percentile_75_low + (percentile_75_high - percentile_75_low) * between
FROM figure
JOIN peer ON peer.number = figure.number;

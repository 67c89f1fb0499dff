-- The median and the 75th percentile of a measure among agencies of one level and function family in one year.
-- grain: report_year, peer_group, measure
-- depends: touched_year, kept_measure, agency_group, kept_report_coverage
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
-- A number for each group: four million figures are gathered by it.
peer AS MATERIALIZED (
    SELECT report_year, peer_group, row_number() OVER () AS number
    FROM (SELECT DISTINCT report_year, peer_group FROM member) AS met
),
figure AS (
    SELECT
        numbered.number, kept.measure, count(*) AS peers, count(kept.value) FILTER (numbered.is_judged) AS known,
        quantile_cont(kept.value::DOUBLE, [0.5, 0.75]) FILTER (numbered.is_judged) AS quantiles
    FROM kept_measure AS kept
    JOIN (SELECT report_id, is_judged, number FROM member JOIN peer USING (report_year, peer_group)) AS numbered
        ON numbered.report_id = kept.report_id
    GROUP BY numbered.number, kept.measure
)
SELECT
    peer.report_year, peer.peer_group, figure.measure, figure.peers, figure.known, figure.quantiles[1], figure.quantiles[2]
FROM figure
JOIN peer ON peer.number = figure.number;

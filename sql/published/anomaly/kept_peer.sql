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
SELECT
    kept.report_year, agency_group.peer_group, kept.measure, count(*), count(kept.value) FILTER (coverage.not_judged_because IS NULL),
    quantile_cont(kept.value::DOUBLE, 0.5) FILTER (coverage.not_judged_because IS NULL),
    quantile_cont(kept.value::DOUBLE, 0.75) FILTER (coverage.not_judged_because IS NULL)
FROM kept_measure AS kept
JOIN agency_group ON agency_group.agency_id = kept.agency_id
JOIN kept_report_coverage AS coverage ON coverage.report_id = kept.report_id
WHERE kept.report_year IN (SELECT report_year FROM touched_year) AND agency_group.peer_group IS NOT NULL
GROUP BY ALL;

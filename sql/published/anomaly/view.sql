-- What looks like a slip: the year typed as a count, a row copied from last year, jumps against own history and peers.
-- grain: agency_id, report_year, kind, form, place
-- depends: kept_anomaly, kept_measure, kept_anomaly_peer, kept_report_coverage, agency_group, dim_agency, metric_threshold
-- Hints to look at, not errors: thresholds stand in metric_threshold. Missing figures are never odd, and a report of which
-- too little was read is compared with nobody.
CREATE VIEW anomaly AS
WITH threshold AS (
    SELECT
        any_value(value) FILTER (name = 'peer_ratio') AS peer_ratio,
        any_value(value) FILTER (name = 'peer_least') AS peer_least,
        any_value(value) FILTER (name = 'min_peers') AS min_peers
    FROM metric_threshold
),
-- With their thresholds, which would be compared with every figure otherwise.
peer AS (
    SELECT
        peer.report_year, peer.peer_group, peer.measure, peer.known, peer.percentile_75, threshold.peer_least AS least,
        peer.percentile_75 * threshold.peer_ratio AS above
    FROM kept_anomaly_peer AS peer
    JOIN threshold ON peer.known >= threshold.min_peers
),
-- Beside each kind, and not beside all of them, so that the figures of a region's reports alone are looked up.
agency AS (
    SELECT agency_id, name AS agency_name, region_code, province, prefecture, county, level, kind AS agency_kind, function_code
    FROM dim_agency
)
SELECT
    kept.agency_id, agency.* EXCLUDE (agency_id), kept.report_year, kept.report_id, kept.kind, kept.form, kept.place, kept.value,
    kept.reference, kept.detail
FROM kept_anomaly AS kept
LEFT JOIN agency ON agency.agency_id = kept.agency_id
UNION ALL
SELECT
    kept.agency_id, agency.* EXCLUDE (agency_id), kept.report_year, kept.report_id, 'above_peers', 'measure', kept.measure,
    kept.value, peer.percentile_75::DECIMAL(23, 4),
    '75th percentile of ' || peer.known || ' peers (' || peer.peer_group || '): '
    || regexp_replace(peer.percentile_75::DECIMAL(23, 4)::VARCHAR, '\.?0+$', '')
FROM kept_measure AS kept
JOIN agency_group ON agency_group.agency_id = kept.agency_id
JOIN peer ON
    peer.report_year = kept.report_year AND peer.measure = kept.measure
    AND peer.peer_group = agency_group.peer_group
JOIN kept_report_coverage AS coverage ON coverage.agency_id = kept.agency_id AND coverage.report_year = kept.report_year
LEFT JOIN agency ON agency.agency_id = kept.agency_id
WHERE coverage.not_judged_because IS NULL AND kept.value >= peer.least AND kept.value > peer.above;
COMMENT ON COLUMN anomaly.kind IS 'year_as_value, row_repeated, jump (own history) or above_peers.';
COMMENT ON COLUMN anomaly.form IS 'disclosure, application or dispute; `measure` for a key figure of several cells.';
COMMENT ON COLUMN anomaly.place IS 'The row, the cell (`row.column`) or the measure.';
COMMENT ON COLUMN anomaly.value IS 'What is printed there; NULL for a whole row.';
COMMENT ON COLUMN anomaly.reference IS 'The year, the median of the agency''s earlier years, or the 75th percentile.';
COMMENT ON COLUMN anomaly.detail IS 'The finding in words.';

-- What looks like a slip: the year typed as a count, a row copied from last year, jumps against own history and peers.
-- grain: agency_id, report_year, kind, form, place
-- depends: kept_anomaly, kept_measure, kept_anomaly_peer, report_coverage, agency_group, dim_agency, metric_threshold
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
found AS (
    SELECT agency_id, report_year, report_id, kind, form, place, value, reference, detail FROM kept_anomaly
    UNION ALL
    SELECT
        kept.agency_id, kept.report_year, kept.report_id, 'above_peers' AS kind, 'measure' AS form, kept.measure AS place,
        kept.value, peer.percentile_75::DECIMAL(23, 4) AS reference,
        '75th percentile of ' || peer.known || ' peers (' || peer.peer_group || '): '
        || regexp_replace(peer.percentile_75::DECIMAL(23, 4)::VARCHAR, '\.?0+$', '') AS detail
    FROM kept_measure AS kept
    JOIN agency_group ON agency_group.agency_id = kept.agency_id
    JOIN kept_anomaly_peer AS peer ON
        peer.report_year = kept.report_year AND peer.measure = kept.measure
        AND peer.peer_group = agency_group.peer_group
    JOIN report_coverage AS coverage ON coverage.report_id = kept.report_id
    CROSS JOIN threshold
    WHERE
        coverage.not_judged_because IS NULL
        AND peer.known >= threshold.min_peers
        AND kept.value >= threshold.peer_least
        AND kept.value > peer.percentile_75 * threshold.peer_ratio
)
SELECT found.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind AS agency_kind, dim_agency.function_code,
    found.* EXCLUDE (agency_id)
FROM found
LEFT JOIN dim_agency ON dim_agency.agency_id = found.agency_id;
COMMENT ON COLUMN anomaly.kind IS 'year_as_value, row_repeated, jump (own history) or above_peers.';
COMMENT ON COLUMN anomaly.form IS 'disclosure, application or dispute; `measure` for a key figure of several cells.';
COMMENT ON COLUMN anomaly.place IS 'The row, the cell (`row.column`) or the measure.';
COMMENT ON COLUMN anomaly.value IS 'What is printed there; NULL for a whole row.';
COMMENT ON COLUMN anomaly.reference IS 'The year, the median of the agency''s earlier years, or the 75th percentile.';
COMMENT ON COLUMN anomaly.detail IS 'The finding in words.';

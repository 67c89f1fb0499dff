-- Every rate of every agency among its peers, for every touched year.
-- grain: agency_id, report_year, metric
-- depends: touched_year, measure_value, metric_rate, metric_threshold, report_state, dim_agency
-- refresh: year
INSERT INTO league_row
WITH threshold AS (
    SELECT
        any_value(value) FILTER (name = 'min_coverage') AS min_coverage,
        any_value(value) FILTER (name = 'min_peers') AS min_peers
    FROM metric_threshold
),
readable AS (
    SELECT report_id, sum(cells - missing) / sum(cells) AS coverage
    FROM report_state
    WHERE report_year IN (SELECT report_year FROM touched_year)
    GROUP BY report_id
),
figure AS (
    SELECT * FROM measure_value WHERE report_year IN (SELECT report_year FROM touched_year)
),
rated AS (
    SELECT
        over.agency_id, over.report_year, over.report_id, metric_rate.metric,
        over.value AS numerator, under.value AS denominator,
        CASE WHEN under.value > 0 THEN over.value / under.value END AS rate,
        (over.known + under.known) / (over.cells + under.cells) AS coverage, readable.coverage AS report_coverage,
        coalesce(rate IS NOT NULL AND readable.coverage >= threshold.min_coverage, false) AS is_ranked,
        dim_agency.level || '/' || coalesce(dim_agency.function_code, dim_agency.kind) AS peer_group,
        dim_agency.level || '/' || left(dim_agency.region_code, 4) AS region, threshold.min_peers
    FROM metric_rate
    JOIN figure AS over ON over.measure = metric_rate.numerator
    JOIN figure AS under ON under.measure = metric_rate.denominator AND under.report_id = over.report_id
    JOIN readable ON readable.report_id = over.report_id
    LEFT JOIN dim_agency ON dim_agency.agency_id = over.agency_id
    CROSS JOIN threshold
),
peer AS (
    SELECT report_year, metric, peer_group, count(*) AS peers, quantile_cont(rate, 0.5) AS median
    FROM rated WHERE is_ranked AND peer_group IS NOT NULL GROUP BY ALL
),
neighbour AS (
    SELECT report_year, metric, region, count(*) AS peers, quantile_cont(rate, 0.5) AS median
    FROM rated WHERE is_ranked AND region IS NOT NULL GROUP BY ALL
),
placed AS (
    SELECT
        report_id, metric,
        rank() OVER (PARTITION BY report_year, metric, peer_group ORDER BY rate DESC) AS peer_rank,
        rank() OVER (PARTITION BY report_year, metric, region ORDER BY rate DESC) AS region_rank
    FROM rated WHERE is_ranked
)
SELECT
    rated.agency_id, rated.report_year, rated.report_id, rated.metric, rated.numerator, rated.denominator, rated.rate,
    rated.coverage, rated.report_coverage, rated.is_ranked, rated.peer_group, peer.peers,
    CASE WHEN peer.peers >= rated.min_peers THEN peer.median END,
    CASE WHEN peer.peers >= rated.min_peers THEN placed.peer_rank END,
    rated.region, neighbour.peers,
    CASE WHEN neighbour.peers >= rated.min_peers THEN neighbour.median END,
    CASE WHEN neighbour.peers >= rated.min_peers THEN placed.region_rank END
FROM rated
LEFT JOIN peer ON
    peer.report_year = rated.report_year AND peer.metric = rated.metric AND peer.peer_group = rated.peer_group
LEFT JOIN neighbour ON
    neighbour.report_year = rated.report_year AND neighbour.metric = rated.metric AND neighbour.region = rated.region
LEFT JOIN placed ON placed.report_id = rated.report_id AND placed.metric = rated.metric
ORDER BY rated.agency_id, rated.report_year, rated.metric;

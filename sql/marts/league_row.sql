-- Every rate of every agency among its peers, for every touched year.
-- grain: agency_id, report_year, metric
-- depends: touched_year, measure_value, metric_rate, metric_threshold, report_state, dim_agency
-- refresh: year
-- Reports and groups are joined and ranked by numbers, not by the words they stand for: a night redoes whole years.
INSERT INTO league_row
WITH threshold AS (
    SELECT
        any_value(value) FILTER (name = 'min_coverage') AS min_coverage,
        any_value(value) FILTER (name = 'min_peers') AS min_peers
    FROM metric_threshold
),
readable AS MATERIALIZED (
    SELECT
        row_number() OVER (ORDER BY report_state.agency_id, report_state.report_year)::INTEGER AS no,
        report_state.agency_id, report_state.report_year, report_state.report_id,
        sum(cells - missing) / sum(cells) AS coverage,
        any_value(dim_agency.level || '/' || coalesce(dim_agency.function_code, dim_agency.kind)) AS peer_group,
        any_value(dim_agency.level || '/' || left(dim_agency.region_code, 4)) AS region
    FROM report_state
    LEFT JOIN dim_agency ON dim_agency.agency_id = report_state.agency_id
    WHERE report_year IN (SELECT report_year FROM touched_year)
    GROUP BY report_state.agency_id, report_state.report_year, report_state.report_id
),
figure AS MATERIALIZED (
    SELECT readable.no, kept.measure, kept.value, kept.cells, kept.known
    FROM measure_value AS kept
    JOIN readable ON readable.report_id = kept.report_id
    WHERE kept.report_year IN (SELECT report_year FROM touched_year)
        AND kept.measure IN (SELECT numerator FROM metric_rate UNION SELECT denominator FROM metric_rate)
),
rated AS MATERIALIZED (
    SELECT
        over.no, metric_rate.metric, over.value AS numerator, under.value AS denominator,
        CASE WHEN under.value > 0 THEN over.value / under.value END AS rate,
        (over.known + under.known) / (over.cells + under.cells) AS coverage
    FROM metric_rate
    JOIN figure AS over ON over.measure = metric_rate.numerator
    JOIN figure AS under ON under.no = over.no AND under.measure = metric_rate.denominator
),
ranked AS MATERIALIZED (
    SELECT rated.no, rated.metric, rated.rate, readable.report_year, readable.peer_group, readable.region
    FROM rated
    JOIN readable ON readable.no = rated.no
    CROSS JOIN threshold
    WHERE rated.rate IS NOT NULL AND readable.coverage >= threshold.min_coverage
),
peer AS MATERIALIZED (
    SELECT
        report_year, metric, peer_group, row_number() OVER ()::INTEGER AS group_no,
        count(*) AS peers, quantile_cont(rate, 0.5) AS median
    FROM ranked WHERE peer_group IS NOT NULL GROUP BY ALL
),
neighbour AS MATERIALIZED (
    SELECT
        report_year, metric, region, row_number() OVER ()::INTEGER AS group_no,
        count(*) AS peers, quantile_cont(rate, 0.5) AS median
    FROM ranked WHERE region IS NOT NULL GROUP BY ALL
),
placed AS (
    SELECT
        ranked.no, ranked.metric,
        rank() OVER (PARTITION BY peer.group_no ORDER BY ranked.rate DESC) AS peer_rank,
        rank() OVER (PARTITION BY neighbour.group_no ORDER BY ranked.rate DESC) AS region_rank
    FROM ranked
    LEFT JOIN peer ON
        peer.report_year = ranked.report_year AND peer.metric = ranked.metric AND peer.peer_group = ranked.peer_group
    LEFT JOIN neighbour ON
        neighbour.report_year = ranked.report_year AND neighbour.metric = ranked.metric AND neighbour.region = ranked.region
)
SELECT
    readable.agency_id, readable.report_year, readable.report_id, rated.metric, rated.numerator, rated.denominator, rated.rate,
    rated.coverage, readable.coverage, placed.no IS NOT NULL, readable.peer_group, peer.peers,
    CASE WHEN peer.peers >= threshold.min_peers THEN peer.median END,
    CASE WHEN peer.peers >= threshold.min_peers THEN placed.peer_rank END,
    readable.region, neighbour.peers,
    CASE WHEN neighbour.peers >= threshold.min_peers THEN neighbour.median END,
    CASE WHEN neighbour.peers >= threshold.min_peers THEN placed.region_rank END
FROM rated
JOIN readable ON readable.no = rated.no
CROSS JOIN threshold
LEFT JOIN peer ON
    peer.report_year = readable.report_year AND peer.metric = rated.metric AND peer.peer_group = readable.peer_group
LEFT JOIN neighbour ON
    neighbour.report_year = readable.report_year AND neighbour.metric = rated.metric AND neighbour.region = readable.region
LEFT JOIN placed ON placed.no = rated.no AND placed.metric = rated.metric
ORDER BY rated.no, rated.metric;

-- What is usual among peers, for every touched year.
-- grain: report_year, peer_group, measure
-- depends: touched_year, measure_value, agency_group
-- refresh: year
INSERT INTO peer_figure
SELECT
    kept.report_year, agency_group.peer_group, kept.measure, count(*), count(kept.value),
    quantile_cont(kept.value::DOUBLE, 0.5), quantile_cont(kept.value::DOUBLE, 0.75)
FROM measure_value AS kept
JOIN agency_group ON agency_group.agency_id = kept.agency_id
WHERE kept.report_year IN (SELECT report_year FROM touched_year) AND agency_group.peer_group IS NOT NULL
GROUP BY ALL;

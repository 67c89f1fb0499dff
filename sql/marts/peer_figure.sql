-- What is usual among peers, for every touched year.
-- grain: report_year, peer_group, measure
-- depends: touched_year, measure_value, dim_agency
-- refresh: year
INSERT INTO peer_figure
SELECT
    kept.report_year, dim_agency.level || '/' || coalesce(dim_agency.function_code, dim_agency.kind) AS peer_group,
    kept.measure, count(*), count(kept.value),
    quantile_cont(kept.value::DOUBLE, 0.5), quantile_cont(kept.value::DOUBLE, 0.75)
FROM measure_value AS kept
JOIN dim_agency ON dim_agency.agency_id = kept.agency_id
WHERE kept.report_year IN (SELECT report_year FROM touched_year) AND dim_agency.level IS NOT NULL
    AND coalesce(dim_agency.function_code, dim_agency.kind) IS NOT NULL
GROUP BY ALL;

-- The key figures of every current report, tidy: requests, disputes, decisions, documents, fees.
-- grain: agency_id, report_year, measure
-- depends: every_measure, dim_agency
-- overlaps: value, known_sum, total unless measure=requests_received, kind
-- Measures overlap (requests_in_hand holds requests_received): choose, never add two of them.
CREATE VIEW measure AS
SELECT
    kept.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    kept.report_year, kept.report_id,
    kept.measure, kept.value, kept.coverage, kept.state
FROM every_measure() AS kept
LEFT JOIN dim_agency ON dim_agency.agency_id = kept.agency_id;
COMMENT ON COLUMN measure.measure IS 'Name of the figure; its cells: metric_measure.';
COMMENT ON COLUMN measure.value IS 'Sum of its cells, a count or 10k CNY (fee_amount); NULL when one is missing.';
COMMENT ON COLUMN measure.coverage IS 'Known cells of the cells it adds up; below 1 the value is NULL.';
COMMENT ON COLUMN measure.state IS 'The least certain state among its cells, by this order: missing, inferred, recognised, repaired, decided, reported.';

-- A measure over all agencies of one region and level, with the share of the agencies that stands behind it.
-- grain: region_code, level, kind, report_year, measure
-- depends: kept_measure, dim_agency
-- Governments are totals of others (see hierarchy_check), so kinds are never added: each has rows of its own. A sum over
-- fewer than all agencies is a lower bound, so `total` is NULL unless every known agency stands behind it.
CREATE VIEW region_rollup AS
WITH known AS (
    SELECT region_code, level, kind, count(*) AS n_agencies
    FROM dim_agency
    WHERE region_code IS NOT NULL
    GROUP BY ALL
),
added AS (
    SELECT
        dim_agency.region_code, any_value(dim_agency.province) AS province, any_value(dim_agency.prefecture) AS prefecture,
        any_value(dim_agency.county) AS county, dim_agency.level, dim_agency.kind, kept.report_year, kept.measure,
        count(*) AS n_reports, count(kept.value) AS n_known, sum(kept.value) AS known_sum
    FROM kept_measure AS kept
    JOIN dim_agency ON dim_agency.agency_id = kept.agency_id
    WHERE dim_agency.region_code IS NOT NULL
    GROUP BY dim_agency.region_code, dim_agency.level, dim_agency.kind, kept.report_year, kept.measure
)
SELECT
    added.region_code, added.province, added.prefecture, added.county, added.level, added.kind, added.report_year,
    added.measure, known.n_agencies, added.n_reports, added.n_known, added.n_known / known.n_agencies AS coverage,
    added.known_sum, CASE WHEN added.n_known = known.n_agencies THEN added.known_sum END AS total,
    known.n_agencies AS agencies, added.n_reports AS reporting, added.n_known AS known
FROM added
JOIN known ON
    known.region_code = added.region_code
    AND known.level IS NOT DISTINCT FROM added.level AND known.kind IS NOT DISTINCT FROM added.kind;
COMMENT ON COLUMN region_rollup.region_code IS 'Six digits of GB/T 2260.';
COMMENT ON COLUMN region_rollup.province IS 'Its province.';
COMMENT ON COLUMN region_rollup.prefecture IS 'Its prefecture; NULL where it has none.';
COMMENT ON COLUMN region_rollup.county IS 'Its county; NULL where it has none.';
COMMENT ON COLUMN region_rollup.level IS 'Level of the agencies.';
COMMENT ON COLUMN region_rollup.kind IS 'Kind of the agencies; never add two kinds.';
COMMENT ON COLUMN region_rollup.n_agencies IS 'Agencies of the region, level and kind that reported in any year.';
COMMENT ON COLUMN region_rollup.n_reports IS 'Of these, with a report of the year.';
COMMENT ON COLUMN region_rollup.n_known IS 'Of these, with a known figure.';
COMMENT ON COLUMN region_rollup.coverage IS 'n_known / n_agencies: the share that stands behind the figure.';
COMMENT ON COLUMN region_rollup.total IS 'The same where every agency is known, else NULL.';

-- A measure over all agencies of one region and level, with the share of the agencies that stands behind it.
-- grain: region_code, level, kind, report_year, measure
-- depends: every_measure, report, dim_agency, lacking_report, due_agency
-- overlaps: value, known_sum, total unless measure=requests_received, kind
-- Governments are totals of others (see hierarchy_check), so kinds are never added: each has rows of its own. A sum over
-- fewer than all agencies is a lower bound, so `total` is NULL unless every known agency stands behind it. A region, level
-- and kind of which nobody reported on a year has no row for it; who did not report lists `unreported`.
CREATE VIEW region_rollup AS
WITH known AS (
    SELECT
        region_code, any_value(province) AS province, any_value(prefecture) AS prefecture, any_value(county) AS county,
        level, kind, count(*) AS n_agencies
    FROM dim_agency
    WHERE region_code IS NOT NULL
    GROUP BY region_code, level, kind
),
-- Of those on a roster that never reported, dim_agency does not know.
lacking AS (
    SELECT
        due.region_code, due.level, due.kind, report.report_year, count(*) AS n_unreported,
        count(*) FILTER (report.agency_id NOT IN (SELECT agency_id FROM dim_agency)) AS n_never
    FROM lacking_report() AS report
    JOIN due_agency() AS due ON due.agency_id = report.agency_id
    WHERE due.region_code IS NOT NULL
    GROUP BY ALL
),
-- Every report, also of a form that does not ask for the figure: it does not tell it.
reporting AS (
    SELECT dim_agency.region_code, dim_agency.level, dim_agency.kind, report.report_year, count(*) AS n_reports
    FROM report
    JOIN dim_agency ON dim_agency.agency_id = report.agency_id
    WHERE report.is_current AND dim_agency.region_code IS NOT NULL
    GROUP BY ALL
),
added AS (
    SELECT
        dim_agency.region_code, dim_agency.level, dim_agency.kind, kept.report_year, kept.measure,
        count(kept.value) AS n_known, sum(kept.value) AS known_sum,
        count(*) FILTER (kept.state = 'reported') AS n_reported, count(*) FILTER (kept.state = 'repaired') AS n_repaired,
        count(*) FILTER (kept.state = 'inferred') AS n_inferred,
        count(*) FILTER (kept.state = 'recognised') AS n_recognised,
        count(*) FILTER (kept.state = 'decided') AS n_decided
    FROM every_measure() AS kept
    JOIN dim_agency ON dim_agency.agency_id = kept.agency_id
    WHERE dim_agency.region_code IS NOT NULL
    GROUP BY dim_agency.region_code, dim_agency.level, dim_agency.kind, kept.report_year, kept.measure
)
SELECT
    added.region_code, known.province, known.prefecture, known.county, added.level, added.kind, added.report_year,
    added.measure, known.n_agencies + coalesce(lacking.n_never, 0) AS n_agencies, reporting.n_reports,
    coalesce(lacking.n_unreported, 0) AS n_unreported, added.n_known, reporting.n_reports - added.n_known AS n_missing,
    added.n_reported, added.n_repaired, added.n_inferred, added.n_recognised, added.n_decided,
    added.n_known / (known.n_agencies + coalesce(lacking.n_never, 0)) AS coverage, added.known_sum,
    CASE WHEN added.n_known = known.n_agencies + coalesce(lacking.n_never, 0) THEN added.known_sum END AS total,
    known.n_agencies + coalesce(lacking.n_never, 0) AS agencies, reporting.n_reports AS reporting, added.n_known AS known
FROM added
JOIN known ON
    known.region_code = added.region_code
    AND known.level IS NOT DISTINCT FROM added.level AND known.kind IS NOT DISTINCT FROM added.kind
JOIN reporting ON
    reporting.region_code = added.region_code AND reporting.report_year = added.report_year
    AND reporting.level IS NOT DISTINCT FROM added.level AND reporting.kind IS NOT DISTINCT FROM added.kind
LEFT JOIN lacking ON
    lacking.region_code = added.region_code AND lacking.report_year = added.report_year
    AND lacking.level IS NOT DISTINCT FROM added.level AND lacking.kind IS NOT DISTINCT FROM added.kind;
COMMENT ON COLUMN region_rollup.region_code IS 'Six digits of GB/T 2260.';
COMMENT ON COLUMN region_rollup.province IS 'Its province.';
COMMENT ON COLUMN region_rollup.prefecture IS 'Its prefecture; NULL where it has none.';
COMMENT ON COLUMN region_rollup.county IS 'Its county; NULL where it has none.';
COMMENT ON COLUMN region_rollup.level IS 'Level of the agencies.';
COMMENT ON COLUMN region_rollup.kind IS 'Kind of the agencies; never add two kinds.';
COMMENT ON COLUMN region_rollup.n_agencies IS 'Agencies of the region, level and kind that reported in any year, or stand on a roster for this one.';
COMMENT ON COLUMN region_rollup.n_reports IS 'Of these, with a report of the year.';
COMMENT ON COLUMN region_rollup.n_known IS 'Of these, with a known figure.';
COMMENT ON COLUMN region_rollup.coverage IS 'n_known / n_agencies: the share that stands behind the figure.';
COMMENT ON COLUMN region_rollup.total IS 'The same where every agency is known, else NULL.';

-- A government's report for its whole area against the sum of its own agencies and the governments below it.
-- grain: agency_id, report_year, measure
-- depends: kept_measure, dim_agency
-- Parts of a county: its departments, its office, its townships. Parts of a prefecture (or province): its own departments
-- and office, and the reports of its counties' (prefectures') governments, which are totals of theirs: nothing twice.
-- A county without a prefecture (district of 北京, 天门) is part of its province.
-- Only agencies that ever reported are known as parts, so `equal` says that the known parts make up the whole.
-- Whether a government reports for its area or for its office alone is not printed in the forms: `exceeded` (parts known
-- make more than the whole) says that one of the two holds: not the whole area, or a mistake.
CREATE VIEW hierarchy_check AS
WITH agency AS (
    SELECT
        agency_id, name, region_code, province, prefecture, county, level, kind, function_code,
        CASE
            WHEN kind = 'government' AND level = 'township' THEN 'county:' || region_code
            WHEN kind = 'government' AND level = 'county' AND prefecture IS NULL THEN 'province:' || left(region_code, 2)
            WHEN kind = 'government' AND level = 'county' THEN 'prefecture:' || left(region_code, 4)
            WHEN kind = 'government' AND level = 'prefecture' THEN 'province:' || left(region_code, 2)
            WHEN kind IN ('department', 'government_office') AND level = 'county' THEN 'county:' || region_code
            WHEN kind IN ('department', 'government_office') AND level = 'prefecture'
                THEN 'prefecture:' || left(region_code, 4)
            WHEN kind IN ('department', 'government_office') AND level = 'province' THEN 'province:' || left(region_code, 2)
        END AS part_of,
        CASE WHEN kind = 'government' THEN
            CASE level
                WHEN 'county' THEN 'county:' || region_code
                WHEN 'prefecture' THEN 'prefecture:' || left(region_code, 4)
                WHEN 'province' THEN 'province:' || left(region_code, 2)
            END
        END AS area
    FROM dim_agency
),
whole AS (
    SELECT agency.agency_id, agency.name AS agency_name, agency.region_code, agency.province, agency.prefecture,
        agency.county, agency.level, agency.kind, agency.function_code, agency.area, kept.report_year, kept.report_id,
        kept.measure, kept.value
    FROM agency
    JOIN kept_measure AS kept ON kept.agency_id = agency.agency_id
    WHERE agency.area IS NOT NULL
),
expected AS (
    SELECT part_of AS area, count(*) AS n_agencies FROM agency WHERE part_of IS NOT NULL GROUP BY part_of
),
part AS (
    SELECT
        agency.part_of AS area, kept.report_year, kept.measure,
        count(*) AS n_reports, count(kept.value) AS n_known, sum(kept.value) AS known_sum
    FROM agency
    JOIN kept_measure AS kept ON kept.agency_id = agency.agency_id
    WHERE agency.part_of IS NOT NULL AND agency.part_of IN (SELECT area FROM agency)
    GROUP BY ALL
)
SELECT
    whole.agency_id, whole.agency_name, whole.region_code, whole.province, whole.prefecture, whole.county, whole.level,
    whole.kind, whole.function_code, whole.report_year, whole.report_id, whole.measure,
    whole.value, part.known_sum,
    coalesce(expected.n_agencies, 0) AS n_agencies, coalesce(part.n_reports, 0) AS n_reports,
    coalesce(part.n_known, 0) AS n_known,
    CASE WHEN expected.n_agencies > 0 THEN coalesce(part.n_known, 0) / expected.n_agencies END AS coverage,
    CASE
        WHEN whole.value IS NULL OR part.known_sum IS NULL THEN 'unknown'
        WHEN part.known_sum > whole.value THEN 'exceeded'
        WHEN part.known_sum = whole.value AND part.n_known = expected.n_agencies THEN 'equal'
        WHEN part.n_known = expected.n_agencies THEN 'short'
        ELSE 'bounded'
    END AS status,
    whole.value AS whole, part.known_sum AS parts_sum, coalesce(expected.n_agencies, 0) AS parts,
    coalesce(part.n_reports, 0) AS parts_reporting, coalesce(part.n_known, 0) AS parts_known
FROM whole
LEFT JOIN expected ON expected.area = whole.area
LEFT JOIN part ON part.area = whole.area AND part.report_year = whole.report_year AND part.measure = whole.measure;
COMMENT ON COLUMN hierarchy_check.agency_id IS 'The government: dim_agency.agency_id.';
COMMENT ON COLUMN hierarchy_check.agency_name IS 'Name of the government: dim_agency.name.';
COMMENT ON COLUMN hierarchy_check.value IS 'The figure in the government''s report; NULL when missing.';
COMMENT ON COLUMN hierarchy_check.known_sum IS 'Sum of the known figures of its parts: a lower bound of their total; NULL when none is known.';
COMMENT ON COLUMN hierarchy_check.n_agencies IS 'Agencies known as parts, from any year.';
COMMENT ON COLUMN hierarchy_check.n_reports IS 'Parts with a report of the year.';
COMMENT ON COLUMN hierarchy_check.n_known IS 'Parts whose figure is known: the ones behind known_sum.';
COMMENT ON COLUMN hierarchy_check.coverage IS 'n_known / n_agencies; NULL when no part is known.';
COMMENT ON COLUMN hierarchy_check.status IS 'equal (all known parts make the whole), short (all are known and make less), bounded (some are unknown and the rest make no more), exceeded (they make more), or unknown.';

-- A government's report for its whole area against the sum of its own agencies and the governments below it.
-- grain: agency_id, report_year, measure
-- depends: every_measure, report, agency_area, lacking_report
-- overlaps: value, known_sum, total unless measure=requests_received, kind
-- Whose part an agency is says agency_area. Only agencies that ever reported, or stand on a roster for the year, are known as parts, so
-- `equal` says that the known parts make up the whole.
-- Whether a government reports for its area or for its office alone is not printed in the forms: `exceeded` (parts known
-- make more than the whole) says that one of the two holds: not the whole area, or a mistake.
CREATE VIEW hierarchy_check AS
WITH whole AS (
    SELECT agency.agency_id, agency.name AS agency_name, agency.region_code, agency.province, agency.prefecture,
        agency.county, agency.level, agency.kind, agency.function_code, agency.area, kept.report_year, kept.report_id,
        kept.measure, kept.value, kept.state
    FROM agency_area() AS agency
    JOIN every_measure() AS kept ON kept.agency_id = agency.agency_id
    WHERE agency.area IS NOT NULL
),
-- Parts by their government, so that who asks for one government has its parts alone looked up; as a list, of which the
-- planner sees that it is short.
belonging AS (
    SELECT government_id, unnest(parts, recursive := true)
    FROM (
        SELECT
            government.agency_id AS government_id,
            list({'agency_id': part.agency_id, 'has_report': part.has_report}) AS parts
        FROM agency_area() AS government
        JOIN agency_area() AS part ON part.part_of = government.area
        GROUP BY ALL
    )
),
expected AS (
    SELECT government_id, count(*) AS n_agencies FROM belonging WHERE has_report GROUP BY government_id
),
-- Who never reported is a part in its years on the roster alone.
lacking AS (
    SELECT
        belonging.government_id, report.report_year, count(*) AS n_unreported,
        count(*) FILTER (NOT belonging.has_report) AS n_never
    FROM belonging
    JOIN lacking_report() AS report ON report.agency_id = belonging.agency_id
    GROUP BY ALL
),
-- Every report, also of a form that does not ask for the figure: it does not tell it.
reporting AS (
    SELECT belonging.government_id, report.report_year, count(*) AS n_reports
    FROM belonging
    JOIN report ON report.agency_id = belonging.agency_id AND report.is_current
    GROUP BY ALL
),
part AS (
    SELECT
        belonging.government_id, kept.report_year, kept.measure,
        count(kept.value) AS n_known, sum(kept.value) AS known_sum,
        count(*) FILTER (kept.state = 'reported') AS n_reported, count(*) FILTER (kept.state = 'repaired') AS n_repaired,
        count(*) FILTER (kept.state = 'inferred') AS n_inferred,
        count(*) FILTER (kept.state = 'recognised') AS n_recognised,
        count(*) FILTER (kept.state = 'decided') AS n_decided
    FROM belonging
    JOIN every_measure() AS kept ON kept.agency_id = belonging.agency_id
    GROUP BY ALL
),
counted AS (
    SELECT
        whole.*, coalesce(expected.n_agencies, 0) + coalesce(lacking.n_never, 0) AS n_agencies,
        coalesce(lacking.n_unreported, 0) AS n_unreported
    FROM whole
    LEFT JOIN expected ON expected.government_id = whole.agency_id
    LEFT JOIN lacking ON lacking.government_id = whole.agency_id AND lacking.report_year = whole.report_year
)
SELECT
    whole.agency_id, whole.agency_name, whole.region_code, whole.province, whole.prefecture, whole.county, whole.level,
    whole.kind, whole.function_code, whole.report_year, whole.report_id, whole.measure,
    whole.value, whole.state, part.known_sum,
    whole.n_agencies, coalesce(reporting.n_reports, 0) AS n_reports,
    whole.n_unreported, coalesce(part.n_known, 0) AS n_known,
    coalesce(reporting.n_reports, 0) - coalesce(part.n_known, 0) AS n_missing, coalesce(part.n_reported, 0) AS n_reported,
    coalesce(part.n_repaired, 0) AS n_repaired, coalesce(part.n_inferred, 0) AS n_inferred,
    coalesce(part.n_recognised, 0) AS n_recognised, coalesce(part.n_decided, 0) AS n_decided,
    CASE WHEN whole.n_agencies > 0 THEN coalesce(part.n_known, 0) / whole.n_agencies END AS coverage,
    CASE
        WHEN whole.value IS NULL OR part.known_sum IS NULL THEN 'unknown'
        WHEN part.known_sum > whole.value THEN 'exceeded'
        WHEN part.known_sum = whole.value AND part.n_known = whole.n_agencies THEN 'equal'
        WHEN part.n_known = whole.n_agencies THEN 'short'
        ELSE 'bounded'
    END AS status,
    whole.value AS whole, part.known_sum AS parts_sum, whole.n_agencies AS parts,
    coalesce(reporting.n_reports, 0) AS parts_reporting, coalesce(part.n_known, 0) AS parts_known
FROM counted AS whole
LEFT JOIN reporting ON reporting.government_id = whole.agency_id AND reporting.report_year = whole.report_year
LEFT JOIN part ON
    part.government_id = whole.agency_id AND part.report_year = whole.report_year AND part.measure = whole.measure;
COMMENT ON COLUMN hierarchy_check.agency_id IS 'The government: dim_agency.agency_id.';
COMMENT ON COLUMN hierarchy_check.agency_name IS 'Name of the government: dim_agency.name.';
COMMENT ON COLUMN hierarchy_check.value IS 'The figure in the government''s report; NULL when missing.';
COMMENT ON COLUMN hierarchy_check.state IS 'How that figure was come by: measure.state.';
COMMENT ON COLUMN hierarchy_check.known_sum IS 'Sum of the known figures of its parts: a lower bound of their total; NULL when none is known.';
COMMENT ON COLUMN hierarchy_check.n_agencies IS 'Agencies known as parts: they reported in any year, or stand on a roster for this one.';
COMMENT ON COLUMN hierarchy_check.n_reports IS 'Parts with a report of the year.';
COMMENT ON COLUMN hierarchy_check.n_known IS 'Parts whose figure is known: the ones behind known_sum.';
COMMENT ON COLUMN hierarchy_check.coverage IS 'n_known / n_agencies; NULL where no agency is known as a part.';
COMMENT ON COLUMN hierarchy_check.status IS 'equal (all known parts make the whole), short (all are known and make less), bounded (some are unknown and the rest make no more), exceeded (they make more), or unknown.';

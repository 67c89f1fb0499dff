-- Does a report agree with the agency's report of the year before, and is there one?
-- grain: agency_id, report_year, check_code, scope
-- depends: every_identity, identity_term, kept_continuity_check, report, dim_agency
-- carry_over (each applicant column) and stock_continuity are the identities across years. Beside them: items_continuity
-- (edition 2019: last year's items and their change make this year's prior items), missing_year (a year between two
-- reports without one; nobody knows of years before the first or after the last) and restated (a cell that a later
-- version of the same report prints otherwise, in the same unit; only differing cells have a row).
CREATE VIEW continuity_check AS
WITH across AS (
    SELECT DISTINCT check_code FROM identity_term WHERE reach > 0
),
span AS (
    SELECT agency_id, min(report_year) AS first_year, max(report_year) AS last_year, list(report_year) AS there
    FROM report
    WHERE is_current
    GROUP BY agency_id
),
gap AS (
    SELECT agency_id, unnest(list_filter(range(first_year, last_year), lambda year: NOT list_contains(there, year))) AS year
    FROM span
    WHERE last_year - first_year + 1 > len(there)
),
found AS (
    SELECT agency_id, report_year, report_id, check_code, scope, lhs, rhs, status, detail
    FROM every_identity()
    WHERE check_code IN (SELECT check_code FROM across)
    UNION ALL
    FROM kept_continuity_check
    UNION ALL
    SELECT
        agency_id, year AS report_year, NULL AS report_id, 'missing_year' AS check_code, 'report' AS scope,
        NULL AS lhs, NULL AS rhs, 'fail' AS status, 'no report of ' || year || ' between two others' AS detail
    FROM gap
)
SELECT
    found.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    found.report_year::SMALLINT AS report_year,
    found.report_id, found.check_code, found.scope, found.lhs, found.rhs, found.status, found.detail
FROM found
LEFT JOIN dim_agency ON dim_agency.agency_id = found.agency_id;
COMMENT ON COLUMN continuity_check.report_year IS 'The year reported on; of missing_year the year without a report.';
COMMENT ON COLUMN continuity_check.report_id IS 'The current report; NULL for missing_year.';
COMMENT ON COLUMN continuity_check.check_code IS 'carry_over, stock_continuity, items_continuity, missing_year or restated.';
COMMENT ON COLUMN continuity_check.scope IS 'The applicant column, the row, the cell (`form.row.column`), or `report`.';
COMMENT ON COLUMN continuity_check.lhs IS 'What the earlier report leads to; NULL when unknown.';
COMMENT ON COLUMN continuity_check.rhs IS 'What this report prints; NULL when unknown.';
COMMENT ON COLUMN continuity_check.status IS 'pass, fail, or unknown when a number or last year''s report is missing.';
COMMENT ON COLUMN continuity_check.detail IS 'Both sides in words, or what is missing.';

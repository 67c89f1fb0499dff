-- Licences, penalties, coercive measures and other services that a current report counts.
-- grain: agency_id, report_year, kind
-- depends: fact_disclosure, report, dim_agency
-- overlaps: decisions unless agency_kind
-- Edition 2021 has the decisions only; the items of edition 2019 are NULL there.
CREATE VIEW law_enforcement AS
WITH printed AS (
    SELECT
        fact.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
        dim_agency.county, dim_agency.level, dim_agency.kind AS agency_kind, dim_agency.function_code,
        fact.report_year, fact.report_id,
        report.edition, fact.row_code AS kind,
        any_value(fact.value) FILTER (fact.column_code = 'decisions') AS decisions,
        any_value(fact.value) FILTER (fact.column_code = 'prior_items') AS prior_items,
        any_value(fact.value) FILTER (fact.column_code = 'change') AS change,
        count(fact.value) / count(*) AS coverage
    FROM fact_disclosure AS fact
    JOIN report ON
        report.report_id = fact.report_id AND report.agency_id = fact.agency_id
        AND report.report_year = fact.report_year AND report.is_current
    LEFT JOIN dim_agency ON dim_agency.agency_id = fact.agency_id
    WHERE fact.row_code IN ('licensing', 'other_service', 'penalty', 'coercion')
    GROUP BY ALL
)
SELECT * EXCLUDE (coverage), prior_items + change AS items, coverage
FROM printed;
COMMENT ON COLUMN law_enforcement.edition IS 'Edition of the form, which decides the columns that can be known.';
COMMENT ON COLUMN law_enforcement.kind IS 'licensing, other_service (edition 2019), penalty or coercion.';
COMMENT ON COLUMN law_enforcement.decisions IS 'Decisions made in the year; NULL when missing.';
COMMENT ON COLUMN law_enforcement.prior_items IS 'Items on the list of the year before (edition 2019).';
COMMENT ON COLUMN law_enforcement.change IS 'Items added, less those removed (edition 2019); may be negative.';
COMMENT ON COLUMN law_enforcement.items IS 'prior_items + change; NULL when either is missing.';

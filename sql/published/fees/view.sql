-- Administrative fees and government procurement that a current report counts, with the unit of each amount.
-- grain: agency_id, report_year, kind
-- depends: fact_disclosure, report, dim_agency
-- overlaps: amount, amount_cny unless unit=10k CNY, agency_kind
-- Edition 2019 counts fee items, not money, and prints procurement amounts in a unit of the author's choice.
CREATE VIEW fees AS
SELECT
    fact.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind AS agency_kind, dim_agency.function_code,
    fact.report_year, fact.report_id,
    report.edition, fact.row_code AS kind,
    any_value(fact.value) FILTER (fact.column_code = 'amount') AS amount,
    any_value(fact.unit) FILTER (fact.column_code = 'amount') AS unit,
    any_value(
        CASE fact.unit
            WHEN '10k CNY' THEN (fact.value::DECIMAL(23, 4) * 10000)::DECIMAL(23, 4)
            WHEN 'CNY' THEN fact.value
        END
    ) FILTER (fact.column_code = 'amount') AS amount_cny,
    any_value(fact.value) FILTER (fact.column_code = 'projects') AS projects,
    any_value(fact.value) FILTER (fact.column_code = 'prior_items') AS prior_items,
    any_value(fact.value) FILTER (fact.column_code = 'change') AS change,
    count(fact.value) / count(*) AS coverage
FROM fact_disclosure AS fact
JOIN report ON
    report.report_id = fact.report_id AND report.agency_id = fact.agency_id
    AND report.report_year = fact.report_year AND report.is_current
LEFT JOIN dim_agency ON dim_agency.agency_id = fact.agency_id
WHERE fact.row_code IN ('fee', 'procurement')
GROUP BY ALL;
COMMENT ON COLUMN fees.edition IS 'Edition of the form, which decides the columns that can be known.';
COMMENT ON COLUMN fees.kind IS 'fee, or procurement (edition 2019).';
COMMENT ON COLUMN fees.amount IS 'Amount as printed, in `unit`; NULL when missing.';
COMMENT ON COLUMN fees.unit IS '10k CNY or CNY; NULL where the print gives none.';
COMMENT ON COLUMN fees.amount_cny IS 'The amount in CNY; NULL when it or its unit is unknown.';
COMMENT ON COLUMN fees.projects IS 'Procurement projects (edition 2019).';
COMMENT ON COLUMN fees.prior_items IS 'Fee items of the year before (edition 2019).';
COMMENT ON COLUMN fees.change IS 'Fee items added, less those removed (edition 2019).';

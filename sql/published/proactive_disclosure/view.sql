-- Documents that a current report says were made, made public, repealed and are in force.
-- grain: agency_id, report_year, document
-- depends: fact_disclosure, report, dim_agency
-- overlaps: issued, repealed, in_force, created, disclosed unless kind
-- The editions ask different things: columns of the other edition are NULL.
CREATE VIEW proactive_disclosure AS
SELECT
    fact.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    fact.report_year, fact.report_id,
    report.edition, fact.row_code AS document,
    any_value(fact.value) FILTER (fact.column_code = 'issued') AS issued,
    any_value(fact.value) FILTER (fact.column_code = 'repealed') AS repealed,
    any_value(fact.value) FILTER (fact.column_code = 'in_force') AS in_force,
    any_value(fact.value) FILTER (fact.column_code = 'created') AS created,
    any_value(fact.value) FILTER (fact.column_code = 'disclosed') AS disclosed,
    any_value(fact.value) FILTER (fact.column_code = 'disclosed_total') AS disclosed_total,
    CASE WHEN created > 0 THEN disclosed / created END AS rate,
    count(fact.value) / count(*) AS coverage,
    rate AS disclosed_rate
FROM fact_disclosure AS fact
JOIN report ON
    report.report_id = fact.report_id AND report.agency_id = fact.agency_id
    AND report.report_year = fact.report_year AND report.is_current
LEFT JOIN dim_agency ON dim_agency.agency_id = fact.agency_id
WHERE fact.row_code IN ('regulation', 'normative_document')
GROUP BY ALL;
COMMENT ON COLUMN proactive_disclosure.edition IS 'Edition of the form, which decides the columns that can be known.';
COMMENT ON COLUMN proactive_disclosure.document IS 'regulation or normative_document.';
COMMENT ON COLUMN proactive_disclosure.issued IS 'Issued in the year (edition 2021).';
COMMENT ON COLUMN proactive_disclosure.repealed IS 'Repealed in the year (edition 2021).';
COMMENT ON COLUMN proactive_disclosure.in_force IS 'In force at the end of the year (edition 2021).';
COMMENT ON COLUMN proactive_disclosure.created IS 'Created in the year (edition 2019).';
COMMENT ON COLUMN proactive_disclosure.disclosed IS 'Made public in the year (edition 2019).';
COMMENT ON COLUMN proactive_disclosure.disclosed_total IS 'All that are public (edition 2019).';
COMMENT ON COLUMN proactive_disclosure.rate IS 'disclosed / created (edition 2019); may exceed 1 where older documents were made public; NULL when unknown or none was created.';

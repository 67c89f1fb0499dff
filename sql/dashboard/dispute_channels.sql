-- How reviews and lawsuits ended, by channel. Parameters: year, whose; region, level, function or NULL.
-- grain: channel
-- depends: fact_dispute, report, dim_agency
-- As the view `dispute_outcomes`, which goes on to each agency's rate. All sums are those of the same reports, the `told`
-- ones: they tell every result of the channel.
WITH wanted AS (
    SELECT report.report_id
    FROM report
    JOIN dim_agency USING (agency_id)
    WHERE
        report.report_year = $year AND report.is_current
        AND CASE WHEN dim_agency.kind = 'government' AND dim_agency.level <> 'township' THEN dim_agency.level ELSE 'own' END = $whose
        AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
        AND ($level IS NULL OR dim_agency.level = $level)
        AND ($function IS NULL OR dim_agency.function_code = $function)
),
part AS (
    SELECT fact.report_id, fact.row_code AS channel, fact.column_code AS result, fact.value
    FROM fact_dispute AS fact
    SEMI JOIN wanted ON wanted.report_id = fact.report_id
    WHERE fact.report_year = $year AND fact.column_code <> 'total'
),
gap AS (
    SELECT DISTINCT report_id, channel FROM part WHERE value IS NULL
),
told AS (
    SELECT part.channel, part.result, part.value, gap.report_id IS NULL AS is_told
    FROM part
    LEFT JOIN gap ON gap.report_id = part.report_id AND gap.channel = part.channel
)
SELECT
    channel, count(*) FILTER (result = 'pending') AS reports, count(*) FILTER (result = 'pending' AND is_told) AS told,
    sum(value) FILTER (result = 'upheld' AND is_told)::BIGINT AS upheld,
    sum(value) FILTER (result = 'corrected' AND is_told)::BIGINT AS corrected,
    sum(value) FILTER (result = 'other' AND is_told)::BIGINT AS other,
    sum(value) FILTER (result = 'pending' AND is_told)::BIGINT AS pending,
    sum(value) FILTER (result <> 'pending' AND is_told)::BIGINT AS concluded
FROM told
GROUP BY channel
ORDER BY channel

-- Every rate of every touched report, and whether enough of the report is known to rank it.
-- grain: agency_id, report_year, metric
-- depends: touched, measure_value, metric_rate, metric_threshold, report_state
-- refresh: report
INSERT INTO rate_value
WITH readable AS (
    SELECT touched.doc, sum(cells - missing) / sum(cells) AS coverage
    FROM touched
    JOIN report_state ON report_state.report_id = touched.report_id
    GROUP BY touched.doc
),
figure AS MATERIALIZED (
    SELECT touched.doc, kept.measure, kept.value, kept.cells, kept.known
    FROM measure_value AS kept
    JOIN touched ON touched.report_id = kept.report_id
    WHERE kept.measure IN (SELECT numerator FROM metric_rate UNION SELECT denominator FROM metric_rate)
),
rated AS (
    SELECT
        over.doc, metric_rate.metric, over.value AS numerator, under.value AS denominator,
        CASE WHEN under.value > 0 THEN over.value / under.value END AS rate,
        (over.known + under.known) / (over.cells + under.cells) AS coverage
    FROM metric_rate
    JOIN figure AS over ON over.measure = metric_rate.numerator
    JOIN figure AS under ON under.doc = over.doc AND under.measure = metric_rate.denominator
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, rated.metric, rated.numerator, rated.denominator, rated.rate,
    rated.coverage, readable.coverage, rated.rate IS NOT NULL AND readable.coverage >= metric_threshold.value
FROM rated
JOIN readable ON readable.doc = rated.doc
JOIN touched ON touched.doc = rated.doc
JOIN metric_threshold ON metric_threshold.name = 'min_coverage'
ORDER BY rated.doc, rated.metric;

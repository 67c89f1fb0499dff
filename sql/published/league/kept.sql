-- Kept rates of the view `league`: those with a figure that tells something; the others are in `kept_cell_zero`.
-- grain: agency_id, report_year, metric
-- depends: touched, touched_measure, metric_rate, metric_measure, kept_report_coverage
-- refresh: report
-- Every such rate of every touched report, and whether enough of the report was read to rank it, or why not.
CREATE TABLE kept_league (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    metric VARCHAR NOT NULL,
    numerator DECIMAL(23, 4),
    denominator DECIMAL(23, 4),
    rate DOUBLE,
    coverage DOUBLE NOT NULL,
    read_share DOUBLE NOT NULL,
    is_ranked BOOLEAN NOT NULL,
    not_ranked_because VARCHAR,
    CHECK (is_ranked = (not_ranked_because IS NULL))
);
INSERT INTO kept_league
WITH figure AS MATERIALIZED (
    SELECT touched.doc, kept.measure, kept.value, kept.cells, kept.known, kept.is_zero
    FROM touched_measure AS kept
    JOIN touched ON touched.report_id = kept.report_id
    WHERE kept.measure IN (SELECT numerator FROM metric_rate UNION SELECT denominator FROM metric_rate)
),
-- Of a part of the same cells (corrected, of concluded) each cell counts once.
within AS (
    SELECT metric FROM metric_rate
    WHERE NOT EXISTS (
        SELECT form, row_code, column_code FROM metric_measure WHERE measure = numerator
        EXCEPT
        SELECT form, row_code, column_code FROM metric_measure WHERE measure = denominator
    )
),
rated AS (
    SELECT
        over.doc, metric_rate.metric, over.value AS numerator, under.value AS denominator,
        CASE WHEN under.value > 0 THEN over.value / under.value END AS rate,
        CASE
            WHEN metric_rate.metric IN (SELECT metric FROM within) THEN under.known / under.cells
            ELSE (over.known + under.known) / (over.cells + under.cells)
        END AS coverage,
        CASE
            WHEN over.value IS NULL OR under.value IS NULL THEN 'figure_missing'
            WHEN under.value <= 0 THEN 'nothing_to_divide'
            -- Each rate is of a part: where it is printed larger than its whole, one of the two is misprinted.
            WHEN over.value > under.value THEN 'part_over_whole'
        END AS without_rate
    FROM metric_rate
    JOIN figure AS over ON over.measure = metric_rate.numerator
    JOIN figure AS under ON under.doc = over.doc AND under.measure = metric_rate.denominator
    WHERE NOT (over.is_zero AND under.is_zero)
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, rated.metric, rated.numerator, rated.denominator, rated.rate,
    rated.coverage, covered.read_share, coalesce(covered.not_judged_because, rated.without_rate) IS NULL,
    coalesce(covered.not_judged_because, rated.without_rate)
FROM rated
JOIN touched ON touched.doc = rated.doc
JOIN kept_report_coverage AS covered ON covered.report_id = touched.report_id
ORDER BY rated.doc, rated.metric;

-- The score of one current report, or why it has none.
-- grain: agency_id, report_year
-- depends: touched, kept_scorecard_part, scorecard_weight, kept_report_coverage, metric_threshold
-- refresh: report
-- The score of every touched report of which enough was read and told, or why it has none.
-- One dimension that can be told is no score: a report known for its date alone would have 100. A dimension counts by how
-- much of it was kept; one that is unknown, or rests on zeros alone (kept_scorecard_part.share), has no weight.
CREATE TABLE kept_scorecard (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    score DOUBLE,
    weight_known DOUBLE NOT NULL,
    read_share DOUBLE NOT NULL,
    not_scored_because VARCHAR,
    CHECK ((score IS NULL) = (not_scored_because IS NOT NULL))
);
INSERT INTO kept_scorecard
WITH weighed AS (
    -- In a fixed order: a sum of fractions hangs on it in its last digit.
    SELECT
        part.report_id,
        coalesce(sum(weight * share ORDER BY part.dimension), 0) AS kept,
        coalesce(sum(weight ORDER BY part.dimension) FILTER (share IS NOT NULL), 0) AS told,
        sum(weight ORDER BY part.dimension) AS whole
    FROM kept_scorecard_part AS part
    SEMI JOIN touched ON touched.report_id = part.report_id
    JOIN scorecard_weight ON scorecard_weight.dimension = part.dimension
    GROUP BY part.report_id
),
judged AS (
    SELECT
        weighed.report_id, 100 * kept / nullif(told, 0) AS score, coalesce(told / nullif(whole, 0), 0) AS weight_known,
        coverage.read_share,
        coalesce(
            coverage.not_judged_because,
            CASE WHEN told = 0 OR told / whole < metric_threshold.value THEN 'too_little_told' END
        ) AS because
    FROM weighed
    JOIN kept_report_coverage AS coverage ON coverage.report_id = weighed.report_id
    JOIN metric_threshold ON metric_threshold.name = 'min_weight'
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, CASE WHEN judged.because IS NULL THEN judged.score END,
    judged.weight_known, judged.read_share, judged.because
FROM judged
JOIN touched ON touched.report_id = judged.report_id
ORDER BY touched.doc;

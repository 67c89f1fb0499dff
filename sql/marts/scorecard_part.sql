-- Every dimension of the scorecard for every touched report: one SELECT a dimension, one row a check.
-- grain: agency_id, report_year, dimension
-- depends: touched, timeliness, report_state, identity_result, identity_term, continuity_result, oddity, text_reuse, claim_result, metric_threshold, dispute_count, scorecard_weight
-- refresh: report
-- A new dimension is one SELECT here, its columns in the view `scorecard` and a line in data/metrics/scorecard_weights.csv.
INSERT INTO scorecard_part
WITH checked AS (
    SELECT agency_id, report_year, 'timeliness' AS dimension,
        CASE status WHEN 'on_time' THEN 'pass' WHEN 'late' THEN 'fail' ELSE 'unknown' END AS status
    FROM timeliness SEMI JOIN touched USING (report_id)
    UNION ALL
    -- A section that is not found where the forms were not read either may be our loss: unknown.
    SELECT agency_id, report_year, 'sections',
        CASE WHEN min(sections_found) >= min(sections_expected) THEN 'pass' WHEN sum(missing) = 0 THEN 'fail' ELSE 'unknown' END
    FROM report_state SEMI JOIN touched USING (report_id)
    GROUP BY agency_id, report_year
    UNION ALL
    -- A cell left empty is the report's; one that is not in the document, or could not be read, may be our loss.
    SELECT agency_id, report_year, 'forms',
        CASE WHEN left_empty > 0 THEN 'fail' WHEN missing + inferred = 0 THEN 'pass' ELSE 'unknown' END
    FROM report_state SEMI JOIN touched USING (report_id)
    UNION ALL
    SELECT
        agency_id, report_year,
        CASE WHEN check_code IN (SELECT check_code FROM identity_term WHERE reach > 0) THEN 'continuity' ELSE 'arithmetic' END,
        status
    FROM identity_result SEMI JOIN touched USING (report_id)
    UNION ALL
    SELECT agency_id, report_year, 'continuity', status
    FROM continuity_result SEMI JOIN touched USING (report_id) WHERE check_code = 'items_continuity'
    UNION ALL
    SELECT touched.agency_id, touched.report_year, 'figures',
        CASE WHEN odd.findings > 0 THEN 'fail' WHEN unread.missing = 0 THEN 'pass' ELSE 'unknown' END
    FROM touched
    LEFT JOIN (
        SELECT report_id, count(*) AS findings FROM oddity WHERE kind IN ('year_as_value', 'row_repeated') GROUP BY report_id
    ) AS odd USING (report_id)
    LEFT JOIN (SELECT report_id, sum(missing) AS missing FROM report_state GROUP BY report_id) AS unread USING (report_id)
    UNION ALL
    -- Only last year's own text: what peers share may be a district's common template.
    SELECT agency_id, report_year, 'originality',
        CASE
            WHEN text_reuse.status <> 'compared' THEN 'unknown'
            WHEN similarity >= metric_threshold.value THEN 'fail'
            ELSE 'pass'
        END
    FROM text_reuse
    JOIN metric_threshold ON metric_threshold.name = 'reuse_least'
    WHERE relation = 'own_last_year' AND text_reuse.status <> 'too_little_text'
    UNION ALL
    -- A claim that nothing can be held against says nothing, and is no check.
    SELECT agency_id, report_year, 'claims', status
    FROM claim_result SEMI JOIN touched USING (report_id) WHERE status <> 'unknown'
    UNION ALL
    -- A channel without concluded cases says nothing, and is no check.
    SELECT
        agency_id, report_year, 'disputes',
        CASE WHEN corrected > 0 THEN 'fail' WHEN upheld + corrected + other > 0 THEN 'pass' ELSE 'unknown' END
    FROM dispute_count SEMI JOIN touched USING (report_id) WHERE upheld + corrected + other IS DISTINCT FROM 0
),
counted AS (
    SELECT
        touched.doc, checked.dimension, count(*) AS checks,
        count(*) FILTER (checked.status <> 'unknown') AS evidence, count(*) FILTER (checked.status = 'fail') AS failures
    FROM touched
    JOIN checked ON checked.agency_id = touched.agency_id AND checked.report_year = touched.report_year
    GROUP BY touched.doc, checked.dimension
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, scorecard_weight.dimension,
    CASE WHEN counted.failures > 0 THEN 'fail' WHEN counted.evidence = counted.checks THEN 'pass' ELSE 'unknown' END,
    coalesce(counted.checks, 0), coalesce(counted.evidence, 0), coalesce(counted.failures, 0)
FROM touched
CROSS JOIN scorecard_weight
LEFT JOIN counted ON counted.doc = touched.doc AND counted.dimension = scorecard_weight.dimension
ORDER BY touched.agency_id, touched.report_year, scorecard_weight.dimension;

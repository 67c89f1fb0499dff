-- One dimension of the scorecard of one current report: the verdict and the checks behind it.
-- grain: agency_id, report_year, dimension
-- depends: touched, timeliness, kept_completeness, kept_identity_check, identity_term, kept_continuity_check, kept_anomaly, text_reuse, kept_claim_check, metric_threshold, kept_dispute_outcomes, scorecard_weight
-- export: always
-- refresh: report
-- Every dimension of the scorecard for every touched report: one SELECT a dimension, one row a check.
-- A new dimension is one SELECT here, its columns in the view `scorecard` and a line in data/metrics/scorecard_weights.csv.
CREATE TABLE kept_scorecard_part (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    dimension VARCHAR NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('pass', 'fail', 'unknown')),
    checks INTEGER NOT NULL,
    evidence INTEGER NOT NULL,
    failures INTEGER NOT NULL
);
COMMENT ON COLUMN kept_scorecard_part.dimension IS 'scorecard_weight.dimension.';
COMMENT ON COLUMN kept_scorecard_part.status IS 'fail when one check fails, pass when all checks pass, else unknown.';
COMMENT ON COLUMN kept_scorecard_part.checks IS 'Checks that the dimension has for this report.';
COMMENT ON COLUMN kept_scorecard_part.evidence IS 'Checks of these that could be told: passed or failed.';
COMMENT ON COLUMN kept_scorecard_part.failures IS 'Checks that failed.';
INSERT INTO kept_scorecard_part
WITH checked AS (
    SELECT agency_id, report_year, 'timeliness' AS dimension,
        CASE status WHEN 'on_time' THEN 'pass' WHEN 'late' THEN 'fail' ELSE 'unknown' END AS status
    FROM timeliness SEMI JOIN touched USING (report_id)
    UNION ALL
    -- A section that is not found where the forms were not read either may be our loss: unknown.
    SELECT agency_id, report_year, 'sections',
        CASE WHEN min(sections_found) >= min(sections_expected) THEN 'pass' WHEN sum(missing) = 0 THEN 'fail' ELSE 'unknown' END
    FROM kept_completeness SEMI JOIN touched USING (report_id)
    GROUP BY agency_id, report_year
    UNION ALL
    -- A cell left empty is the report's; one that is not in the document, or could not be read, may be our loss.
    SELECT agency_id, report_year, 'forms',
        CASE WHEN left_empty > 0 THEN 'fail' WHEN missing + inferred = 0 THEN 'pass' ELSE 'unknown' END
    FROM kept_completeness SEMI JOIN touched USING (report_id)
    UNION ALL
    SELECT
        agency_id, report_year,
        CASE WHEN check_code IN (SELECT check_code FROM identity_term WHERE reach > 0) THEN 'continuity' ELSE 'arithmetic' END,
        status
    FROM kept_identity_check SEMI JOIN touched USING (report_id)
    UNION ALL
    SELECT agency_id, report_year, 'continuity', status
    FROM kept_continuity_check SEMI JOIN touched USING (report_id) WHERE check_code = 'items_continuity'
    UNION ALL
    SELECT touched.agency_id, touched.report_year, 'figures',
        CASE WHEN odd.findings > 0 THEN 'fail' WHEN unread.missing = 0 THEN 'pass' ELSE 'unknown' END
    FROM touched
    LEFT JOIN (
        SELECT report_id, count(*) AS findings FROM kept_anomaly WHERE kind IN ('year_as_value', 'row_repeated') GROUP BY report_id
    ) AS odd USING (report_id)
    LEFT JOIN (SELECT report_id, sum(missing) AS missing FROM kept_completeness GROUP BY report_id) AS unread USING (report_id)
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
    FROM kept_claim_check SEMI JOIN touched USING (report_id) WHERE status <> 'unknown'
    UNION ALL
    -- A channel without concluded cases says nothing, and is no check.
    SELECT
        agency_id, report_year, 'disputes',
        CASE WHEN corrected > 0 THEN 'fail' WHEN upheld + corrected + other > 0 THEN 'pass' ELSE 'unknown' END
    FROM kept_dispute_outcomes SEMI JOIN touched USING (report_id) WHERE upheld + corrected + other IS DISTINCT FROM 0
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

-- One dimension of the scorecard of one current report: the verdict and the checks behind it.
-- grain: agency_id, report_year, dimension
-- depends: touched, timeliness, kept_completeness, every_identity, identity_term, kept_continuity_check, kept_anomaly, text_reuse, kept_claim_check, metric_threshold, kept_dispute_outcomes, kept_request_flow, touched_measure, scorecard_weight
-- export: always
-- refresh: report
-- Every dimension of the scorecard for every touched report: one SELECT a dimension, one row a check.
-- `kept` of `parts` is how much of a rule was kept: a sum of zeros holds and tells nothing (parts 0), a late day counts by
-- its number, cases and requests count one by one. What is unknown is neither.
-- A new dimension is one SELECT here, its columns in the view `scorecard` and a line in data/metrics/scorecard_weights.csv.
CREATE TABLE kept_scorecard_part (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    dimension VARCHAR NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('pass', 'fail', 'unknown')),
    checks INTEGER NOT NULL,
    evidence INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    share DOUBLE CHECK (share BETWEEN 0 AND 1)
);
COMMENT ON COLUMN kept_scorecard_part.dimension IS 'scorecard_weight.dimension.';
COMMENT ON COLUMN kept_scorecard_part.status IS 'fail when one check fails, pass when all checks pass, else unknown.';
COMMENT ON COLUMN kept_scorecard_part.checks IS 'Checks that the dimension has for this report.';
COMMENT ON COLUMN kept_scorecard_part.evidence IS 'Checks of these that could be told: passed or failed.';
COMMENT ON COLUMN kept_scorecard_part.failures IS 'Checks that failed.';
COMMENT ON COLUMN kept_scorecard_part.share IS 'How much of the rule was kept, 0 to 1, as the score weighs it; NULL where the status is unknown, or rests on zeros alone.';
INSERT INTO kept_scorecard_part
WITH threshold AS (
    SELECT
        any_value(value) FILTER (name = 'reuse_least') AS reuse_least,
        any_value(value) FILTER (name = 'late_days') AS late_days,
        any_value(value) FILTER (name = 'least_handled') AS least_handled,
        any_value(value) FILTER (name = 'least_open') AS least_open
    FROM metric_threshold
),
merit AS (
    SELECT
        report_id, any_value(agency_id) AS agency_id, any_value(report_year) AS report_year, count(value) AS known,
        sum(value) FILTER (measure <> 'requests_denied') AS granted, sum(value) AS decided
    FROM touched_measure SEMI JOIN touched USING (report_id)
    WHERE measure IN ('requests_granted', 'requests_partially_granted', 'requests_denied')
    GROUP BY report_id
),
checked AS (
    SELECT agency_id, report_year, 'timeliness' AS dimension,
        CASE status WHEN 'on_time' THEN 'pass' WHEN 'late' THEN 'fail' ELSE 'unknown' END AS status,
        greatest(0, 1 - days_late / threshold.late_days)::DOUBLE AS kept, 1::DOUBLE AS parts
    FROM timeliness SEMI JOIN touched USING (report_id) CROSS JOIN threshold
    WHERE agency_id BETWEEN getvariable('first_agency') AND getvariable('last_agency')
    UNION ALL
    -- A section that is not found where the forms were not read either may be our loss: unknown.
    SELECT agency_id, report_year, 'sections',
        CASE WHEN min(sections_found) >= min(sections_expected) THEN 'pass' WHEN sum(missing) = 0 THEN 'fail' ELSE 'unknown' END,
        least(min(sections_found), min(sections_expected)), min(sections_expected)
    FROM kept_completeness SEMI JOIN touched USING (report_id)
    GROUP BY agency_id, report_year
    UNION ALL
    -- A cell left empty is the report's; one that is not in the document, or could not be read, may be our loss: it is no part.
    SELECT agency_id, report_year, 'forms',
        CASE WHEN left_empty > 0 THEN 'fail' WHEN missing + inferred = 0 THEN 'pass' ELSE 'unknown' END,
        read - left_empty, read
    FROM kept_completeness SEMI JOIN touched USING (report_id)
    UNION ALL
    SELECT
        agency_id, report_year,
        CASE WHEN check_code IN (SELECT check_code FROM identity_term WHERE reach > 0) THEN 'continuity' ELSE 'arithmetic' END,
        status, (status = 'pass')::INTEGER, if(lhs = 0 AND rhs = 0, 0, 1)
    FROM every_identity() SEMI JOIN touched USING (report_id)
    UNION ALL
    SELECT agency_id, report_year, 'continuity', status, (status = 'pass')::INTEGER, if(lhs = 0 AND rhs = 0, 0, 1)
    FROM kept_continuity_check SEMI JOIN touched USING (report_id) WHERE check_code = 'items_continuity'
    UNION ALL
    SELECT touched.agency_id, touched.report_year, 'figures',
        CASE WHEN odd.findings > 0 THEN 'fail' WHEN unread.missing = 0 THEN 'pass' ELSE 'unknown' END,
        if(odd.findings > 0, 0, 1), 1
    FROM touched
    LEFT JOIN (
        SELECT report_id, count(*) AS findings FROM kept_anomaly SEMI JOIN touched USING (report_id)
        WHERE kind IN ('year_as_value', 'row_repeated') GROUP BY report_id
    ) AS odd USING (report_id)
    LEFT JOIN (
        SELECT report_id, sum(missing) AS missing FROM kept_completeness SEMI JOIN touched USING (report_id) GROUP BY report_id
    ) AS unread USING (report_id)
    UNION ALL
    -- Only last year's own text: what peers share may be a district's common template.
    SELECT agency_id, report_year, 'originality',
        CASE
            WHEN text_reuse.status <> 'compared' THEN 'unknown'
            WHEN similarity >= threshold.reuse_least THEN 'fail'
            ELSE 'pass'
        END,
        1 - similarity, 1
    FROM text_reuse
    SEMI JOIN touched USING (report_id)
    CROSS JOIN threshold
    WHERE relation = 'own_last_year' AND text_reuse.status <> 'too_little_text'
    UNION ALL
    -- A claim that nothing can be held against says nothing, and is no check.
    SELECT agency_id, report_year, 'claims', status, (status = 'pass')::INTEGER, 1
    FROM kept_claim_check SEMI JOIN touched USING (report_id) WHERE status <> 'unknown'
    UNION ALL
    -- A channel without concluded cases says nothing, and is no check.
    SELECT
        agency_id, report_year, 'disputes',
        CASE WHEN corrected > 0 THEN 'fail' WHEN upheld + corrected + other > 0 THEN 'pass' ELSE 'unknown' END,
        upheld + other, upheld + corrected + other
    FROM kept_dispute_outcomes SEMI JOIN touched USING (report_id) WHERE upheld + corrected + other IS DISTINCT FROM 0
    UNION ALL
    -- No request in hand: nothing to handle, and no check. More handled than in hand: one of the two is not so, and neither tells.
    SELECT
        agency_id, report_year, 'handling',
        CASE
            WHEN handled > received + carried_in THEN 'unknown'
            WHEN handled >= threshold.least_handled * (received + carried_in) THEN 'pass'
            WHEN handled IS NOT NULL AND received + carried_in IS NOT NULL THEN 'fail'
            ELSE 'unknown'
        END,
        least(handled, received + carried_in), received + carried_in
    FROM kept_request_flow SEMI JOIN touched USING (report_id) CROSS JOIN threshold
    WHERE applicant = 'total' AND received + carried_in IS DISTINCT FROM 0
    UNION ALL
    -- Requests decided on their merits: what is not held, or no request for information, is neither open nor denied.
    SELECT
        agency_id, report_year, 'openness',
        CASE WHEN known < 3 THEN 'unknown' WHEN granted >= threshold.least_open * decided THEN 'pass' ELSE 'fail' END,
        granted, decided
    FROM merit CROSS JOIN threshold
    WHERE known < 3 OR decided > 0
),
counted AS (
    SELECT
        touched.doc, checked.dimension, count(*) AS checks,
        count(*) FILTER (checked.status <> 'unknown') AS evidence, count(*) FILTER (checked.status = 'fail') AS failures,
        sum(checked.kept ORDER BY checked.kept) FILTER (checked.weighs) / sum(checked.parts) FILTER (checked.weighs) AS share
    FROM touched
    -- What no count can be, as a warehouse of old may hold (-1 cases), has no share.
    JOIN (SELECT *, status <> 'unknown' AND parts > 0 AND kept BETWEEN 0 AND parts AS weighs FROM checked) AS checked
        ON checked.agency_id = touched.agency_id AND checked.report_year = touched.report_year
    GROUP BY touched.doc, checked.dimension
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, scorecard_weight.dimension,
    CASE WHEN counted.failures > 0 THEN 'fail' WHEN counted.evidence = counted.checks THEN 'pass' ELSE 'unknown' END,
    coalesce(counted.checks, 0), coalesce(counted.evidence, 0), coalesce(counted.failures, 0),
    CASE WHEN counted.failures > 0 OR counted.evidence = counted.checks THEN counted.share END
FROM touched
CROSS JOIN scorecard_weight
LEFT JOIN counted ON counted.doc = touched.doc AND counted.dimension = scorecard_weight.dimension
ORDER BY touched.agency_id, touched.report_year, scorecard_weight.dimension;

-- Kept rows of the view `anomaly` that one agency's own reports suffice for.
-- grain: agency_id, report_year, kind, form, place
-- depends: touched, telling_cell, touched_measure, kept_report_coverage, metric_threshold
-- refresh: report
-- What looks typed or copied by mistake in every touched report, and what jumps against the agency's own earlier years.
-- A jump compares reports of which enough was read; the others are no year to be compared.
CREATE TABLE kept_anomaly (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    value DECIMAL(23, 4),
    reference DECIMAL(23, 4),
    detail VARCHAR NOT NULL
);
INSERT INTO kept_anomaly
WITH threshold AS (
    SELECT
        any_value(value) FILTER (name = 'jump_ratio') AS jump_ratio,
        any_value(value) FILTER (name = 'jump_least') AS jump_least,
        any_value(value) FILTER (name = 'copied_values') AS copied_values,
        any_value(value) FILTER (name = 'copied_least') AS copied_least
    FROM metric_threshold
),
telling AS (
    -- Zeros repeat in every report: a row is told by its other values, a missing one spoils it.
    SELECT cell.doc, cell.back, touched.report_year, cell.form, cell.row_code, cell.column_code, cell.value, cell.unit
    FROM telling_cell AS cell
    JOIN touched ON touched.doc = cell.doc
    WHERE cell.back <= 1 AND cell.value IS DISTINCT FROM 0
),
printed AS (
    SELECT
        doc, back, form, row_code, count(*) AS cells,
        list_sort(list(column_code || ' ' || regexp_replace(value::VARCHAR, '\.?0+$', ''))) AS content
    FROM telling
    GROUP BY doc, back, form, row_code
    HAVING
        count(*) = count(value) AND count(*) >= (SELECT copied_values FROM threshold)
        AND max(abs(value)) >= (SELECT copied_least FROM threshold)
),
measured AS (
    SELECT kept.agency_id, kept.report_year, kept.measure, kept.value
    FROM touched_measure AS kept
    WHERE kept.value IS NOT NULL AND kept.report_id IN (
        SELECT report_id FROM kept_report_coverage
        WHERE not_judged_because IS NULL AND agency_id IN (SELECT agency_id FROM touched)
    )
),
-- Most figures stay what they are, mostly 0: no year is further from the median than the furthest two are apart.
moving AS (
    SELECT agency_id, measure FROM measured
    GROUP BY agency_id, measure
    HAVING count(*) > 2 AND max(value) - min(value) >= (SELECT jump_least FROM threshold)
),
moved AS (
    FROM measured SEMI JOIN moving USING (agency_id, measure)
),
found AS (
    SELECT
        doc, 'year_as_value' AS kind, form, row_code || '.' || column_code AS place, value, report_year AS reference,
        'the report year stands where a count belongs' AS detail
    FROM telling
    WHERE back = 0 AND value = report_year AND unit = 'count'
    UNION ALL
    SELECT
        now.doc, 'row_repeated' AS kind, form, row_code AS place, NULL AS value, NULL AS reference,
        'all ' || now.cells || ' values other than 0 are those of last year: ' || array_to_string(now.content, ', ')
    FROM printed AS now
    JOIN printed AS last USING (doc, form, row_code)
    WHERE now.back = 0 AND last.back = 1 AND now.content = last.content
    UNION ALL
    SELECT
        touched.doc, 'jump' AS kind, 'measure' AS form, now.measure AS place, now.value, median(earlier.value) AS reference,
        'median of ' || count(earlier.value) || ' earlier years: '
        || regexp_replace(median(earlier.value)::DECIMAL(23, 4)::VARCHAR, '\.?0+$', '')
    FROM touched
    JOIN moved AS now ON now.agency_id = touched.agency_id AND now.report_year = touched.report_year
    JOIN moved AS earlier ON
        earlier.agency_id = now.agency_id AND earlier.measure = now.measure AND earlier.report_year < now.report_year
    CROSS JOIN threshold
    GROUP BY touched.doc, now.measure, now.value, threshold.jump_ratio, threshold.jump_least
    HAVING
        count(earlier.value) >= 2
        AND abs(now.value - median(earlier.value)) >= threshold.jump_least
        AND (
            now.value >= median(earlier.value) * threshold.jump_ratio
            OR now.value * threshold.jump_ratio <= median(earlier.value)
        )
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id,
    found.kind, found.form, found.place, found.value, found.reference, found.detail
FROM found
JOIN touched USING (doc)
ORDER BY touched.agency_id, touched.report_year;

-- Kept rows of the view `continuity_check`: what follows from the facts of two reports of one agency.
-- grain: agency_id, report_year, check_code, scope
-- depends: touched, older_version, report, every_cell, fact_disclosure
-- refresh: report
-- Every touched report beside last year's (its items) and beside earlier versions of itself (restated cells).
CREATE TABLE kept_continuity_check (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    check_code VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    lhs DECIMAL(23, 4),
    rhs DECIMAL(23, 4),
    status VARCHAR NOT NULL CHECK (status IN ('pass', 'fail', 'unknown')),
    detail VARCHAR NOT NULL
);
INSERT INTO kept_continuity_check
WITH pair AS (
    SELECT doc, 0 AS back, agency_id, report_id FROM touched
    UNION ALL
    SELECT touched.doc, 1 AS back, touched.agency_id, earlier.report_id
    FROM touched
    JOIN report AS earlier ON
        earlier.agency_id = touched.agency_id AND earlier.report_year = touched.report_year - 1 AND earlier.is_current
),
item AS MATERIALIZED (
    SELECT
        pair.doc, pair.back, printed.row_code,
        any_value(printed.value) FILTER (printed.column_code = 'prior_items') AS prior_items,
        any_value(printed.value) FILTER (printed.column_code = 'prior_items')
        + any_value(printed.value) FILTER (printed.column_code = 'change') AS items
    FROM fact_disclosure AS printed
    JOIN pair ON pair.agency_id = printed.agency_id AND pair.report_id = printed.report_id
    WHERE printed.column_code IN ('prior_items', 'change') AND printed.report_id IN (SELECT report_id FROM pair)
    GROUP BY ALL
),
-- The cells of reports with earlier versions alone: a lake knows too little of its columns for the order of these joins.
-- What people decided or the sums force is no print: no version says it.
told AS MATERIALIZED (
    SELECT report_id, form, row_code, column_code, value, unit FROM every_cell()
    WHERE
        report_id IN (SELECT report_id FROM older_version UNION ALL SELECT now_id FROM older_version)
        AND state IN ('reported', 'repaired', 'recognised')
),
old AS (
    SELECT older_version.*, told.form, told.row_code, told.column_code, told.value, told.unit
    FROM older_version JOIN told ON told.report_id = older_version.report_id
),
found AS (
    SELECT
        now.doc, 'items_continuity' AS check_code, now.row_code AS scope, earlier.items AS lhs, now.prior_items AS rhs,
        CASE WHEN earlier.items = now.prior_items THEN 'pass' WHEN earlier.items <> now.prior_items THEN 'fail' ELSE 'unknown' END
            AS status,
        CASE
            WHEN earlier.items IS NULL THEN 'not known of ' || (touched.report_year - 1)::VARCHAR
            WHEN now.prior_items IS NULL THEN 'missing: ' || now.row_code || '.prior_items'
            ELSE earlier.items::BIGINT::VARCHAR || ' (' || (touched.report_year - 1)::VARCHAR || '), printed '
                || now.prior_items::BIGINT::VARCHAR
        END AS detail
    FROM item AS now
    JOIN touched ON touched.doc = now.doc
    LEFT JOIN item AS earlier ON earlier.doc = now.doc AND earlier.row_code = now.row_code AND earlier.back = 1
    WHERE now.back = 0
    UNION ALL
    SELECT
        old.doc, 'restated' AS check_code, old.form || '.' || old.row_code || '.' || old.column_code AS scope,
        old.value AS lhs, new.value AS rhs, 'fail' AS status,
        'printed ' || rtrim(rtrim(old.value::VARCHAR, '0'), '.') || ' (' || old.report_id || '), then '
        || rtrim(rtrim(new.value::VARCHAR, '0'), '.') AS detail
    FROM old
    JOIN told AS new ON
        new.report_id = old.now_id AND new.form = old.form
        AND new.row_code = old.row_code AND new.column_code = old.column_code
    -- Amounts in two units are no two numbers.
    WHERE old.value <> new.value AND new.unit IS NOT DISTINCT FROM old.unit
    QUALIFY row_number() OVER (PARTITION BY old.doc, scope ORDER BY old.ingested_at DESC, old.report_id) = 1
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id,
    found.check_code, found.scope, found.lhs, found.rhs, found.status, found.detail
FROM found
JOIN touched ON touched.doc = found.doc
ORDER BY touched.doc, found.check_code, found.scope;

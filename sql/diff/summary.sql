-- How much changed between two warehouses, by part and kind of change.
-- grain: part, change, item, old, new
-- depends: reports, facts, identities, metrics
CREATE TEMP TABLE summary AS
SELECT
    'reports' AS part, change, field AS item,
    CASE WHEN field = 'is_current' THEN old END AS old, CASE WHEN field = 'is_current' THEN new END AS new,
    count(*) AS rows
FROM reports GROUP BY ALL
UNION ALL
SELECT 'facts', change, form || '.' || row_code, old_state, new_state, count(*) FROM facts GROUP BY ALL
UNION ALL
-- Cells that come or go with a whole report version stand here only.
SELECT 'facts', 'added_with_report', form, NULL, state, count(*)
FROM new.fact SEMI JOIN (FROM reports WHERE change = 'added') AS whole USING (report_id) GROUP BY ALL
UNION ALL
SELECT 'facts', 'removed_with_report', form, state, NULL, count(*)
FROM old.fact SEMI JOIN (FROM reports WHERE change = 'removed') AS whole USING (report_id) GROUP BY ALL
UNION ALL
SELECT 'identities', 'status', check_code, old_status, new_status, count(*) FROM identities GROUP BY ALL
UNION ALL
SELECT 'metrics', change, concat_ws('.', metric, field), NULL, NULL, count(*) FROM metrics GROUP BY ALL
ORDER BY ALL

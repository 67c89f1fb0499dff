-- Cells that differ between two warehouses, of report versions that both have.
-- grain: report_id, form, row_code, column_code
-- depends: fact
-- Fingerprints first: of 40 million cells only those of reports that differ anywhere are joined.
CREATE TEMP TABLE facts AS
WITH suspect AS (
    SELECT report_id
    FROM (
        SELECT report_id, sum(hash(form, row_code, column_code, value, unit, state, reason, raw_text, line_no)) AS print
        FROM old.fact GROUP BY report_id
    ) AS before
    JOIN (
        SELECT report_id, sum(hash(form, row_code, column_code, value, unit, state, reason, raw_text, line_no)) AS print
        FROM new.fact GROUP BY report_id
    ) AS after USING (report_id)
    WHERE before.print <> after.print
)
SELECT
    report_id, coalesce(after.agency_id, before.agency_id) AS agency_id,
    coalesce(after.report_year, before.report_year) AS report_year, form, row_code, column_code,
    CASE
        WHEN before.state IS NULL THEN 'added'
        WHEN after.state IS NULL THEN 'removed'
        WHEN before.state <> after.state THEN 'state'
        WHEN before.value IS DISTINCT FROM after.value THEN 'value'
        WHEN before.unit IS DISTINCT FROM after.unit THEN 'unit'
        ELSE 'evidence'
    END AS change,
    before.state AS old_state, after.state AS new_state, before.value AS old_value, after.value AS new_value,
    before.unit AS old_unit, after.unit AS new_unit, before.reason AS old_reason, after.reason AS new_reason,
    before.raw_text AS old_raw_text, after.raw_text AS new_raw_text,
    before.line_no AS old_line_no, after.line_no AS new_line_no
FROM (FROM old.fact SEMI JOIN suspect USING (report_id)) AS before
FULL JOIN (FROM new.fact SEMI JOIN suspect USING (report_id)) AS after
    USING (report_id, form, row_code, column_code)
WHERE
    (
        before.state = after.state AND before.value IS NOT DISTINCT FROM after.value
        AND before.unit IS NOT DISTINCT FROM after.unit AND before.reason IS NOT DISTINCT FROM after.reason
        AND before.raw_text IS NOT DISTINCT FROM after.raw_text
        AND before.line_no IS NOT DISTINCT FROM after.line_no
    ) IS NOT TRUE

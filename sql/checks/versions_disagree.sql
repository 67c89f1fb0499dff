-- Two versions of one report from different formats, with no dates that differ, print different numbers in one cell.
-- severity: warn
-- depends: report, every_cell
-- scope: new reports
WITH twin AS MATERIALIZED (
    SELECT
        one.agency_id, one.report_year, one.report_id, two.report_id AS other_id,
        one.read_from, two.read_from AS other_from
    FROM report AS one
    JOIN report AS two ON
        two.agency_id = one.agency_id AND two.report_year = one.report_year AND two.read_from > one.read_from
        AND coalesce(two.signed_date = one.signed_date, true)
        AND coalesce(two.published_date = one.published_date, true)
        AND two.is_revision = one.is_revision
    -- Where a person decided which counts, nobody asks any more.
    WHERE one.standing IS NULL AND two.standing IS NULL
),
-- Their cells alone: a lake knows too little of its columns for the order of these joins.
told AS MATERIALIZED (
    SELECT report_id, form, row_code, column_code, value
    FROM every_cell()
    WHERE state = 'reported' AND report_id IN (SELECT report_id FROM twin UNION ALL SELECT other_id FROM twin)
)
SELECT
    twin.agency_id, twin.report_year, one.form, one.row_code, one.column_code,
    twin.read_from, one.value, twin.other_from, two.value AS other_value
FROM twin
JOIN told AS one ON one.report_id = twin.report_id
JOIN told AS two ON
    two.report_id = twin.other_id AND two.form = one.form AND two.row_code = one.row_code AND two.column_code = one.column_code
WHERE one.value <> two.value

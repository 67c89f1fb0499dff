-- How the requests handled ended, by applicant, for every touched report.
-- grain: agency_id, report_year, applicant, outcome
-- depends: touched, fact_application, form_cell, form_row, form_identity
-- refresh: report
INSERT INTO request_result
WITH term AS (
    -- The rows that add up to handled_total, gathered under the group they are printed in.
    SELECT
        hash(form_cell.edition, form_cell.row_code, form_cell.column_code) AS cell_key, form_cell.column_code, side,
        CASE
            WHEN side = 'rhs' THEN NULL
            WHEN form_row.parent <> 'result' THEN form_row.parent
            WHEN form_identity.row_code = 'other_total' THEN 'other'
            ELSE form_identity.row_code
        END AS outcome
    FROM form_identity
    JOIN form_row USING (edition, form, row_code)
    JOIN form_cell USING (edition, form, row_code)
    WHERE form_identity.check_code = 'outcomes_sum'
),
printed AS (
    SELECT
        touched.doc, term.column_code, term.side, term.outcome,
        count(*) AS cells, count(fact.value) AS known, sum(fact.value)::BIGINT AS requests
    FROM touched
    JOIN fact_application AS fact ON fact.report_id = touched.report_id
    JOIN term ON term.cell_key = hash(touched.edition, fact.row_code, fact.column_code)
    GROUP BY ALL
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, part.column_code, part.outcome,
    CASE WHEN part.known = part.cells THEN part.requests END, whole.requests,
    part.cells + whole.cells, part.known + whole.known
FROM printed AS part
JOIN printed AS whole ON whole.doc = part.doc AND whole.column_code = part.column_code AND whole.side = 'rhs'
JOIN touched ON touched.doc = part.doc
WHERE part.side = 'lhs'
ORDER BY touched.agency_id, touched.report_year, part.column_code;

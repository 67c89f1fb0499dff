-- Kept rows of the view `request_outcomes`: how the requests of one applicant group ended.
-- grain: agency_id, report_year, applicant, outcome
-- depends: touched, telling_cell, form_cell, form_row, form_identity
-- refresh: report
-- How the requests handled ended, by applicant, for every touched report.
CREATE TABLE kept_request_outcomes (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    applicant VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    requests BIGINT,
    handled BIGINT,
    cells SMALLINT NOT NULL,
    known SMALLINT NOT NULL
);
COMMENT ON COLUMN kept_request_outcomes.cells IS 'Cells that the rate needs.';
INSERT INTO kept_request_outcomes
WITH term AS (
    -- The rows that add up to handled_total, gathered under the group they are printed in.
    SELECT
        form_cell.edition, form_cell.column_code, form_identity.side,
        hash(form_cell.edition, form_cell.form, form_cell.row_code, form_cell.column_code) AS cell_key,
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
asked AS (
    SELECT edition, column_code, side, outcome, count(*) AS cells FROM term GROUP BY ALL
),
-- Whatever is not a telling cell is a printed 0.
added AS (
    SELECT
        cell.doc, term.column_code, term.side, term.outcome,
        count(*) FILTER (cell.value IS NULL) AS gaps, sum(cell.value)::BIGINT AS requests
    FROM telling_cell AS cell
    JOIN term ON term.cell_key = cell.cell_key
    WHERE cell.back = 0
    GROUP BY ALL
),
printed AS (
    SELECT
        touched.doc, asked.column_code, asked.side, asked.outcome, asked.cells,
        CASE WHEN added.doc IS NULL THEN asked.cells ELSE asked.cells - added.gaps END AS known,
        CASE WHEN added.doc IS NULL THEN 0 WHEN added.gaps = 0 THEN added.requests END AS requests
    FROM touched
    JOIN asked ON asked.edition = touched.edition
    LEFT JOIN added ON
        added.doc = touched.doc AND added.column_code = asked.column_code AND added.side = asked.side
        AND added.outcome IS NOT DISTINCT FROM asked.outcome
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, part.column_code, part.outcome,
    part.requests, whole.requests, part.cells + whole.cells, part.known + whole.known
FROM printed AS part
JOIN printed AS whole ON whole.doc = part.doc AND whole.column_code = part.column_code AND whole.side = 'rhs'
JOIN touched ON touched.doc = part.doc
WHERE part.side = 'lhs'
ORDER BY touched.doc, part.column_code;

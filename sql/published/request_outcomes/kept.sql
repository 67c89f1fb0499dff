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
-- Numbers for the things that are counted: a million rows of a slice are joined by them.
asked AS MATERIALIZED (
    SELECT
        edition, column_code, side, outcome, count(*) AS cells,
        row_number() OVER (ORDER BY edition, column_code, side, outcome)::USMALLINT AS number
    FROM term
    GROUP BY edition, column_code, side, outcome
),
numbered AS (
    SELECT term.cell_key, asked.number
    FROM term
    JOIN asked ON
        asked.edition = term.edition AND asked.column_code = term.column_code AND asked.side = term.side
        AND asked.outcome IS NOT DISTINCT FROM term.outcome
),
-- Whatever is not a telling cell is a printed 0.
added AS MATERIALIZED (
    SELECT
        cell.doc, numbered.number, count(*) FILTER (cell.value IS NULL) AS gaps, sum(cell.value)::BIGINT AS requests
    FROM telling_cell AS cell
    JOIN numbered ON numbered.cell_key = cell.cell_key
    WHERE cell.back = 0
    GROUP BY cell.doc, numbered.number
),
whole AS (
    SELECT
        touched.doc, asked.column_code, asked.cells, asked.cells - coalesce(added.gaps, 0) AS known,
        CASE WHEN added.doc IS NULL THEN 0 WHEN added.gaps = 0 THEN added.requests END AS handled
    FROM touched
    JOIN asked ON asked.edition = touched.edition
    LEFT JOIN added ON added.doc = touched.doc AND added.number = asked.number
    WHERE asked.side = 'rhs'
),
-- In order before names stand beside: a million rows of a slice with them take 200 MB more to sort.
ordered AS (
    SELECT
        touched.doc, asked.number,
        CASE WHEN added.doc IS NULL THEN 0 WHEN added.gaps = 0 THEN added.requests END AS requests,
        whole.handled, asked.cells + whole.cells AS cells, asked.cells - coalesce(added.gaps, 0) + whole.known AS known
    FROM touched
    JOIN asked ON asked.edition = touched.edition
    JOIN whole ON whole.doc = touched.doc AND whole.column_code = asked.column_code
    LEFT JOIN added ON added.doc = touched.doc AND added.number = asked.number
    WHERE asked.side = 'lhs'
    ORDER BY touched.doc, asked.number
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, asked.column_code, asked.outcome,
    ordered.requests, ordered.handled, ordered.cells, ordered.known
FROM ordered
JOIN touched ON touched.doc = ordered.doc
JOIN asked ON asked.number = ordered.number;

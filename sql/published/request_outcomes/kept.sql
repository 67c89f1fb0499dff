-- Kept rows of the view `request_outcomes`: of applicant groups that tell something; the others are in `kept_cell_zero`.
-- grain: agency_id, report_year, applicant, outcome
-- depends: touched, telling_cell, form_cell, form_identity, form_outcome
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
    -- The rows that add up to handled_total, and that total.
    SELECT
        form_cell.edition, form_cell.column_code, form_outcome.outcome,
        hash(form_cell.edition, form_cell.form, form_cell.row_code, form_cell.column_code) AS cell_key
    FROM form_identity
    JOIN form_cell USING (edition, form, row_code)
    LEFT JOIN form_outcome() AS form_outcome USING (edition, form, row_code)
    WHERE form_identity.check_code = 'outcomes_sum'
),
-- Numbers for the things that are counted: a million rows of a slice are joined by them.
asked AS MATERIALIZED (
    SELECT
        edition, column_code, outcome, count(*) AS cells,
        row_number() OVER (ORDER BY edition, column_code, outcome)::USMALLINT AS number
    FROM term
    GROUP BY edition, column_code, outcome
),
numbered AS (
    SELECT term.cell_key, asked.number
    FROM term
    JOIN asked ON
        asked.edition = term.edition AND asked.column_code = term.column_code
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
told AS (
    SELECT DISTINCT added.doc, asked.edition, asked.column_code
    FROM added
    JOIN asked ON asked.number = added.number
),
whole AS (
    SELECT
        told.doc, told.edition, told.column_code, asked.cells, asked.cells - coalesce(added.gaps, 0) AS known,
        CASE WHEN added.doc IS NULL THEN 0 WHEN added.gaps = 0 THEN added.requests END AS handled
    FROM told
    JOIN asked ON asked.edition = told.edition AND asked.column_code = told.column_code
    LEFT JOIN added ON added.doc = told.doc AND added.number = asked.number
    WHERE asked.outcome IS NULL
),
-- In order before names stand beside: many rows with them take more memory to sort.
ordered AS (
    SELECT
        whole.doc, asked.number,
        CASE WHEN added.doc IS NULL THEN 0 WHEN added.gaps = 0 THEN added.requests END AS requests,
        whole.handled, asked.cells + whole.cells AS cells, asked.cells - coalesce(added.gaps, 0) + whole.known AS known
    FROM whole
    JOIN asked ON asked.edition = whole.edition AND asked.column_code = whole.column_code
    LEFT JOIN added ON added.doc = whole.doc AND added.number = asked.number
    WHERE asked.outcome IS NOT NULL
    ORDER BY whole.doc, asked.number
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, asked.column_code, asked.outcome,
    ordered.requests, ordered.handled, ordered.cells, ordered.known
FROM ordered
JOIN touched ON touched.doc = ordered.doc
JOIN asked ON asked.number = ordered.number;

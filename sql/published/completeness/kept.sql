-- Kept rows of the view `completeness`: how much of one form of a current report could be read.
-- grain: agency_id, report_year, form
-- depends: touched, every_cell, report_section, form_section
-- refresh: report
-- earlier: read by later years
-- The states of the cells of every touched report, by form, and how many of its sections are there.
-- A report left a cell empty where it prints a dash, or nothing beside another cell of the row; a row of blanks, or not in the document
-- may be our loss, also where the sums tell its cells.
CREATE TABLE kept_completeness (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    sections_found SMALLINT NOT NULL,
    sections_expected SMALLINT NOT NULL,
    cells SMALLINT NOT NULL,
    reported SMALLINT NOT NULL,
    repaired SMALLINT NOT NULL,
    inferred SMALLINT NOT NULL,
    recognised SMALLINT NOT NULL,
    decided SMALLINT NOT NULL,
    missing SMALLINT NOT NULL,
    left_empty SMALLINT NOT NULL,
    read SMALLINT NOT NULL
);
INSERT INTO kept_completeness
WITH expected AS (
    SELECT edition, count(*) AS sections FROM form_section GROUP BY edition
),
found AS (
    SELECT report_id, count(DISTINCT section) AS sections
    FROM report_section SEMI JOIN touched USING (report_id) GROUP BY report_id
),
blank AS (
    SELECT
        touched.doc, fact.agency_id, fact.report_id, fact.form, fact.row_code,
        count(*) AS cells, count(*) FILTER (fact.state = 'missing') AS missing
    FROM touched
    JOIN every_cell() AS fact ON fact.agency_id = touched.agency_id AND fact.report_id = touched.report_id
    WHERE fact.reason LIKE 'blank%' AND fact.state IN ('inferred', 'missing')
    GROUP BY ALL
),
-- Few rows have such cells: looking only for these costs less than gathering every row of every form.
empty AS (
    SELECT doc, form, sum(cells) AS cells, sum(missing) AS missing
    FROM blank
    WHERE (report_id, form, row_code) IN (
        SELECT fact.report_id, fact.form, fact.row_code
        FROM blank AS one
        JOIN every_cell() AS fact ON
            fact.agency_id = one.agency_id AND fact.report_id = one.report_id AND fact.form = one.form
            AND fact.row_code = one.row_code
        WHERE fact.line_no IS NOT NULL
    )
    GROUP BY doc, form
),
counted AS (
    SELECT
        touched.doc, fact.form,
        count(*) AS cells,
        count(*) FILTER (state = 'reported') AS reported,
        count(*) FILTER (state = 'repaired') AS repaired,
        count(*) FILTER (state = 'inferred') AS inferred,
        count(*) FILTER (state = 'recognised') AS recognised,
        count(*) FILTER (state = 'decided') AS decided,
        count(*) FILTER (state = 'missing') AS missing,
        count(*) FILTER (state IN ('inferred', 'missing') AND reason LIKE 'dash%') AS dashes,
        count(*) FILTER (state = 'missing' AND reason LIKE 'dash%') AS open_dashes
    FROM touched
    JOIN every_cell() AS fact ON fact.agency_id = touched.agency_id AND fact.report_id = touched.report_id
    GROUP BY touched.doc, fact.form
),
read AS (
    SELECT
        counted.*, dashes + coalesce(empty.cells, 0) AS left_empty,
        counted.cells - counted.missing + open_dashes + coalesce(empty.missing, 0) AS read
    FROM counted
    LEFT JOIN empty ON empty.doc = counted.doc AND empty.form = counted.form
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, read.form,
    coalesce(found.sections, 0), expected.sections,
    read.cells, read.reported, read.repaired, read.inferred, read.recognised, read.decided, read.missing,
    read.left_empty, read.read
FROM read
JOIN touched USING (doc)
LEFT JOIN expected ON expected.edition = touched.edition
LEFT JOIN found ON found.report_id = touched.report_id
ORDER BY touched.agency_id, touched.report_year;

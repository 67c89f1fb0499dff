-- The states of the cells of every touched report, by form, and how many of its sections are there.
-- grain: agency_id, report_year, form
-- depends: touched, fact, report_section, form_section
-- refresh: report
-- A report left a cell empty where it prints a dash, or nothing in a row that it prints; a row that is not in the document
-- may be our loss, also where the sums tell its cells.
INSERT INTO report_state
WITH expected AS (
    SELECT edition, count(*) AS sections FROM form_section GROUP BY edition
),
found AS (
    SELECT report_id, count(DISTINCT section) AS sections
    FROM report_section SEMI JOIN touched USING (report_id) GROUP BY report_id
),
printed AS (
    SELECT
        touched.doc, fact.form, fact.row_code, count(fact.line_no) > 0 AS is_printed,
        count(*) AS cells,
        count(*) FILTER (state = 'reported') AS reported,
        count(*) FILTER (state = 'repaired') AS repaired,
        count(*) FILTER (state = 'inferred') AS inferred,
        count(*) FILTER (state = 'recognised') AS recognised,
        count(*) FILTER (state = 'decided') AS decided,
        count(*) FILTER (state = 'missing') AS missing,
        count(*) FILTER (state IN ('inferred', 'missing') AND reason LIKE 'dash%') AS dashes,
        count(*) FILTER (state IN ('inferred', 'missing') AND reason LIKE 'blank%') AS blanks,
        count(*) FILTER (state = 'missing' AND reason LIKE 'dash%') AS open_dashes,
        count(*) FILTER (state = 'missing' AND reason LIKE 'blank%') AS open_blanks
    FROM touched
    JOIN fact ON fact.report_id = touched.report_id
    GROUP BY touched.doc, fact.form, fact.row_code
),
read AS (
    SELECT
        doc, form, sum(cells) AS cells, sum(reported) AS reported, sum(repaired) AS repaired, sum(inferred) AS inferred,
        sum(recognised) AS recognised, sum(decided) AS decided, sum(missing) AS missing,
        sum(dashes + CASE WHEN is_printed THEN blanks ELSE 0 END) AS left_empty,
        sum(cells - missing + open_dashes + CASE WHEN is_printed THEN open_blanks ELSE 0 END) AS read
    FROM printed
    GROUP BY doc, form
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

-- Kept rows of the view `measure`: figures with a cell that is not a printed 0; the others are in `kept_cell_zero`.
-- grain: agency_id, report_year, measure
-- depends: touched, telling_cell, restored_cell, form_cell, metric_measure
-- refresh: report
-- earlier: read by later years
-- The key figures of every touched report that tell something.
CREATE TABLE kept_measure (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    value DECIMAL(23, 4),
    cells SMALLINT NOT NULL,
    known SMALLINT NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('reported', 'repaired', 'inferred', 'recognised', 'decided', 'missing'))
);
COMMENT ON COLUMN kept_measure.cells IS 'Cells that it adds up.';
INSERT INTO kept_measure
WITH part AS (
    SELECT
        form_cell.edition, measure, count(*) OVER (PARTITION BY form_cell.edition, measure) AS cells,
        hash(form_cell.edition, form, row_code, column_code) AS cell_key
    FROM metric_measure
    JOIN form_cell USING (form, row_code, column_code)
),
asked AS (
    SELECT DISTINCT edition, measure, cells FROM part
),
-- Whatever is not a telling cell is a printed 0. Amounts add up in 10k CNY, whatever the print has them in.
added AS (
    SELECT
        cell.doc, part.measure, count(*) FILTER (cell.value IS NULL) AS gaps,
        sum(CASE cell.unit WHEN 'CNY' THEN (cell.value / 10000)::DECIMAL(23, 4) ELSE cell.value END) AS value
    FROM telling_cell AS cell
    JOIN part ON part.cell_key = cell.cell_key
    WHERE cell.back = 0
    GROUP BY cell.doc, part.measure
),
restored AS (
    SELECT cell.doc, part.measure, min(cell.doubt) AS doubt
    FROM restored_cell AS cell
    JOIN part ON part.cell_key = cell.cell_key
    GROUP BY cell.doc, part.measure
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, asked.measure,
    CASE WHEN added.doc IS NULL THEN 0 WHEN added.gaps = 0 THEN added.value END,
    asked.cells,
    CASE WHEN added.doc IS NULL THEN asked.cells ELSE asked.cells - added.gaps END,
    CASE WHEN added.gaps > 0 THEN 'missing' ELSE coalesce(getvariable('doubts')[restored.doubt], 'reported') END
FROM added
FULL JOIN restored ON restored.doc = added.doc AND restored.measure = added.measure
JOIN touched ON touched.doc = coalesce(added.doc, restored.doc)
JOIN asked ON asked.edition = touched.edition AND asked.measure = coalesce(added.measure, restored.measure)
ORDER BY touched.doc, asked.measure;

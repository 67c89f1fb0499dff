-- Every key figure of the agencies of touched reports, of their earlier years too, with the cells that it adds up; `is_zero`: by zeros alone.
-- grain: agency_id, report_year, measure
-- depends: touched, kept_measure, kept_cell_zero, metric_measure, form_cell
-- refresh: report
-- As `every_measure`, of the few reports that are asked for: they are looked up before their zeros become rows.
CREATE OR REPLACE TEMP VIEW touched_measure AS
SELECT agency_id, report_year, report_id, measure, value, cells, known, false AS is_zero
FROM kept_measure
SEMI JOIN touched USING (agency_id)
UNION ALL
SELECT zero.agency_id, zero.report_year, zero.report_id, zero.measure, 0, asked.cells, asked.cells, true
FROM (
    SELECT agency_id, report_year, report_id, edition, unnest(measures) AS measure
    FROM kept_cell_zero
    SEMI JOIN touched USING (agency_id)
) AS zero
JOIN (
    SELECT edition, measure, count(*)::SMALLINT AS cells
    FROM metric_measure
    JOIN form_cell USING (form, row_code, column_code)
    GROUP BY edition, measure
) AS asked ON asked.edition = zero.edition AND asked.measure = zero.measure;

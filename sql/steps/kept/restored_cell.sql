-- The cells of every touched report whose value does not stand there as printed, zeros among them, with how doubtful each is.
-- grain: doc, cell_key
-- depends: touched, kept_completeness, every_cell
-- refresh: report
-- Most reports have none, and are not looked through. `doubt` is the place of the state in `doubts`, the least certain first.
SET VARIABLE doubts = ['inferred', 'recognised', 'repaired', 'decided'];
CREATE OR REPLACE TEMP TABLE restored_cell AS
SELECT
    touched.doc, list_position(getvariable('doubts'), fact.state) AS doubt,
    hash(touched.edition, fact.form, fact.row_code, fact.column_code) AS cell_key
FROM touched
JOIN every_cell() AS fact ON fact.agency_id = touched.agency_id AND fact.report_id = touched.report_id
WHERE
    fact.state NOT IN ('reported', 'missing')
    AND touched.report_id IN (SELECT report_id FROM kept_completeness WHERE repaired + inferred + recognised + decided > 0);

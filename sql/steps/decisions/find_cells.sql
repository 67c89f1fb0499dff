-- The cells that are decided now, and of these and those of before the ones that change.
-- grain: report_id, form, row_code, column_code
-- depends: decision, report, form_cell, decided_cell
CREATE OR REPLACE TEMP TABLE wanted_cell AS
SELECT
    report.agency_id, report.report_year, report.report_id, form_cell.form, decision.row_code, decision.column_code,
    try_cast(decision.value AS DECIMAL(23, 4)) AS value, min(decision.decision_id) AS decision_id
FROM decision
JOIN report ON report.report_id = decision.report_id
JOIN form_cell ON
    form_cell.edition = report.edition AND form_cell.row_code = decision.row_code
    AND form_cell.column_code = decision.column_code
WHERE decision.kind = 'cell' AND decision.given = 'stands'
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE released_cell AS
FROM decided_cell
ANTI JOIN wanted_cell USING (report_id, form, row_code, column_code, value, decision_id);

CREATE OR REPLACE TEMP TABLE taken_cell AS
FROM wanted_cell
ANTI JOIN decided_cell USING (report_id, form, row_code, column_code, value, decision_id);

CREATE OR REPLACE TEMP TABLE recelled AS
SELECT report_id FROM released_cell UNION SELECT report_id FROM taken_cell;

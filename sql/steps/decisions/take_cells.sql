-- Cells that are decided anew: what was read of them is kept beside, the print stays with the fact.
-- grain: report_id, form, row_code, column_code
-- depends: taken_cell, decided_cell, every_cell, fact_disclosure, fact_application, fact_dispute, refreshed_report, recelled
INSERT INTO decided_cell BY NAME
SELECT taken_cell.*, fact.value AS value_read, fact.state AS state_read, fact.reason AS reason_read
FROM taken_cell
JOIN every_cell() AS fact USING (report_id, form, row_code, column_code);

UPDATE fact_disclosure SET value = cell.value, state = 'decided', reason = 'decided'
FROM taken_cell AS cell
WHERE
    cell.form = 'disclosure' AND cell.report_id = fact_disclosure.report_id
    AND cell.row_code = fact_disclosure.row_code AND cell.column_code = fact_disclosure.column_code;

UPDATE fact_application SET value = cell.value::BIGINT, state = 'decided', reason = 'decided'
FROM taken_cell AS cell
WHERE
    cell.form = 'application' AND cell.report_id = fact_application.report_id
    AND cell.row_code = fact_application.row_code AND cell.column_code = fact_application.column_code;

UPDATE fact_dispute SET value = cell.value::BIGINT, state = 'decided', reason = 'decided'
FROM taken_cell AS cell
WHERE
    cell.form = 'dispute' AND cell.report_id = fact_dispute.report_id
    AND cell.row_code = fact_dispute.row_code AND cell.column_code = fact_dispute.column_code;

-- What is kept of these reports is worked out anew.
UPDATE refreshed_report SET parser_version = '' WHERE report_id IN (SELECT report_id FROM recelled);

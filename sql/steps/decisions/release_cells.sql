-- Cells that are decided no longer, or otherwise: what was read of them stands again.
-- grain: report_id, form, row_code, column_code
-- depends: released_cell, decided_cell, fact_disclosure, fact_application, fact_dispute
UPDATE fact_disclosure SET value = cell.value_read, state = cell.state_read, reason = cell.reason_read
FROM released_cell AS cell
WHERE
    cell.form = 'disclosure' AND cell.report_id = fact_disclosure.report_id
    AND cell.row_code = fact_disclosure.row_code AND cell.column_code = fact_disclosure.column_code;

UPDATE fact_application SET value = cell.value_read::BIGINT, state = cell.state_read, reason = cell.reason_read
FROM released_cell AS cell
WHERE
    cell.form = 'application' AND cell.report_id = fact_application.report_id
    AND cell.row_code = fact_application.row_code AND cell.column_code = fact_application.column_code;

UPDATE fact_dispute SET value = cell.value_read::BIGINT, state = cell.state_read, reason = cell.reason_read
FROM released_cell AS cell
WHERE
    cell.form = 'dispute' AND cell.report_id = fact_dispute.report_id
    AND cell.row_code = fact_dispute.row_code AND cell.column_code = fact_dispute.column_code;

DELETE FROM decided_cell
WHERE (report_id, form, row_code, column_code) IN (SELECT (report_id, form, row_code, column_code) FROM released_cell);

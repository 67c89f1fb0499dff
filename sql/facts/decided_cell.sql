-- One cell that a person decided, with what was read of it; its print stands beside the fact (raw_text).
-- grain: report_id, form, row_code, column_code
-- depends: report, decision
CREATE TABLE decided_cell (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    row_code VARCHAR NOT NULL,
    column_code VARCHAR NOT NULL,
    value DECIMAL(23, 4) NOT NULL,
    decision_id VARCHAR NOT NULL,
    value_read DECIMAL(23, 4),
    state_read VARCHAR NOT NULL,
    reason_read VARCHAR
);
COMMENT ON COLUMN decided_cell.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN decided_cell.value IS 'The decision''s value, which the fact has.';
COMMENT ON COLUMN decided_cell.decision_id IS 'Who decided, when and why: decision.decision_id.';
COMMENT ON COLUMN decided_cell.value_read IS 'What the reader read there; NULL exactly when state_read is missing.';
COMMENT ON COLUMN decided_cell.state_read IS 'The state of what was read.';
COMMENT ON COLUMN decided_cell.reason_read IS 'Why that state is what it is.';

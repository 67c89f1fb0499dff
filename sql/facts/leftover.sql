-- One printed token of a table region that became neither a fact nor a known label.
-- grain: one row a token (tokens of a line may repeat)
-- depends: report
-- export: when named
CREATE TABLE leftover (
    report_id VARCHAR NOT NULL,
    line_no INTEGER,
    token VARCHAR,
    reason VARCHAR NOT NULL
);
COMMENT ON COLUMN leftover.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN leftover.line_no IS 'Line of report_text.text, counted from 1.';
COMMENT ON COLUMN leftover.token IS 'The characters printed there.';
COMMENT ON COLUMN leftover.reason IS 'Why no fact was made of them.';

-- The labels of the forms that one report prints, as they were recognised, in reading order.
-- grain: report_id
-- depends: report
-- export: when named
-- With the facts (line_no, raw_text) and `leftover` it is the fate of every printed token of the forms. One row a report: of
-- the tokens alone a row each would cost three times the room.
CREATE TABLE report_label (
    report_id VARCHAR NOT NULL,
    labels STRUCT(line_no INTEGER, token VARCHAR, label VARCHAR, is_exact BOOLEAN)[] NOT NULL
);
COMMENT ON COLUMN report_label.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN report_label.labels IS 'Line of report_text.text, characters printed there (traditional ones as simplified), the label of the form that they were taken for (form.kind.code; several with | between them; NULL for a numbering alone), and whether they are that label as it stands or a part or misprint of it.';

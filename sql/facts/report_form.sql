-- Whether one report prints one of the three forms.
-- grain: report_id, form
-- depends: report
CREATE TABLE report_form (
    report_id VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    print VARCHAR NOT NULL CHECK (print IN ('printed', 'cut', 'absent', 'picture'))
);
COMMENT ON COLUMN report_form.report_id IS 'The report: report.report_id.';
COMMENT ON COLUMN report_form.print IS 'printed, cut (the document ends inside it), absent (not in the document), picture (its heading stands without a table).';

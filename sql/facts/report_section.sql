-- One of the statutory sections that a report prints; a section not printed has no row.
-- grain: report_id, section
-- depends: report
CREATE TABLE report_section (
    report_id VARCHAR NOT NULL,
    section VARCHAR NOT NULL,
    heading VARCHAR,
    line_no INTEGER
);
COMMENT ON COLUMN report_section.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN report_section.section IS 'Which section: form_section.section.';
COMMENT ON COLUMN report_section.heading IS 'Heading as printed; a traditional one in simplified characters.';
COMMENT ON COLUMN report_section.line_no IS 'Line of the heading in report_text.text, counted from 1.';

-- One sentence of a report's sections 一, 五 or 六, as the fingerprints of its phrases.
-- grain: report_id, line_no, start_at
-- depends: report
-- The text itself stands in report_text. Fingerprints are 40 bits wide, which the file keeps in five bytes a phrase.
CREATE TABLE report_sentence (
    report_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    section VARCHAR NOT NULL,
    line_no INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    length INTEGER NOT NULL,
    phrases UBIGINT[] NOT NULL
);
COMMENT ON COLUMN report_sentence.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN report_sentence.start_at IS 'Characters of that line before the sentence.';
COMMENT ON COLUMN report_sentence.length IS 'Characters of the sentence, over as many lines as it is broken over; the breaks and blank lines do not count.';
COMMENT ON COLUMN report_sentence.phrases IS 'Fingerprint of each phrase of six or more compared characters; its length (up to 127) is the fingerprint modulo 128.';

-- One problem that a report names in section 五 about its own work.
-- grain: one row a sentence and family (report_id, line_no and family may repeat)
-- depends: report
CREATE TABLE reported_problem (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    family VARCHAR NOT NULL,
    keyword VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    line_no INTEGER NOT NULL
);
COMMENT ON COLUMN reported_problem.report_year IS 'The year reported on, not the year of publication.';
COMMENT ON COLUMN reported_problem.report_id IS 'The document version, current or not: report.report_id.';
COMMENT ON COLUMN reported_problem.family IS 'What the problem is about, such as staff_training, timeliness, content_quality, website, awareness, request_handling, interpretation, coordination, system or participation.';
COMMENT ON COLUMN reported_problem.keyword IS 'The word of the sentence that says so: data/lexicon/problems.csv.';
COMMENT ON COLUMN reported_problem.sentence IS 'The sentence as printed, without line breaks.';

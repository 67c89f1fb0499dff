-- One report that stands under another agency than the one it was read as, because people decided that two are one or two.
-- grain: report_id
-- depends: report, decided_key
CREATE TABLE regrouped_report (
    report_id VARCHAR NOT NULL,
    agency_id_read VARCHAR NOT NULL,
    agency_id VARCHAR NOT NULL,
    decision_id VARCHAR NOT NULL
);
COMMENT ON COLUMN regrouped_report.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN regrouped_report.agency_id_read IS 'The agency as the reader reads it.';
COMMENT ON COLUMN regrouped_report.agency_id IS 'The agency under which it stands: report.agency_id.';
COMMENT ON COLUMN regrouped_report.decision_id IS 'Who decided, when and why: decision.decision_id; of several the first by name.';

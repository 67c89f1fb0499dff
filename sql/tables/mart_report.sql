-- One report version as the kept tables (`sql/marts`) know it: what differs from `report` is worked out anew.
-- grain: report_id
-- depends: report
CREATE TABLE mart_report (
    report_id VARCHAR NOT NULL,
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    is_current BOOLEAN NOT NULL,
    parser_version VARCHAR NOT NULL,
    ingested_at TIMESTAMPTZ NOT NULL
);
COMMENT ON COLUMN mart_report.report_id IS 'The version: report.report_id.';
COMMENT ON COLUMN mart_report.agency_id IS 'As in report when the kept tables were filled.';
COMMENT ON COLUMN mart_report.report_year IS 'As in report when the kept tables were filled.';
COMMENT ON COLUMN mart_report.is_current IS 'As in report when the kept tables were filled.';
COMMENT ON COLUMN mart_report.parser_version IS 'As in report when the kept tables were filled.';
COMMENT ON COLUMN mart_report.ingested_at IS 'As in report when the kept tables were filled.';

-- One report version as the kept tables (`kept.sql`) know it: what differs from `report` is worked out anew.
-- grain: report_id
-- depends: report
-- export: when named
CREATE TABLE refreshed_report (
    report_id VARCHAR NOT NULL,
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    is_current BOOLEAN NOT NULL,
    parser_version VARCHAR NOT NULL,
    ingested_at TIMESTAMPTZ NOT NULL
);
COMMENT ON COLUMN refreshed_report.report_id IS 'The version: report.report_id.';
COMMENT ON COLUMN refreshed_report.agency_id IS 'As in report when the kept tables were filled.';
COMMENT ON COLUMN refreshed_report.report_year IS 'As in report when the kept tables were filled.';
COMMENT ON COLUMN refreshed_report.is_current IS 'As in report when the kept tables were filled.';
COMMENT ON COLUMN refreshed_report.parser_version IS 'As in report when the kept tables were filled.';
COMMENT ON COLUMN refreshed_report.ingested_at IS 'As in report when the kept tables were filled.';

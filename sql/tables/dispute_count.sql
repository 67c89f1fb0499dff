-- Kept rows of the view `dispute_outcomes`: how the reviews or lawsuits of one channel ended.
-- grain: agency_id, report_year, channel
-- depends: report
CREATE TABLE dispute_count (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    upheld BIGINT,
    corrected BIGINT,
    other BIGINT,
    pending BIGINT,
    total BIGINT
);
COMMENT ON COLUMN dispute_count.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN dispute_count.report_year IS 'The year reported on.';
COMMENT ON COLUMN dispute_count.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN dispute_count.channel IS 'A row of form dispute.';
COMMENT ON COLUMN dispute_count.upheld IS 'Cases in which the agency was upheld; NULL when missing.';
COMMENT ON COLUMN dispute_count.corrected IS 'Cases in which it was corrected; NULL when missing.';
COMMENT ON COLUMN dispute_count.other IS 'Cases that ended otherwise; NULL when missing.';
COMMENT ON COLUMN dispute_count.pending IS 'Cases not concluded; NULL when missing.';
COMMENT ON COLUMN dispute_count.total IS 'The total as printed; NULL when missing.';

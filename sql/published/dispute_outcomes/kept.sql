-- Kept rows of the view `dispute_outcomes`: how the reviews or lawsuits of one channel ended.
-- grain: agency_id, report_year, channel
-- depends: touched_cell
-- refresh: report
-- How reviews and lawsuits ended, by channel, of every touched report.
CREATE TABLE kept_dispute_outcomes (
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
INSERT INTO kept_dispute_outcomes
SELECT
    agency_id, report_year, report_id, row_code,
    any_value(value) FILTER (column_code = 'upheld'),
    any_value(value) FILTER (column_code = 'corrected'),
    any_value(value) FILTER (column_code = 'other'),
    any_value(value) FILTER (column_code = 'pending'),
    any_value(value) FILTER (column_code = 'total')
FROM touched_cell
WHERE form = 'dispute'
GROUP BY ALL
ORDER BY agency_id, report_year, row_code;

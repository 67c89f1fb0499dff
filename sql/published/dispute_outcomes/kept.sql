-- Kept rows of the view `dispute_outcomes`: how the reviews or lawsuits of one channel ended.
-- grain: agency_id, report_year, channel
-- depends: touched, touched_cell
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
WITH outcome AS (
    SELECT
        doc, row_code,
        any_value(value) FILTER (column_code = 'upheld') AS upheld,
        any_value(value) FILTER (column_code = 'corrected') AS corrected,
        any_value(value) FILTER (column_code = 'other') AS other,
        any_value(value) FILTER (column_code = 'pending') AS pending,
        any_value(value) FILTER (column_code = 'total') AS total
    FROM touched_cell
    WHERE form = 'dispute'
    GROUP BY doc, row_code
    ORDER BY doc, row_code
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id,
    outcome.row_code, outcome.upheld, outcome.corrected, outcome.other, outcome.pending, outcome.total
FROM outcome
JOIN touched ON touched.doc = outcome.doc;

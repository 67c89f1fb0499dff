-- The size of the warehouse and how much of it is known.
-- grain: one row
-- depends: report, kept_completeness, report_coverage, kept_identity_check, kept_cell_zero, rejected_document
SELECT
    (SELECT count(DISTINCT agency_id) FROM report) AS agencies,
    (SELECT count(*) FROM report WHERE is_current) AS reports,
    (SELECT min(report_year) FROM report) AS first_year,
    (SELECT max(report_year) FROM report) AS last_year,
    (SELECT sum(cells) FROM kept_completeness)::BIGINT AS cells,
    (SELECT sum(missing) FROM kept_completeness)::BIGINT AS missing,
    (SELECT count(*) FROM report_coverage WHERE not_judged_because IS NOT NULL) AS not_judged,
    (SELECT count(*) FROM kept_identity_check WHERE status = 'fail') AS failing,
    (SELECT count(*) FROM kept_identity_check WHERE status <> 'unknown')
    + (SELECT coalesce(sum(len(identities)), 0) FROM kept_cell_zero)::BIGINT AS checked,
    (SELECT count(*) FROM kept_identity_check WHERE status = 'unknown') AS unknown,
    (SELECT count(*) FROM rejected_document) AS refused

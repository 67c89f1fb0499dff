-- Every report has every cell of its edition exactly once: none absent, none twice, none of another form.
-- severity: fail
-- depends: every_cell, report, form_cell
-- scope: new reports
-- One pass: the count and the sum of hashes of a report's cells must be those of its edition's (a multiset's fingerprint).
WITH expected AS (
    SELECT edition, count(*) AS cells, sum(hash(form, row_code, column_code)) AS fingerprint
    FROM form_cell GROUP BY edition
),
found AS (
    SELECT report_id, count(*) AS cells, sum(hash(form, row_code, column_code)) AS fingerprint
    FROM every_cell() AS fact GROUP BY report_id
)
SELECT report.source_uri, report.edition, found.cells AS cells_found, expected.cells AS cells_expected
FROM report
LEFT JOIN expected ON expected.edition = report.edition
LEFT JOIN found ON found.report_id = report.report_id
WHERE (found.cells = expected.cells AND found.fingerprint = expected.fingerprint) IS NOT TRUE

-- A version with more of the forms than the current one, which stands before it for having come in later alone: a cut copy?
-- severity: warn
-- depends: report, report_form
WITH told AS (
    SELECT report.*, coalesce(form.whole, 0) AS whole
    FROM report
    LEFT JOIN (
        SELECT report_id, count(*) FILTER (print = 'printed') AS whole FROM report_form GROUP BY report_id
    ) AS form USING (report_id)
    -- Where a person decided which counts, nobody asks any more.
    WHERE standing IS NULL
)
SELECT
    now.agency_id, now.report_year, now.source_uri, now.cells_known, other.source_uri AS fuller_uri,
    other.cells_known AS fuller_cells_known
FROM (FROM told WHERE is_current) AS now
JOIN (FROM told WHERE NOT is_current) AS other ON other.agency_id = now.agency_id AND other.report_year = now.report_year
WHERE
    other.whole > now.whole AND other.cells_known > now.cells_known AND other.is_revision = now.is_revision
    AND coalesce(other.published_date = now.published_date, true) AND coalesce(other.signed_date = now.signed_date, true)

-- How much of each current report was read, and whether that is enough to judge it: the one place that says so.
-- grain: agency_id, report_year
-- depends: report, kept_completeness, metric_threshold, dim_agency
-- What was not read is not judged: a report with a reason here is in no score, rank, median, quartile or map.
CREATE VIEW report_coverage AS
WITH form AS (
    SELECT report_id, sum(cells)::INTEGER AS cells, sum(cells - missing)::INTEGER AS cells_known, sum(read)::INTEGER AS read
    FROM kept_completeness
    GROUP BY report_id
),
counted AS (
    SELECT
        report.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
        dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
        report.report_year, report.report_id,
        coalesce(form.cells, 0) AS cells, coalesce(form.cells_known, 0) AS cells_known, coalesce(form.read, 0) AS read,
        CASE WHEN form.cells > 0 THEN form.read / form.cells ELSE 0 END AS read_share
    FROM report
    LEFT JOIN form ON form.report_id = report.report_id
    LEFT JOIN dim_agency ON dim_agency.agency_id = report.agency_id
    WHERE report.is_current
)
SELECT
    counted.*,
    CASE WHEN counted.read = 0 THEN 'nothing_read' WHEN counted.read_share < metric_threshold.value THEN 'too_little_read' END
        AS not_judged_because,
    counted.cells_known AS known
FROM counted
JOIN metric_threshold ON metric_threshold.name = 'min_coverage';
COMMENT ON COLUMN report_coverage.cells IS 'Cells of its three forms.';
COMMENT ON COLUMN report_coverage.read IS 'Cells read: the known ones, and the missing ones where the print shows that no number stands there (a dash, an empty cell of a printed row).';
COMMENT ON COLUMN report_coverage.read_share IS 'read / cells, 0 to 1; 0 for a report without a cell.';
COMMENT ON COLUMN report_coverage.not_judged_because IS 'nothing_read (no cell was read), too_little_read (read_share is below min_coverage of metric_threshold); NULL where enough was read to judge the report.';

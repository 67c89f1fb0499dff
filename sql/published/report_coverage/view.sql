-- How much of each current report was read, and whether that is enough to judge it.
-- grain: agency_id, report_year
-- depends: kept_report_coverage, dim_agency
-- What was not read is not judged: a report with a reason here is in no score, rank, median, quartile or map.
CREATE VIEW report_coverage AS
SELECT
    kept.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    kept.report_year, kept.report_id, kept.cells, kept.cells_known, kept.read, kept.read_share, kept.not_judged_because,
    kept.cells_known AS known
FROM kept_report_coverage AS kept
LEFT JOIN dim_agency ON dim_agency.agency_id = kept.agency_id;
COMMENT ON COLUMN report_coverage.cells IS 'Cells of its three forms.';
COMMENT ON COLUMN report_coverage.read IS 'Cells read: the known ones, and the missing ones where the print shows that no number stands there (a dash, an empty cell beside a printed one of its row).';
COMMENT ON COLUMN report_coverage.read_share IS 'read / cells, 0 to 1; 0 for a report without a cell.';
COMMENT ON COLUMN report_coverage.not_judged_because IS 'nothing_read (no cell was read), too_little_read (read_share is below min_coverage of metric_threshold); NULL where enough was read to judge the report.';

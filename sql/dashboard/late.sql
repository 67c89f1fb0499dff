-- How many reports of a year were in time, late and unknown, and how many agencies have none. Parameters: year; region or NULL.
-- grain: one row
-- depends: timeliness, unreported, chosen_agency
-- Without a report is also who stands on the roster and never reported: chosen_agency does not know it.
SELECT
    (SELECT count(*) FROM timeliness JOIN chosen_agency($region, NULL, NULL) USING (agency_id)
        WHERE report_year = $year AND status = 'on_time') AS on_time,
    (SELECT count(*) FROM timeliness JOIN chosen_agency($region, NULL, NULL) USING (agency_id)
        WHERE report_year = $year AND status = 'late') AS late,
    (SELECT count(*) FROM timeliness JOIN chosen_agency($region, NULL, NULL) USING (agency_id)
        WHERE report_year = $year AND status = 'unknown') AS unknown,
    (SELECT count(*) FROM unreported
        WHERE report_year = $year AND ($region IS NULL OR starts_with(region_code, $region))) AS unreported,
    (SELECT count(*) FROM unreported
        WHERE report_year = $year AND maybe_documents > 0 AND ($region IS NULL OR starts_with(region_code, $region))) AS maybe

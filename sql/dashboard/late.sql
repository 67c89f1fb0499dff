-- How many reports of a year were in time, late and unknown, and how many agencies have none. Parameters: year; region or NULL.
-- grain: one row
-- depends: timeliness, unreported, chosen_agency
SELECT
    (SELECT count(*) FROM timeliness JOIN chosen_agency($region, NULL, NULL) USING (agency_id)
        WHERE report_year = $year AND status = 'on_time') AS on_time,
    (SELECT count(*) FROM timeliness JOIN chosen_agency($region, NULL, NULL) USING (agency_id)
        WHERE report_year = $year AND status = 'late') AS late,
    (SELECT count(*) FROM timeliness JOIN chosen_agency($region, NULL, NULL) USING (agency_id)
        WHERE report_year = $year AND status = 'unknown') AS unknown,
    (SELECT count(*) FROM unreported JOIN chosen_agency($region, NULL, NULL) USING (agency_id)
        WHERE report_year = $year) AS unreported,
    (SELECT count(*) FROM unreported JOIN chosen_agency($region, NULL, NULL) USING (agency_id)
        WHERE report_year = $year AND maybe_documents > 0) AS maybe

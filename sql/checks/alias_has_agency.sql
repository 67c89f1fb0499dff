-- Every printed name belongs to an agency, and every agency has a printed name or a report.
-- severity: fail
-- depends: agency_alias, dim_agency, report
SELECT agency_id, name_printed, 'no such agency' AS difference
FROM agency_alias
ANTI JOIN dim_agency USING (agency_id)
UNION ALL
SELECT agency_id, name, 'neither a report nor a printed name' AS difference
FROM dim_agency
ANTI JOIN report USING (agency_id)
ANTI JOIN agency_alias USING (agency_id)

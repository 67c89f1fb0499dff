-- What the kept tables are filled from now.
-- grain: none
-- depends: changed, report, agency_group
DELETE FROM refreshed_report USING changed WHERE changed.agency_id = refreshed_report.agency_id;
INSERT INTO refreshed_report
SELECT report_id, agency_id, report_year, is_current, parser_version, ingested_at
FROM report SEMI JOIN changed USING (agency_id);
DELETE FROM refreshed_agency WHERE agency_id IN (SELECT agency_id FROM changed);
INSERT INTO refreshed_agency SELECT agency_id, level, kind, peer_group, region FROM agency_group SEMI JOIN changed USING (agency_id);

-- The kept tables know exactly the report versions that are there, and hold rows of each current one.
-- severity: fail
-- depends: report, agency_group, refreshed_report, refreshed_agency, kept_completeness, kept_request_flow, kept_scorecard_part
WITH now AS (
    SELECT report_id, agency_id, report_year, is_current, parser_version, ingested_at FROM report
),
kept AS (
    SELECT DISTINCT report_id, 'kept_completeness' AS place FROM kept_completeness
    UNION ALL
    SELECT DISTINCT report_id, 'kept_request_flow' AS place FROM kept_request_flow
    UNION ALL
    SELECT DISTINCT report_id, 'kept_scorecard_part' AS place FROM kept_scorecard_part
)
SELECT report_id, 'refreshed_report lacks it' AS difference FROM (FROM now EXCEPT FROM refreshed_report)
UNION ALL
SELECT report_id, 'report lacks it' AS difference FROM (FROM refreshed_report EXCEPT FROM now)
UNION ALL
SELECT now.report_id, 'refreshed_agency knows its agency otherwise' AS difference
FROM now
SEMI JOIN (
    SELECT agency_id, level, kind, peer_group, region FROM agency_group EXCEPT FROM refreshed_agency
) AS differing ON differing.agency_id = now.agency_id
UNION ALL
SELECT now.report_id, 'in ' || count(kept.place) || ' of 3 kept tables' AS difference
FROM now
LEFT JOIN kept ON kept.report_id = now.report_id
WHERE now.is_current
GROUP BY now.report_id
HAVING count(kept.place) < 3
UNION ALL
SELECT kept.report_id, kept.place || ' holds a report that is not current' AS difference
FROM kept
ANTI JOIN (SELECT report_id FROM now WHERE is_current) AS current USING (report_id)

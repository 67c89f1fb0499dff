-- The kept tables know exactly the report versions that are there, and hold rows of each current one.
-- severity: fail
-- depends: report, agency_group, refreshed_report, refreshed_agency, kept_completeness, kept_request_flow, kept_scorecard_part, scorecard_weight
-- Of a kept table one row a report is asked for, and all reports are held together in one pass: this runs every night.
WITH known AS (
    SELECT
        coalesce(now.report_id, refreshed.report_id) AS report_id,
        CASE
            WHEN refreshed.report_id IS NULL THEN 'refreshed_report lacks it'
            WHEN now.report_id IS NULL THEN 'report lacks it'
            WHEN
                (now.agency_id, now.report_year, now.is_current, now.parser_version, now.ingested_at)
                IS DISTINCT FROM (
                    refreshed.agency_id, refreshed.report_year, refreshed.is_current, refreshed.parser_version,
                    refreshed.ingested_at
                )
                THEN 'refreshed_report knows it otherwise'
        END AS difference
    FROM report AS now
    FULL JOIN refreshed_report AS refreshed ON refreshed.report_id = now.report_id
),
held AS (
    SELECT report_id, 0 AS kept FROM report WHERE is_current
    UNION ALL
    SELECT report_id, 1 FROM kept_completeness WHERE form = 'dispute'
    UNION ALL
    SELECT report_id, 1 FROM kept_request_flow WHERE applicant = 'total'
    UNION ALL
    SELECT report_id, 1 FROM kept_scorecard_part WHERE dimension = (SELECT min(dimension) FROM scorecard_weight)
)
SELECT report_id, difference FROM known WHERE difference IS NOT NULL
UNION ALL
SELECT report.report_id, 'refreshed_agency knows its agency otherwise' AS difference
FROM report
SEMI JOIN (
    SELECT agency_id, level, kind, peer_group, region FROM agency_group EXCEPT FROM refreshed_agency
) AS differing ON differing.agency_id = report.agency_id
UNION ALL
SELECT
    report_id,
    CASE WHEN min(kept) = 0 THEN 'in ' || sum(kept) || ' of 3 kept tables' ELSE 'kept tables hold it, and it is not current' END
FROM held
GROUP BY report_id
HAVING min(kept) > 0 OR sum(kept) <> 3

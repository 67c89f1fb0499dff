-- Of each touched agency and year, exactly the latest version is current, or as people decided.
-- grain: report_id
-- depends: report, incoming, reread, restood, ranked_version
UPDATE report SET is_current = verdict.is_current
FROM (
    SELECT report_id, is_current
    FROM ranked_version(NULL, NULL)
    SEMI JOIN (
        SELECT agency_id, report_year FROM incoming
        UNION
        SELECT agency_id, report_year FROM reread
        UNION
        SELECT agency_id, report_year FROM restood
    ) AS touched USING (agency_id, report_year)
) AS verdict
WHERE verdict.report_id = report.report_id AND verdict.is_current <> report.is_current;

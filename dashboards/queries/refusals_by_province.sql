-- Shares of refusals by province, for a map; levels stand apart, and governments (`whose`): theirs may hold departments'.
-- Reports of which too little was read are in no sum; where too few of a province tell (min_told): no share.
SELECT province, level, CASE WHEN kind = 'government' AND coalesce(level, '') <> 'township' THEN level ELSE 'own' END AS whose,
    report_year, sum(told * requests) AS denied, sum(told * handled) AS handled,
    CASE WHEN sum(told) >= count(*) * (SELECT value FROM metric_threshold WHERE name = 'min_told') THEN
        round(CAST(1.0 * sum(told * requests) / nullif(sum(told * handled), 0) AS numeric(30, 12)), 4) END AS rate,
    sum(told) AS n_known, count(*) AS n_reports
FROM (SELECT request_outcomes.province, request_outcomes.level, request_outcomes.function_code, request_outcomes.kind,
        report_year, requests, handled,
        CASE WHEN not_judged_because IS NULL AND requests IS NOT NULL AND handled IS NOT NULL THEN 1 ELSE 0 END AS told
    FROM request_outcomes JOIN report_coverage USING (agency_id, report_year)
    WHERE outcome = 'denied' AND applicant = 'total') AS part
GROUP BY province, level, whose, report_year
HAVING sum(told) > 0
ORDER BY province, level, whose, report_year

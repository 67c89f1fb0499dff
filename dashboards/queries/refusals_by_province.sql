-- Shares of refusals by province, for a map; townships and other levels stand apart. Reports of which too little was read
-- are in no sum; where too few reports of a province tell (min_told), they do not stand for the others: no share.
SELECT province, level, report_year, sum(told * requests) AS denied, sum(told * handled) AS handled,
    CASE WHEN sum(told) >= count(*) * (SELECT value FROM metric_threshold WHERE name = 'min_told') THEN
        round(CAST(1.0 * sum(told * requests) / nullif(sum(told * handled), 0) AS numeric(18, 12)), 4) END AS rate,
    sum(told) AS n_known, count(*) AS n_reports
FROM (SELECT request_outcomes.province, request_outcomes.level, request_outcomes.function_code, request_outcomes.kind,
        report_year, requests, handled,
        CASE WHEN not_judged_because IS NULL AND requests IS NOT NULL AND handled IS NOT NULL THEN 1 ELSE 0 END AS told
    FROM request_outcomes JOIN report_coverage USING (agency_id, report_year)
    WHERE outcome = 'denied' AND applicant = 'total') AS part
GROUP BY province, level, report_year
HAVING sum(told) > 0
ORDER BY province, level, report_year

-- Rates of the outcomes among requests handled, over the reports that know both numbers.
-- `whose`: a government's figures may hold its departments', so it stands apart; own: departments, offices, townships.
SELECT report_year, CASE WHEN kind = 'government' AND coalesce(level, '') <> 'township' THEN level ELSE 'own' END AS whose,
    outcome, round(CAST(1.0 * sum(requests) FILTER (WHERE handled IS NOT NULL)
        / nullif(sum(handled) FILTER (WHERE requests IS NOT NULL), 0) AS numeric(30, 12)), 4) AS rate,
    sum(requests) FILTER (WHERE handled IS NOT NULL) AS requests,
    sum(handled) FILTER (WHERE requests IS NOT NULL) AS handled,
    count(*) FILTER (WHERE requests + handled IS NOT NULL) AS n_known, count(*) AS n_reports
FROM request_outcomes
WHERE applicant = 'total'
GROUP BY report_year, whose, outcome
ORDER BY report_year, whose, outcome

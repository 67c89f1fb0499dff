-- Shares of refusals by province, for a map; townships and other levels stand apart.
SELECT province, level, report_year, sum(numerator) AS denied, sum(denominator) AS handled,
    round(CAST(1.0 * sum(numerator) / nullif(sum(denominator), 0) AS numeric(18, 12)), 4) AS share,
    count(*) AS reports_known
FROM request_outcomes
JOIN dim_agency USING (agency_id)
WHERE outcome = 'denied' AND applicant = 'total' AND numerator IS NOT NULL AND denominator IS NOT NULL
GROUP BY province, level, report_year
ORDER BY province, level, report_year

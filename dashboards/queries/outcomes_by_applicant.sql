-- Who gets what: shares of the outcomes for each group of applicants, each year.
SELECT report_year, applicant, outcome,
    round(CAST(1.0 * sum(numerator) / nullif(sum(denominator), 0) AS numeric(18, 12)), 4) AS share,
    sum(numerator) AS requests, sum(denominator) AS handled, count(*) AS reports_known
FROM request_outcomes
WHERE applicant <> 'total' AND numerator IS NOT NULL AND denominator IS NOT NULL
GROUP BY report_year, applicant, outcome
ORDER BY report_year, applicant, outcome

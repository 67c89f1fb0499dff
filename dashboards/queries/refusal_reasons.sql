-- Why requests were denied, by the grounds of the form, over the requests handled.
SELECT report_year, reason, min(label) AS label, sum(numerator) AS denied, sum(denominator) AS handled,
    round(CAST(1.0 * sum(numerator) / nullif(sum(denominator), 0) AS numeric(18, 12)), 4) AS share,
    count(*) AS reports_known
FROM request_reasons
WHERE outcome = 'denied' AND numerator IS NOT NULL AND denominator IS NOT NULL
GROUP BY report_year, reason
ORDER BY report_year, denied DESC, reason

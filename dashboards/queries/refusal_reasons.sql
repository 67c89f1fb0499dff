-- Why requests were denied, by the grounds of the form, over the requests handled, of the reports that know both numbers.
-- `whose`: a government's figures may hold its departments', so it stands apart; own: departments, offices, townships.
SELECT report_year, CASE WHEN kind = 'government' AND coalesce(level, '') <> 'township' THEN level ELSE 'own' END AS whose,
    reason, min(label) AS label, sum(requests) FILTER (WHERE handled IS NOT NULL) AS denied,
    sum(handled) FILTER (WHERE requests IS NOT NULL) AS handled,
    round(CAST(1.0 * sum(requests) FILTER (WHERE handled IS NOT NULL)
        / nullif(sum(handled) FILTER (WHERE requests IS NOT NULL), 0) AS numeric(30, 12)), 4) AS rate,
    count(*) FILTER (WHERE requests + handled IS NOT NULL) AS n_known, count(*) AS n_reports
FROM request_reasons
WHERE outcome = 'denied'
GROUP BY report_year, whose, reason
ORDER BY report_year, whose, coalesce(sum(requests) FILTER (WHERE handled IS NOT NULL), -1) DESC, reason

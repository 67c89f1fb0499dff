-- How reviews and lawsuits ended, of the reports that know all three results.
-- `whose`: a government's figures may hold its departments', so it stands apart; own: departments, offices, townships.
SELECT report_year, CASE WHEN kind = 'government' AND coalesce(level, '') <> 'township' THEN level ELSE 'own' END AS whose,
    channel, sum(upheld) FILTER (WHERE concluded IS NOT NULL) AS upheld,
    sum(corrected) FILTER (WHERE concluded IS NOT NULL) AS corrected,
    sum(other) FILTER (WHERE concluded IS NOT NULL) AS other, sum(concluded) AS concluded,
    round(CAST(1.0 * sum(corrected) FILTER (WHERE concluded IS NOT NULL)
        / nullif(sum(concluded), 0) AS numeric(30, 12)), 4) AS rate,
    count(concluded) AS n_known, count(*) AS n_reports
FROM dispute_outcomes
GROUP BY report_year, whose, channel
ORDER BY report_year, whose, channel

-- How reviews and lawsuits ended, of the reports that know all three results.
SELECT report_year, channel, sum(upheld) AS upheld, sum(corrected) AS corrected, sum(other) AS other_results,
    sum(concluded) AS concluded,
    round(CAST(1.0 * sum(corrected) / nullif(sum(concluded), 0) AS numeric(18, 12)), 4) AS correction_share,
    count(*) AS reports_known
FROM dispute_outcomes
WHERE concluded IS NOT NULL
GROUP BY report_year, channel
ORDER BY report_year, channel

-- How many agencies report each year, and how much of their forms could be read.
SELECT report_year, count(DISTINCT agency_id) AS n_reports, sum(cells) AS cells, sum(missing) AS missing,
    round(CAST(1 - 1.0 * sum(missing) / sum(cells) AS numeric(30, 12)), 4) AS coverage
FROM completeness
GROUP BY report_year
ORDER BY report_year

-- How the numbers of each form were come by: printed, repaired, inferred, missing.
SELECT report_year, form, sum(reported) AS reported, sum(repaired) AS repaired, sum(inferred) AS inferred,
    sum(missing) AS missing
FROM completeness
GROUP BY report_year, form
ORDER BY report_year, form

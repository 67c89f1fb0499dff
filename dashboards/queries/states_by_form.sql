-- How the numbers of each form were come by: printed, repaired, inferred, recognised, decided, missing.
SELECT report_year, form, count(*) AS n_reports, sum(reported) AS reported, sum(repaired) AS repaired,
    sum(inferred) AS inferred, sum(recognised) AS recognised, sum(decided) AS decided, sum(missing) AS missing
FROM completeness
GROUP BY report_year, form
ORDER BY report_year, form

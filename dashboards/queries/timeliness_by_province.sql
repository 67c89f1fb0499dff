-- Published by the date that the law sets? Unknown is no pass: most documents print no date of publication.
SELECT province, report_year, count(*) AS n_reports, count(*) FILTER (WHERE status = 'on_time') AS on_time,
    count(*) FILTER (WHERE status = 'late') AS late, count(*) FILTER (WHERE status = 'unknown') AS unknown,
    max(days_late) AS most_days_late
FROM timeliness
GROUP BY province, report_year
ORDER BY province, report_year

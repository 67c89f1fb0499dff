-- Of how many reports the arithmetic, the dates and the claims in prose hold, fail, or cannot be told.
SELECT report_year, count(*) AS reports,
    count(*) FILTER (WHERE arithmetic = 'pass') AS sums_hold, count(*) FILTER (WHERE arithmetic = 'fail') AS sums_fail,
    count(*) FILTER (WHERE timeliness = 'pass') AS on_time, count(*) FILTER (WHERE timeliness = 'fail') AS late,
    count(*) FILTER (WHERE claims = 'pass') AS claims_hold, count(*) FILTER (WHERE claims = 'fail') AS claims_fail
FROM scorecard
GROUP BY report_year
ORDER BY report_year

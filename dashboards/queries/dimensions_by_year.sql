-- Of how many reports the arithmetic, the dates and the claims in prose hold, fail, or cannot be told (the others).
SELECT report_year, count(*) AS n_reports,
    count(*) FILTER (WHERE arithmetic = 'pass') AS sums_hold, count(*) FILTER (WHERE arithmetic = 'fail') AS sums_fail,
    count(*) FILTER (WHERE arithmetic = 'unknown') AS sums_unknown,
    count(*) FILTER (WHERE timeliness = 'pass') AS on_time, count(*) FILTER (WHERE timeliness = 'fail') AS late,
    count(*) FILTER (WHERE timeliness = 'unknown') AS unknown,
    count(*) FILTER (WHERE claims = 'pass') AS claims_hold, count(*) FILTER (WHERE claims = 'fail') AS claims_fail,
    count(*) FILTER (WHERE claims = 'unknown') AS claims_unknown
FROM scorecard
GROUP BY report_year
ORDER BY report_year

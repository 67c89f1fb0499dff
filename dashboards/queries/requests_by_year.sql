-- Requests in and out each year, of the reports that know all four numbers.
-- `whose`: a government's figures may hold its departments', so it stands apart; own: departments, offices, townships.
SELECT report_year, CASE WHEN kind = 'government' AND coalesce(level, '') <> 'township' THEN level ELSE 'own' END AS whose,
    sum(received) FILTER (WHERE coverage = 1) AS received,
    sum(carried_in) FILTER (WHERE coverage = 1) AS carried_in, sum(handled) FILTER (WHERE coverage = 1) AS handled,
    sum(carried_out) FILTER (WHERE coverage = 1) AS carried_out,
    count(*) FILTER (WHERE coverage = 1) AS n_known, count(*) AS n_reports
FROM request_flow
WHERE applicant = 'total'
GROUP BY report_year, whose
ORDER BY report_year, whose

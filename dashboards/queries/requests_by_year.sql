-- Requests in and out each year, of the reports that know all four numbers.
SELECT report_year, sum(received) FILTER (WHERE coverage = 1) AS received,
    sum(carried_in) FILTER (WHERE coverage = 1) AS carried_in, sum(handled) FILTER (WHERE coverage = 1) AS handled,
    sum(carried_out) FILTER (WHERE coverage = 1) AS carried_out,
    count(*) FILTER (WHERE coverage = 1) AS n_known, count(*) AS n_reports
FROM request_flow
WHERE applicant = 'total'
GROUP BY report_year
ORDER BY report_year

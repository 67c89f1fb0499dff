-- Requests in and out each year, of the reports that know all four numbers.
SELECT report_year, sum(new_received) AS received, sum(carried_in) AS carried_in, sum(handled) AS handled,
    sum(carried_out) AS carried_out, count(*) AS reports_known
FROM request_flow
WHERE applicant = 'total' AND coverage = 1
GROUP BY report_year
ORDER BY report_year

-- Every fact belongs to a report of the same agency and year.
-- severity: fail
-- depends: every_cell, fact_claim, reported_problem, report
-- scope: new reports
WITH stated AS (
    SELECT DISTINCT report_id, agency_id, report_year FROM every_cell() AS fact
    UNION
    SELECT DISTINCT report_id, agency_id, report_year FROM fact_claim
    UNION
    SELECT DISTINCT report_id, agency_id, report_year FROM reported_problem
)
SELECT stated.report_id, stated.agency_id, stated.report_year
FROM stated
ANTI JOIN report USING (report_id, agency_id, report_year)

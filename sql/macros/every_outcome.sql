-- How the requests of every applicant group of every current report ended, where something is told and where all is 0.
-- grain: agency_id, report_year, applicant, outcome
-- depends: kept_request_outcomes, kept_cell_zero, form_outcome
CREATE MACRO every_outcome() AS TABLE
SELECT agency_id, report_year, report_id, applicant, outcome, requests, handled, known / cells AS coverage
FROM kept_request_outcomes
UNION ALL
SELECT zero.agency_id, zero.report_year, zero.report_id, zero.applicant, form.outcome, 0, 0, 1
FROM (
    SELECT agency_id, report_year, report_id, edition, unnest(applicants) AS applicant FROM kept_cell_zero
) AS zero
JOIN (SELECT DISTINCT edition, outcome FROM form_outcome()) AS form ON form.edition = zero.edition;

-- How requests ended for each group of applicants. Parameters: year, whose; region, level, function or NULL.
-- grain: applicant, outcome
-- depends: every_outcome, chosen_agency
-- `requests` of `handled` are those of the `known` reports that tell both. Shares beside each other need the same
-- reports: `whole` counts the requests of the `whole_reports` that tell every outcome of the applicant.
WITH part AS (
    SELECT kept.report_id, kept.applicant, kept.outcome, kept.requests, kept.handled
    FROM every_outcome() AS kept
    JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
    WHERE kept.report_year = $year AND chosen.whose = $whose
),
gap AS (
    SELECT DISTINCT report_id, applicant FROM part WHERE requests IS NULL
)
SELECT
    part.applicant, part.outcome,
    sum(part.requests) FILTER (part.handled IS NOT NULL)::BIGINT AS requests,
    sum(part.handled) FILTER (part.requests IS NOT NULL)::BIGINT AS handled,
    count(*) FILTER (part.requests IS NOT NULL AND part.handled IS NOT NULL) AS known, count(*) AS reports,
    sum(part.requests) FILTER (gap.report_id IS NULL)::BIGINT AS whole,
    count(*) FILTER (gap.report_id IS NULL) AS whole_reports
FROM part
LEFT JOIN gap ON gap.report_id = part.report_id AND gap.applicant = part.applicant
GROUP BY part.applicant, part.outcome
ORDER BY part.applicant, part.outcome

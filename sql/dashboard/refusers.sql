-- The agencies that denied most requests. Parameters: year, whose; region, level, function or NULL. At most 500.
-- grain: agency_id
-- depends: kept_request_outcomes, report_coverage, chosen_agency
-- Reports of which too little was read are listed after the others: they have no place among them.
SELECT
    chosen.name AS agency, part.agency_id, chosen.province, part.requests AS denied,
    part.handled, CASE WHEN part.handled > 0 THEN part.requests / part.handled END AS share,
    coverage.not_judged_because AS not_ranked_because
FROM kept_request_outcomes AS part
JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
JOIN report_coverage AS coverage ON coverage.report_id = part.report_id
WHERE
    part.report_year = $year AND part.applicant = 'total' AND part.outcome = 'denied' AND part.requests > 0
    AND chosen.whose = $whose
ORDER BY not_ranked_because IS NOT NULL, part.requests DESC, share DESC NULLS LAST, part.agency_id
LIMIT 500

-- Why requests were refused or not handled, over reports of one kind. Parameters: year, whose; region, level, function.
-- grain: outcome, reason
-- depends: request_reasons, chosen_agency
-- Governments report for whole areas: they are never added to the agencies in them (`whose`).
SELECT
    part.outcome, part.reason, any_value(part.label) AS label, sum(part.requests)::BIGINT AS requests,
    count(part.requests)::BIGINT AS known, count(*)::BIGINT AS reports
FROM request_reasons AS part
JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
WHERE part.report_year = $year AND chosen.whose = $whose
GROUP BY part.outcome, part.reason
ORDER BY requests DESC NULLS LAST, part.reason

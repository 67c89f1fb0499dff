-- How do agencies stand, and on how much evidence; which have no score, and why?
SELECT agency_id, report_year, arithmetic, arithmetic_evidence, continuity, disputes, round(score) AS score,
    round(weight_known, 2) AS weight_known, not_scored_because
FROM scorecard
ORDER BY score IS NOT NULL, agency_id, report_year
LIMIT 5

-- How do agencies stand, and on how much evidence?
SELECT agency_id, report_year, arithmetic, arithmetic_evidence, continuity, disputes, round(score) AS score,
    round(weight_known, 2) AS weight_known
FROM scorecard
ORDER BY ALL
LIMIT 5

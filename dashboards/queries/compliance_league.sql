-- One row a report, to filter by year, region, level and function: every dimension, the score and what it rests on, or why
-- there is none. A report without a score stands last in its year and is in no rank or median.
SELECT report_year, province, prefecture, county, level, function_code, agency_name, agency_id,
    round(CAST(score AS numeric(30, 12)), 1) AS score, round(CAST(weight_known AS numeric(18, 6)), 2) AS weight_known,
    not_scored_because, failed, unknown, timeliness, sections, forms, arithmetic, continuity, figures, originality, claims, disputes,
    handling, openness
FROM scorecard
ORDER BY report_year DESC, score IS NULL, score, failed DESC, agency_id
